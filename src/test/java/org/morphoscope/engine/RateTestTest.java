package org.morphoscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Training;

class RateTestTest {
  private static RunConfig config() {
    RunConfig standard = RunConfig.standard("generated:600", "chain:6-6", 0, 1);
    return standard
        .withData(standard.data().withTrainLimit(OptionalInt.of(400)))
        .withTraining(standard.training().withBatch(16));
  }

  /** Weights after so many epochs of a rate that falls. */
  private static Snapshot weights(int epochs) throws Exception {
    RunConfig config = config();
    RunConfig falling =
        config.withTraining(config.training().withSchedule(Training.Schedule.COSINE));
    try (GrowthEngine engine = new NumericEngineFactory(() -> Backend.load(1)).open(falling)) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        engine.trainEpoch(0, epoch, epochs, (done, total, loss) -> {});
      }
      return engine.snapshot();
    }
  }

  private static double harmless(Snapshot seed, Double... rates) throws IOException {
    return RateTest.harmless(config(), seed, List.of(rates));
  }

  @Test
  void trainedWeightsAreKeptFromRatesThatSpoilThem() throws Exception {
    Snapshot trained = weights(6);
    assertEquals(0.002, harmless(trained, 8.0, 2.0, 0.002));
    assertEquals(2.0, harmless(trained, 8.0, 2.0), "the last one is taken untried");
  }

  @Test
  void weightsThatLearnMuchStillGetTheHighestRate() throws Exception {
    assertEquals(0.05, harmless(weights(0), 0.05, 0.002));
  }
}
