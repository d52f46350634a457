package org.morphoscope.growth;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;

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
        Optional.empty(),
        rounds,
        OptionalLong.empty(),
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
        new RunConfig.Scoring(s.mode(), 600, 3, 200, s.learnRate(), s.thetaScale(), 600, 100, 2),
        RunConfig.Selection.standard(),
        GrowthStrategy.GAUSS_NEWTON);
  }

  public static RunConfig withSelection(RunConfig c, OptionalLong budget, OptionalDouble lambda) {
    RunConfig.Selection s = c.selection();
    return new RunConfig(
        c.data(),
        c.trainLimit(),
        c.validationShare(),
        c.seedNet(),
        c.architecture(),
        c.rounds(),
        budget,
        c.macBudget(),
        c.seed(),
        c.training(),
        c.scoring(),
        new RunConfig.Selection(
            lambda.isPresent() ? RunConfig.Pace.LAMBDA : s.pace(),
            s.growthFactor(),
            lambda,
            s.resource(),
            s.significance(),
            s.kinds()),
        c.strategy());
  }
}
