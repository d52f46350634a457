package org.morphoscope.study;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.morphoscope.compute.ArrayPool;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Optimiser;
import org.morphoscope.compute.Team;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.score.Baseline;
import org.morphoscope.score.CurvatureMode;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.score.ScoringPass;
import org.morphoscope.score.ThetaLearner;

/**
 * Times whole steps of one net: training (forward, loss, backward, momentum update), frozen
 * forward, learning theta, scoring. Random images of 3 x 32 x 32 pixels that are already in memory.
 */
public final class Bench {
  /** Name of {@link #peerNet}. */
  public static final String PEER = "peer";

  /** Images per step of training, frozen forward and scoring. */
  public static final int BATCH = 128;

  private static final int LEARN_STEPS = 64;
  private static final int LEARN_BATCH = 256;
  private static final int LEARN_SAMPLES = 2048;
  private static final int LEAST_STEPS = 5;
  private static final int LEAST_LEARNINGS = 2;

  private final Team team;
  private final double seconds;
  private final NetworkSpec spec;
  private final Weights weights;
  private final ImageLoader images;

  /**
   * Median of a step.
   *
   * @param imagesPerSecond images of a step over its time
   * @param millisPerStep median time of a step
   */
  public record Timing(double imagesPerSecond, double millisPerStep) {}

  /**
   * All timings.
   *
   * @param train a training step of 128 images
   * @param frozenForward a frozen forward of 128 images
   * @param learn mean of a theta step of 256 images over 64 steps, capture included, per mode
   * @param score a scoring step of 128 images, per mode
   */
  public record Result(
      Timing train,
      Timing frozenForward,
      Map<CurvatureMode, Timing> learn,
      Map<CurvatureMode, Timing> score) {}

  /**
   * @param spec the net, of any input size
   * @param seconds time per item
   */
  public Bench(NetworkSpec spec, Team team, double seconds) {
    this.spec = spec;
    this.team = team;
    this.seconds = seconds;
    weights = Weights.random(spec, new SplittableRandom(1));
    images = images(spec, LEARN_SAMPLES);
  }

  /**
   * The net of that name for 3 x 32 x 32 images and 10 classes: {@link #PEER} or a seed network.
   *
   * @throws IllegalArgumentException in one sentence when the name is unknown
   */
  public static NetworkSpec net(String name) {
    return name.equals(PEER)
        ? peerNet()
        : SeedNetworks.create(name, new TensorShape(3, 32, 32), 10);
  }

  /**
   * 3 -> 16 -> 32 (stride 2) -> 64 (stride 2) -> 64, 3x3, BatchNorm, ReLU, global pooling, dense.
   */
  public static NetworkSpec peerNet() {
    double eps = SeedNetworks.EPSILON;
    return new NetworkBuilder("peer", new TensorShape(3, 32, 32))
        .convBnRelu(16, 3, 1, 1, eps)
        .convBnRelu(32, 3, 2, 1, eps)
        .convBnRelu(64, 3, 2, 1, eps)
        .convBnRelu(64, 3, 1, 1, eps)
        .globalAveragePool()
        .dense(10);
  }

  /**
   * @param progress receives a word for every item that begins
   */
  public Result run(Consumer<String> progress) {
    progress.accept("training step");
    Timing train = train();
    progress.accept("frozen forward");
    Timing frozen = frozenForward();
    Map<CurvatureMode, Timing> learn = new EnumMap<>(CurvatureMode.class);
    Map<CurvatureMode, Timing> score = new EnumMap<>(CurvatureMode.class);
    for (CurvatureMode mode : List.of(CurvatureMode.SQRT, CurvatureMode.GGN_MC)) {
      progress.accept("learning theta, " + mode.label());
      learn.put(mode, learn(mode));
      progress.accept("scoring, " + mode.label());
      score.put(mode, score(mode));
    }
    return new Result(train, frozen, learn, score);
  }

  private Timing train() {
    try (Network network = new Network(spec, weights, team.lead());
        TrainingPass pass = new TrainingPass(network, team, BATCH);
        Optimiser optimiser =
            new Optimiser(
                Optimiser.Kind.SGD,
                0.9,
                0,
                network,
                team.lead(),
                Optimiser.fresh(Optimiser.Kind.SGD, weights))) {
      return median(
          BATCH,
          () -> {
            pass.run(images, 0);
            optimiser.step(pass, 0.05);
          });
    }
  }

  private Timing frozenForward() {
    try (Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, BATCH)) {
      return median(
          BATCH, () -> passes.forward(BATCH, images, (shard, pass, first) -> {}, done -> {}));
    }
  }

  private Timing learn(CurvatureMode mode) {
    ThetaLearner.Options options =
        new ThetaLearner.Options(
            mode, LEARN_SAMPLES, LEARN_BATCH, LEARN_STEPS, 0.02, 0.3, 1, 4L << 30);
    // a run keeps the memory from round to round
    try (Network network = new Network(spec, weights, team.lead());
        ArrayPool pool = team.lead().newPool()) {
      Timing whole =
          median(
              LEAST_LEARNINGS,
              LEARN_STEPS * LEARN_BATCH,
              () -> {
                try (ThetaLearner learner =
                    new ThetaLearner(network, team, options, NewNeurons.none(), pool)) {
                  learner.learn(images, (steps, objective) -> {});
                }
              });
      return new Timing(whole.imagesPerSecond(), whole.millisPerStep() / LEARN_STEPS);
    }
  }

  private Timing score(CurvatureMode mode) {
    try (Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, BATCH)) {
      Baseline baseline = Baseline.of(passes, BATCH, images, done -> {});
      List<double[]> theta = ThetaLearner.initialTheta(network.spec(), weights, 0.3, 1);
      LabelSampler sampler = LabelSampler.seeded(1);
      try (ScoringPass pass =
          new ScoringPass(network, team, mode, BATCH, theta, baseline.meanZ(), NewNeurons.none())) {
        return median(BATCH, () -> pass.step(BATCH, 0, images, sampler));
      }
    }
  }

  /** Runs the step until the time is over, and at least a few times. */
  private Timing median(int imagesPerStep, Runnable step) {
    return median(LEAST_STEPS, imagesPerStep, step);
  }

  private Timing median(int least, int imagesPerStep, Runnable step) {
    long warmUntil = System.nanoTime() + (long) (0.3 * seconds * 1e9);
    for (int i = 0; i < least || System.nanoTime() < warmUntil; i++) {
      step.run();
    }
    double[] times = new double[1 << 16];
    int count = 0;
    long start = System.nanoTime();
    while (count < times.length && (count < least || System.nanoTime() - start < seconds * 1e9)) {
      long before = System.nanoTime();
      step.run();
      times[count++] = (System.nanoTime() - before) / 1e9;
    }
    double[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    double median = sorted[count / 2];
    return new Timing(imagesPerStep / median, 1e3 * median);
  }

  private static ImageLoader images(NetworkSpec spec, int samples) {
    SplittableRandom random = new SplittableRandom(2);
    int length = spec.input().channels() * spec.input().positions();
    float[] pixels = new float[samples * length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(samples, 0, spec.classes()).toArray();
    return (first, count, target, classes) -> {
      System.arraycopy(pixels, first * length, target, 0, count * length);
      System.arraycopy(labels, first, classes, 0, count);
    };
  }
}
