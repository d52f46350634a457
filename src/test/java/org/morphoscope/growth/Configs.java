package org.morphoscope.growth;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Small configurations for tests. */
public final class Configs {
  private Configs() {}

  /** Two first epochs, one per round, the tiny seed net. */
  public static RunConfig seeded(int rounds, long seed) {
    RunConfig.Training t = RunConfig.Training.standard();
    RunConfig.Scoring s = RunConfig.Scoring.standard();
    return new RunConfig(
        "fake",
        OptionalInt.empty(),
        0.1,
        "tiny",
        rounds,
        OptionalLong.empty(),
        seed,
        new RunConfig.Training(
            t.optimiser(),
            t.learningRate(),
            t.momentum(),
            t.weightDecay(),
            t.schedule(),
            20,
            2,
            1,
            true),
        new RunConfig.Scoring(s.mode(), 600, 3, 200, s.learnRate(), s.thetaScale(), 600, 100),
        RunConfig.Selection.standard());
  }

  public static RunConfig withSelection(RunConfig c, OptionalLong budget, OptionalDouble lambda) {
    RunConfig.Selection s = c.selection();
    return new RunConfig(
        c.data(),
        c.trainLimit(),
        c.validationShare(),
        c.seedNet(),
        c.rounds(),
        budget,
        c.seed(),
        c.training(),
        c.scoring(),
        new RunConfig.Selection(s.growthFactor(), lambda, s.significance(), s.kinds()));
  }
}
