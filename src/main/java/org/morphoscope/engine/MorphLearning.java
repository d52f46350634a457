package org.morphoscope.engine;

import java.util.List;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.run.GrowthEngine.BatchListener;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Scoring;
import org.morphoscope.run.Seeds;
import org.morphoscope.score.Baseline;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.learn.ThetaLearner;

/** What a round learns about its candidates before they are scored, as the strategy wants it. */
final class MorphLearning {
  /**
   * Memory that captured activations of the learning samples may take: JavaCPP lets native memory
   * grow to about the size of the heap, so half of that is left for everything else.
   */
  private static final long CACHE_BYTES = Math.min(2L << 30, Runtime.getRuntime().maxMemory() / 2);

  private final RunConfig config;
  private final FrozenPasses passes;
  private final int round;
  private final ArrayPool pool;

  /**
   * @param theta {@code [O, I, k, k]} per layer
   * @param newNeurons candidates for new neurons with their outgoing weights
   * @param meanZ E[z] over the learning images and positions, per layer and channel
   */
  record Learned(List<double[]> theta, NewNeurons newNeurons, double[][] meanZ) {}

  /**
   * @param pool memory for the learning samples' constants, kept from round to round
   */
  MorphLearning(RunConfig config, FrozenPasses passes, int round, ArrayPool pool) {
    this.pool = pool;
    this.config = config;
    this.passes = passes;
    this.round = round;
  }

  /** Learns on the images of a part. Listener units: steps. */
  Learned run(RunData.Part part, BatchListener listener) throws RunStoppedException {
    Scoring options = config.scoring();
    ThetaLearner.Options learning =
        new ThetaLearner.Options(
            options.mode(),
            part.size(),
            Math.min(options.learnBatch(), part.size()),
            options.learnSteps(),
            options.learnRate(),
            options.thetaScale(),
            Seeds.of(config.seed(), round, Seeds.Purpose.THETA),
            CACHE_BYTES);
    NewNeurons drawn = draw(part, listener);
    boolean learned = config.strategy().choice() == GrowthStrategy.Choice.JOINT_MODEL;
    boolean wholePass = learning.steps() >= Math.max(1, part.size() / learning.batch());
    Team team = passes.team();
    try (ThetaLearner learner =
        new ThetaLearner(
            passes.network(), team, learning, learned ? drawn : NewNeurons.none(), pool)) {
      learner.learn(
          part.loader(),
          (steps, objective) -> listener.afterBatch(steps, options.learnSteps(), objective));
      return new Learned(
          controlled(learner.theta()),
          learned && drawn.perGroup() > 0 ? drawn.withOutgoing(learner.outgoing()) : drawn,
          wholePass ? learner.meanZ() : meanZ(part, listener));
    }
  }

  private double[][] meanZ(RunData.Part part, BatchListener listener) throws RunStoppedException {
    return Baseline.of(
            passes,
            part.size(),
            part.loader(),
            done -> {
              int steps = config.scoring().learnSteps();
              listener.afterBatch(steps, steps, Double.NaN);
            })
        .meanZ();
  }

  /** Candidates for new neurons, with statistics of some of the learning images. */
  private NewNeurons draw(RunData.Part part, BatchListener listener) throws RunStoppedException {
    if (config.newNeurons() == 0) {
      return NewNeurons.none();
    }
    return NewNeuronSource.draw(
        passes,
        config.newNeurons(),
        Seeds.of(config.seed(), round, Seeds.Purpose.NEW_NEURONS),
        part.size(),
        part.loader(),
        done -> listener.afterBatch(0, config.scoring().learnSteps(), Double.NaN));
  }

  /** The theta of the strategy. */
  private List<double[]> controlled(List<double[]> learned) {
    long seed = Seeds.of(config.seed(), round, Seeds.Purpose.CHOICE, 1);
    return switch (config.strategy().theta()) {
      case LEARNED -> learned;
      case RANDOM_OF_SAME_NORM ->
          Thetas.randomOfSameNorm(learned, passes.network().download(), seed);
      case NOISE -> Thetas.noise(learned, passes.network().download(), seed);
    };
  }
}
