package org.morphoscope.growth;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;

/** Small configurations for tests. */
public final class Configs {
  private Configs() {}

  /** Two first epochs, one per round, the tiny seed net. */
  public static RunConfig seeded(int rounds, long seed) {
    return RunConfig.standard("fake", "tiny", rounds, seed)
        .withTraining(
            Training.standard()
                .withSchedule(Training.Schedule.COSINE)
                .withLearningRate(0.1)
                .withBatch(20)
                .withEpochs(2, 1))
        .withScoring(
            Scoring.standard().withLearning(600, 3, 200).withSamples(600, 100).withNewPerGroup(2))
        .withSelection(Selection.former());
  }

  public static RunConfig withSelection(RunConfig c, OptionalLong budget, OptionalDouble lambda) {
    Selection s = c.selection();
    return c.withLimits(c.limits().withParameters(budget))
        .withSelection(s.withLambda(lambda.isPresent() ? Selection.Pace.LAMBDA : s.pace(), lambda));
  }

  /** A small run on made-up images. */
  public static RunConfig generated(String data, double validationShare, long seed) {
    RunConfig c = seeded(0, seed);
    return c.withData(new DataChoice(data, OptionalInt.empty(), validationShare));
  }
}
