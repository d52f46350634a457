package org.morphoscope.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Optimiser;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.GemmPeak;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.score.Baseline;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.score.ScoringPass;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.text.Texts;

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
  private static final int LEAST_STEPS = 3;
  private static final int LEAST_LEARNINGS = 1;

  /** Each item is timed in so many separate rounds. */
  private static final int ROUNDS = 3;

  private static final List<CurvatureMode> MODES =
      List.of(CurvatureMode.SQRT, CurvatureMode.GGN_MC);

  private final Team team;
  private final StepTimer timer;
  private final ProcessorEnergy energy;
  private final NetworkSpec spec;
  private final Weights weights;
  private final ImageLoader images;

  /**
   * Median of a step.
   *
   * @param imagesPerSecond images of a step over its time
   * @param millisPerStep median time of a step
   * @param work what a step has to do at least
   * @param watts that the processors took meanwhile; empty where nobody tells
   */
  public record Timing(
      double imagesPerSecond, double millisPerStep, StepWork work, OptionalDouble watts) {

    /** {@return the rate of the work in 10^9 operations a second} */
    public double gflopsPerSecond() {
      return work.flops() / millisPerStep / 1e6;
    }

    /** {@return the processors' energy in a step, in joules; empty where nobody tells} */
    public OptionalDouble joulesPerStep() {
      return watts.stream().map(w -> w * millisPerStep / 1e3).findFirst();
    }
  }

  /**
   * All timings.
   *
   * @param train a training step of 128 images
   * @param frozenForward a frozen forward of 128 images
   * @param learn mean of a theta step of 256 images over 64 steps, capture included, per mode
   * @param score a scoring step of 128 images, per mode
   * @param gemmGflopsPerSecond rate of the matrix product on the same threads in the same run
   */
  public record Result(
      Timing train,
      Timing frozenForward,
      Map<CurvatureMode, Timing> learn,
      Map<CurvatureMode, Timing> score,
      double gemmGflopsPerSecond) {}

  /**
   * Something to time.
   *
   * @param images of a step
   * @param work of a step
   * @param round times the steps of one round and returns their median in seconds
   */
  private record Item(String name, int images, StepWork work, DoubleSupplier round) {}

  /**
   * @param spec the net, of any input size
   * @param team threads and kernels; stays open
   * @param seconds time per item
   * @param energy what the processors take
   */
  public Bench(NetworkSpec spec, Team team, double seconds, ProcessorEnergy energy) {
    this.energy = energy;
    this.spec = spec;
    this.team = team;
    this.timer = new StepTimer(seconds / ROUNDS);
    weights = Weights.random(spec, new SplittableRandom(1));
    images = RandomImages.of(spec, LEARN_SAMPLES);
  }

  /**
   * {@return the net of that name for 3 x 32 x 32 images and 10 classes: {@link #PEER} or a seed
   * network}
   *
   * @param name {@link #PEER} or one that {@link SeedNetworks} knows
   * @throws IllegalArgumentException in one sentence when the name is unknown
   */
  public static NetworkSpec net(String name) {
    return name.equals(PEER)
        ? peerNet()
        : SeedNetworks.create(name, new TensorShape(3, 32, 32), 10);
  }

  /**
   * {@return the net 3 to 16 to 32 (stride 2) to 64 (stride 2) to 64 channels of 3x3, BatchNorm,
   * ReLU, global pooling, dense}
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
   * {@return the times of all items, and of a matrix product to compare them with}
   *
   * @param progress receives a word for every round that begins
   */
  public Result run(Consumer<String> progress) {
    Item gemm = gemm();
    Item train = new Item("train", BATCH, StepWork.training(spec, BATCH), this::train);
    Item frozen =
        new Item("frozen", BATCH, StepWork.frozenForward(spec, BATCH), this::frozenForward);
    List<Item> items = new ArrayList<>(List.of(gemm, train, frozen));
    int candidates = new Candidates(spec).size();
    for (CurvatureMode mode : MODES) {
      double captured = (double) LEARN_SAMPLES / LEARN_STEPS;
      items.add(
          new Item(
              learning(mode),
              LEARN_BATCH,
              StepWork.learning(spec, LEARN_BATCH, captured, mode),
              () -> learn(mode)));
      items.add(
          new Item(
              scoring(mode),
              BATCH,
              StepWork.scoring(spec, BATCH, candidates, mode),
              () -> score(mode)));
    }
    Map<String, double[]> times = new LinkedHashMap<>();
    Map<String, PowerMeter> meters = new LinkedHashMap<>();
    items.forEach(item -> meters.put(item.name(), new PowerMeter(energy)));
    for (int round = 0; round < ROUNDS; round++) {
      progress.accept(Texts.of("all items, round %d of %d", round + 1, ROUNDS));
      for (Item item : items) {
        times.computeIfAbsent(item.name(), name -> new double[ROUNDS])[round] =
            meters.get(item.name()).during(item.round());
      }
    }
    Map<String, Timing> timings = new LinkedHashMap<>();
    for (Item item : items) {
      double[] sorted = times.get(item.name());
      Arrays.sort(sorted);
      double middle = sorted[ROUNDS / 2];
      timings.put(
          item.name(),
          new Timing(
              item.images() / middle, 1e3 * middle, item.work(), meters.get(item.name()).watts()));
    }
    Map<CurvatureMode, Timing> learn = new EnumMap<>(CurvatureMode.class);
    Map<CurvatureMode, Timing> score = new EnumMap<>(CurvatureMode.class);
    for (CurvatureMode mode : MODES) {
      learn.put(mode, timings.get(learning(mode)));
      score.put(mode, timings.get(scoring(mode)));
    }
    return new Result(
        timings.get(train.name()),
        timings.get(frozen.name()),
        learn,
        score,
        timings.get(gemm.name()).gflopsPerSecond());
  }

  private static String learning(CurvatureMode mode) {
    return "learning " + mode.label();
  }

  private static String scoring(CurvatureMode mode) {
    return "scoring " + mode.label();
  }

  private Item gemm() {
    double flops;
    try (GemmPeak peak = new GemmPeak(team)) {
      flops = peak.flops();
    }
    return new Item(
        "gemm",
        1,
        new StepWork(flops, 1),
        () -> {
          try (GemmPeak peak = new GemmPeak(team)) {
            return timer.median(LEAST_STEPS, peak::run);
          }
        });
  }

  private double train() {
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
      return timer.median(
          LEAST_STEPS,
          () -> {
            pass.run(images, 0);
            optimiser.step(pass, 0.05);
          });
    }
  }

  private double frozenForward() {
    try (Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, BATCH)) {
      return timer.median(
          LEAST_STEPS, () -> passes.forward(BATCH, images, (shard, pass, first) -> {}, done -> {}));
    }
  }

  /** Mean of a step. */
  private double learn(CurvatureMode mode) {
    ThetaLearner.Options options =
        new ThetaLearner.Options(
            mode, LEARN_SAMPLES, LEARN_BATCH, LEARN_STEPS, 0.02, 0.3, 1, 4L << 30);
    // a run keeps the memory from round to round
    try (Network network = new Network(spec, weights, team.lead());
        ArrayPool pool = team.lead().newPool()) {
      double whole =
          timer.median(
              LEAST_LEARNINGS,
              () -> {
                try (ThetaLearner learner =
                    new ThetaLearner(network, team, options, NewNeurons.none(), pool)) {
                  learner.learn(images, (steps, objective) -> {});
                }
              });
      return whole / LEARN_STEPS;
    }
  }

  private double score(CurvatureMode mode) {
    try (Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, BATCH)) {
      Baseline baseline = Baseline.of(passes, BATCH, images, done -> {});
      List<double[]> theta = ThetaLearner.initialTheta(network.spec(), weights, 0.3, 1);
      LabelSampler sampler = LabelSampler.seeded(1);
      try (ScoringPass pass =
          new ScoringPass(network, team, mode, BATCH, theta, baseline.meanZ(), NewNeurons.none())) {
        return timer.median(LEAST_STEPS, () -> pass.step(BATCH, 0, images, sampler));
      }
    }
  }
}
