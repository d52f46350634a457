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
import org.morphoscope.run.Seeds;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.score.Baseline;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.learn.ThetaLearner;

/**
 * What a round learns about its candidates before they are scored, as the strategy wants it
 * (method.md sections 3.3 and 5). One object per round, on the thread of the run.
 */
final class MorphLearning {
  /**
   * Memory that captured activations of the learning samples may take: JavaCPP lets native memory
   * grow to about the size of the heap, so half of that is left for everything else.
   */
  private static final long CACHE_BYTES = Math.min(2L << 30, Runtime.getRuntime().maxMemory() / 2);

  private final RunConfig config;
  private final FrozenPasses passes;

  /** Enters every seed, so that no round repeats the draws of another. */
  private final int round;

  private final ArrayPool pool;

  /**
   * @param theta {@code [O, I, k, k]} per layer
   * @param newNeurons candidates for new neurons with their outgoing weights
   * @param meanZ E[z] over the learning images and positions, per layer and channel
   */
  record Learned(List<double[]> theta, NewNeurons newNeurons, double[][] meanZ) {
    /** Before anything is learned. */
    static final Learned NOTHING = new Learned(List.of(), NewNeurons.none(), null);
  }

  /**
   * @param pool memory for the learning samples' constants, kept from round to round
   */
  MorphLearning(RunConfig config, FrozenPasses passes, int round, ArrayPool pool) {
    this.pool = pool;
    this.config = config;
    this.passes = passes;
    this.round = round;
  }

  /**
   * Learns on the images of a part. Listener units: steps. Strategies that do not choose by the
   * joint model draw new neurons too, but learn no outgoing weights for them: theirs stay 0, as
   * their control asks (method.md section 12).
   */
  Learned run(ImagePart part, BatchListener listener) throws RunStoppedException {
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
    // the steps of theta then meet every learning image, and E[z] comes for nothing
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

  /** E[z] by a forward pass of its own, told to the listener as the last step. */
  private double[][] meanZ(ImagePart part, BatchListener listener) throws RunStoppedException {
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
  private NewNeurons draw(ImagePart part, BatchListener listener) throws RunStoppedException {
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

  /**
   * The theta of the strategy: learned, or a control's in its place (method.md section 12). Draws
   * with a seed of its own, so that a control is not correlated with what was learned.
   */
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
