package org.morphoscope.engine;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.GradientNorms;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Optimiser;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.run.GrowthEngine.BatchListener;
import org.morphoscope.run.GrowthEngine.Epoch;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Seeds;
import org.morphoscope.run.config.Training;

/**
 * The net as it is now in compute memory, with its optimiser and the buffers of its passes. Growing
 * replaces it as a whole: shapes, filters and optimiser memory all change together. Used by the
 * thread of the run; the passes use the team's threads meanwhile.
 *
 * <p>Buffers of frozen passes and of training are made when first needed. Both are about the size
 * of all activations of a batch, so those of training are given up before anything is measured.
 */
final class LiveNet implements AutoCloseable {
  /** Images per batch of frozen passes. */
  static final int FROZEN_BATCH = 256;

  /** Gradients are downloaded for their norms about so often: an epoch takes no longer for it. */
  private static final int NORMS_PER_EPOCH = 8;

  private final Training options;
  private final GammaPenalty penalty;
  private final long seed;
  private final Team team;
  private Optional<double[][]> onGamma = Optional.empty();
  private Network network;
  private Optimiser optimiser;
  private FrozenPasses passes;

  /** Null while nothing is trained. */
  private TrainingPass training;

  private long trainingCorrection;
  private long dropoutSeed;

  /** No net before the first {@link #install}. */
  LiveNet(RunConfig config, Team team) {
    this.options = config.training();
    this.penalty = new GammaPenalty(config);
    this.seed = config.seed();
    this.team = team;
  }

  Optimiser.Kind kind() {
    return options.optimiser() == Training.Optimiser.SGD ? Optimiser.Kind.SGD : Optimiser.Kind.ADAM;
  }

  /**
   * Puts another net in this one's place, whose memory is freed before.
   *
   * @param state memory of the optimiser in the shapes of the weights
   */
  void install(NetworkSpec spec, Weights weights, OptimiserState state) {
    close();
    network = new Network(spec, weights, team.lead());
    optimiser =
        new Optimiser(
            kind(), options.momentum(), options.weightDecay(), network, team.lead(), state);
    passes = new FrozenPasses(network, team, FROZEN_BATCH);
  }

  /**
   * Puts a net with random weights in this one's place.
   *
   * @param seed of the draw
   */
  void installRandom(NetworkSpec spec, long seed) {
    Weights weights = Weights.random(spec, new SplittableRandom(seed));
    install(spec, weights, Optimiser.fresh(kind(), weights));
  }

  /** Trains an epoch of a round with the penalty on gamma and the dropout that belong there. */
  void begin(int round, int epoch, int epochs) {
    dropoutSeed = Seeds.of(seed, round, "dropout", epoch);
    onGamma = penalty.of(network::download, network.spec(), round, epoch, epochs);
  }

  /** Trains an epoch of a tail, which has no penalty beyond what is left of the budget. */
  void beginTail(int round, int epoch) {
    dropoutSeed = Seeds.of(seed, round, "tail dropout", epoch);
    onGamma = penalty.ofTail(network.spec());
  }

  /** The architecture. */
  NetworkSpec spec() {
    return network.spec();
  }

  /** Weights in compute memory; invalid after the next {@link #install}. */
  Network network() {
    return network;
  }

  /** Memory of the optimiser, and its steps so far. */
  Optimiser optimiser() {
    return optimiser;
  }

  /** Passes with frozen BatchNorm over this net. */
  FrozenPasses passes() {
    return passes;
  }

  /**
   * Trains an epoch: one optimiser step per batch, on the batch's mean loss with the batch's
   * BatchNorm statistics. What is left of the images after the last whole batch is not met; every
   * epoch shuffles anew and leaves out others. Listener units: images.
   *
   * @param images of the training set
   * @param rateAt the rate by the share of the epoch that is done
   * @return means over the images met, each under the weights that it was met with
   */
  Epoch train(ImageLoader loader, int images, DoubleUnaryOperator rateAt, BatchListener listener)
      throws RunStoppedException {
    int batch = options.batch();
    if (training == null) {
      training = new TrainingPass(network, team, batch);
    }
    training.dropBy(dropoutSeed);
    int batches = images / batch;
    long perStep = 3L * batch * Resources.of(network.spec()).multiplyAccumulates();
    double loss = 0;
    long correct = 0;
    double rate = 0;
    GradientNorms norms = new GradientNorms();
    int seldom = Math.max(1, batches / NORMS_PER_EPOCH);
    for (int b = 0; b < batches; b++) {
      double warm = LearningRate.warmUp(options, optimiser.steps(), batches);
      rate = warm * rateAt.applyAsDouble((double) b / batches);
      long before = team.multiplyAccumulates();
      training.run(loader, b * batch);
      // norms are of the loss: the penalty comes after them
      if (b % seldom == 0) {
        norms.add(training, team.lead());
      }
      onGamma.ifPresent(strength -> optimiser.penaliseGamma(training, strength));
      optimiser.step(training, rate);
      trainingCorrection += perStep - (team.multiplyAccumulates() - before);
      loss += training.lossSum();
      correct += training.correct();
      long done = (b + 1L) * batch;
      listener.afterBatch(done, (long) batches * batch, loss / done);
    }
    double met = (double) batches * batch;
    return new Epoch(loss / met, correct / met, rate, norms.rootMeanSquares());
  }

  /** What three forward passes per image of training are more than what the kernels did for it. */
  long trainingCorrection() {
    return trainingCorrection;
  }

  /** Training buffers are not needed while scoring, and the other way round. */
  void closeTraining() {
    if (training != null) {
      training.close();
      training = null;
    }
  }

  /** Frees everything; {@link #install} may follow. */
  @Override
  public void close() {
    closeTraining();
    if (passes != null) {
      passes.close();
      passes = null;
    }
    if (optimiser != null) {
      optimiser.close();
      optimiser = null;
    }
    if (network != null) {
      network.close();
      network = null;
    }
  }
}
