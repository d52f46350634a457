package org.morphoscope.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.ScriptedEvents;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.PhaseProgress;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.Phase;

class TrainingCurveTest {
  private static List<GrowthEvent> run() throws Exception {
    List<GrowthEvent> events = ScriptedEvents.of(Configs.seeded(2, 1));
    events.removeIf(PhaseProgress.class::isInstance);
    return events;
  }

  private static TrainingCurve curve(List<GrowthEvent> events) {
    RunModel model = new RunModel(() -> 0);
    model.apply(events);
    return model.curve();
  }

  @Test
  void gradientsAreKeptByEpochAndGoWithTheirRound() throws Exception {
    List<GrowthEvent> events = run();
    GradientCourse course = curve(events).gradients();
    assertEquals(
        List.of(1.0, 2.0, 3.0, 4.0),
        course.epochs().stream().map(GradientCourse.Epoch::epoch).toList());
    assertEquals(course.layers().size(), course.epochs().get(0).norms().size());
    assertEquals("dense", course.layers().get(course.layers().size() - 1));
    events.add(new GrowthEvent.Undone(2));
    assertEquals(3, curve(events).gradients().epochs().size());
  }

  @Test
  void epochsAreCountedThroughTheRounds() throws Exception {
    TrainingCurve curve = curve(run());
    // two first epochs, then one in each of two rounds
    assertEquals(
        List.of(1.0, 2.0, 3.0, 4.0),
        curve.epochs().stream().map(TrainingCurve.Point::epoch).toList());
    assertEquals(
        List.of(2.0, 3.0, 4.0),
        curve.validation().stream().map(TrainingCurve.Point::epoch).toList());
    assertTrue(curve.epochs().get(0).learningRate() > 0);
    assertTrue(curve.batches().isEmpty());
  }

  @Test
  void aRoundThatIsTakenBackGoesAndComesAgainInItsPlace() throws Exception {
    List<GrowthEvent> events = run();
    events.removeIf(GrowthEvent.RunEnded.class::isInstance);
    TrainingCurve before = curve(events);
    List<GrowthEvent> again = new ArrayList<>(events);
    again.add(new GrowthEvent.Undone(2));
    assertEquals(3, curve(again).epochs().size());
    events.stream().filter(event -> event.round() == 2).forEach(again::add);
    assertEquals(before.epochs(), curve(again).epochs());
    assertEquals(before.validation(), curve(again).validation());
    assertNotEquals(0, before.version());
  }

  @Test
  void batchesAreTheLossSinceTheLastReportAndStandWithinTheirEpoch() throws Exception {
    List<GrowthEvent> events = run();
    RunStarted start = (RunStarted) events.get(0);
    int images = start.trainImages();
    int first = 0;
    while (!(events.get(first) instanceof RoundFinished)) {
      first++;
    }
    List<GrowthEvent> live = new ArrayList<>(events.subList(0, first + 1));
    // running means of the epoch: 2 over a tenth, then 1.5 over two tenths: the second tenth had 1
    live.add(new PhaseProgress(1, Phase.TRAIN, images / 10, images, 50, 2));
    live.add(new PhaseProgress(1, Phase.TRAIN, 2 * (images / 10), images, 60, 1.5));
    List<TrainingCurve.Point> batches = curve(live).batches();
    assertEquals(2, batches.size());
    assertEquals(2.1, batches.get(0).epoch(), 0.01);
    assertEquals(2, batches.get(0).loss(), 1e-12);
    assertEquals(60, batches.get(1).imagesPerSecond());
    double kept = Math.exp(-(images / 10) / (double) images / 0.1);
    assertEquals(kept * 2 + (1 - kept) * 1, batches.get(1).loss(), 1e-9);
  }
}
