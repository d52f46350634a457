package org.morphoscope.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.RunHistory;
import org.morphoscope.history.RunModel;
import org.morphoscope.net.Resource;
import org.morphoscope.run.GrowthEvent;

class PromiseTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");

  private static Promise promise(double predicted, double measured, boolean contradicted) {
    return new Promise(1, predicted, measured, measured, 0.01, contradicted, "");
  }

  @Test
  void isKnownFromTheMeasurementUntilTheNextProposal() throws Exception {
    RunModel run = new RunModel(() -> 0);
    int measured = 0;
    for (GrowthEvent event : RunHistory.events(SAMPLE)) {
      run.apply(List.of(event));
      measured += event instanceof GrowthEvent.Measured ? 1 : 0;
      boolean known = measured > 0 && run.proposal().isEmpty();
      assertEquals(known, Promise.latest(run).isPresent(), event.getClass().getSimpleName());
    }
    Promise last = Promise.latest(run).orElseThrow();
    assertEquals(4, last.round());
    assertTrue(last.predicted() < 0 && last.measured() < 0 && last.heldOut() < 0, last.toString());
  }

  @Test
  void aLandingLiesBetweenItsPredictionAndTheTrainedPoint() throws Exception {
    RunModel run = RunHistory.open(SAMPLE).model();
    LossPoints points = LossPoints.of(run, Optional.empty(), Resource.PARAMETERS);
    assertEquals(4, points.landings().size());
    for (int i = 0; i < 4; i++) {
      LossPoints.Landing landing = points.landings().get(i);
      Promise promise = Promise.of(run.round(landing.round()).orElseThrow()).orElseThrow();
      assertEquals(points.predicted().get(i).loss(), landing.predicted(), 1e-12);
      assertEquals(points.predicted().get(i).size(), landing.size());
      assertEquals(
          promise.measured() - promise.predicted(),
          landing.measured() - landing.predicted(),
          1e-12);
      assertEquals(points.validation().get(i + 1).loss(), landing.trained());
      assertEquals(points.validation().get(i + 1).size(), landing.size());
    }
  }

  @Test
  void theVerdictSaysHowMuchOfThePromiseWasKept() {
    assertTrue(promise(-0.2, -0.18, false).verdict().contains("90 % of what was promised"));
    assertTrue(promise(-0.2, 0.01, false).verdict().startsWith("Not kept: the loss did not fall"));
    assertTrue(promise(-0.2, -0.01, true).verdict().startsWith("Not kept: the set brought too"));
    assertTrue(promise(0.02, 0.01, false).verdict().startsWith("Kept"));
    assertTrue(promise(0.02, 0.05, false).verdict().startsWith("It cost more"));
  }
}
