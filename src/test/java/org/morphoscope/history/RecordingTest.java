package org.morphoscope.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;
import org.morphoscope.ui.shell.FakeRuns;

class RecordingTest {
  private static List<GrowthEvent> sample() throws IOException {
    return RunReader.open(Path.of("samples", "generated-tiny")).allEvents();
  }

  private static Recording recorded(List<GrowthEvent> events) {
    Recording recording = new Recording();
    recording.append(events, OptionalDouble.empty());
    return recording;
  }

  /** Everything that views read from a model. */
  static List<Object> state(RunModel model) {
    List<Object> state = new ArrayList<>();
    state.add(model.run());
    state.add(model.ended());
    state.add(model.round());
    state.add(model.architecture());
    model.scores().forEach(s -> state.add(Arrays.hashCode(s.splitDelta())));
    state.add(model.stale());
    state.add(model.proposal());
    state.add(model.decision());
    state.add(model.phases().active());
    Stream.of(Phase.values()).forEach(p -> state.add(model.phases().fraction(p)));
    for (RoundRecord record : model.rounds()) {
      state.add(record.round());
      state.add(record.architecture());
      state.add(record.samples());
      state.add(record.proposal());
      state.add(record.decision());
      state.add(record.applied());
      state.add(record.measured());
      state.add(record.summary());
    }
    return state;
  }

  @Test
  void theStateAfterEveryEventIsThatOfAModelBuiltFromScratch() throws IOException {
    List<GrowthEvent> events = sample();
    Recording recording = recorded(events);
    assertEquals(events.size(), recording.entries().size());
    RunModel scratch = new RunModel(() -> 0L);
    for (Recording.Entry entry : recording.entries()) {
      scratch.apply(List.of(entry.event()));
      assertEquals(
          state(scratch), state(recording.at(entry.number())), "after event " + entry.number());
    }
  }

  @Test
  void aModelHandedOutDoesNotChangeTheRecording() throws IOException {
    List<GrowthEvent> events = sample();
    Recording recording = recorded(events);
    int middle = recording.momentOfRound(2).orElseThrow();
    List<Object> before = state(recording.at(middle));
    recording.at(middle).apply(events.subList(middle + 1, events.size()));
    assertEquals(before, state(recording.at(middle)));
  }

  @Test
  void timesFollowFromTheLengthOfThePhases() throws IOException {
    List<Recording.Entry> entries = recorded(sample()).entries();
    assertEquals(0, entries.get(0).seconds());
    int trained = 0;
    while (!(entries.get(trained).event() instanceof GrowthEvent.PhaseFinished)) {
      trained++;
    }
    double training = ((GrowthEvent.PhaseFinished) entries.get(trained).event()).seconds();
    assertEquals(training, entries.get(trained).seconds(), 1e-9);
    // the progress of the four epochs of the first training is spread over it evenly
    assertEquals(training / 4, entries.get(2).seconds(), 1e-9);
    double sum =
        entries.stream()
            .map(Recording.Entry::event)
            .filter(GrowthEvent.PhaseFinished.class::isInstance)
            .mapToDouble(e -> ((GrowthEvent.PhaseFinished) e).seconds())
            .sum();
    assertEquals(sum, entries.get(entries.size() - 1).seconds(), 1e-9);
    for (int i = 1; i < entries.size(); i++) {
      assertTrue(entries.get(i).seconds() >= entries.get(i - 1).seconds());
    }
  }

  @Test
  void liveEventsCarryTheTimeTheyCame() {
    Recording recording = new Recording();
    double now = 1000;
    for (GrowthEvent event : FakeRuns.events(1)) {
      recording.append(List.of(event), OptionalDouble.of(now++));
    }
    assertEquals(0, recording.entries().get(0).seconds());
    assertTrue(recording.entries().get(1).seconds() >= 1);
    assertTrue(
        recording.entries().stream()
            .noneMatch(e -> e.event() instanceof GrowthEvent.PhaseProgress));
  }

  @Test
  void tooManyScoresAreThinnedButEveryRoundKeepsItsLastOnes() throws IOException {
    List<GrowthEvent> events = sample();
    Recording whole = recorded(events);
    Recording small = new Recording(4000);
    small.append(events, OptionalDouble.empty());
    assertTrue(small.entries().size() < whole.entries().size());
    for (int round = 1; round <= 4; round++) {
      int number = round;
      long scores =
          small.entries().stream()
              .filter(e -> e.event() instanceof GrowthEvent.ScoresUpdated)
              .filter(e -> e.event().round() == number)
              .count();
      assertTrue(scores >= 2 && scores <= 8, "round " + round + " has " + scores);
      int moment = small.momentOfRound(round).orElseThrow();
      assertEquals(state(whole.at(moment)), state(small.at(moment)));
    }
  }

  @Test
  void anotherRunReplacesTheRecording() throws IOException {
    Recording recording = recorded(sample());
    List<GrowthEvent> other = FakeRuns.events(1);
    recording.append(other, OptionalDouble.empty());
    assertEquals(other.get(0), recording.entries().get(0).event());
    assertEquals(Optional.of("fake-7"), recording.at(0).run().map(GrowthEvent.RunStarted::runId));
  }

  @Test
  void theMomentOfARoundIsItsDecision() throws IOException {
    Recording recording = recorded(sample());
    int number = recording.momentOfRound(3).orElseThrow();
    GrowthEvent event = recording.entries().get(recording.index(number)).event();
    assertTrue(event instanceof GrowthEvent.Decided && event.round() == 3);
    assertTrue(recording.momentOfRound(9).isEmpty());
  }
}
