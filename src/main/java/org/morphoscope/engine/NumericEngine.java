package org.morphoscope.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import org.morphoscope.compute.BatchNormStatistics;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Optimiser;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.data.Dataset;
import org.morphoscope.morph.ChannelMap;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Seeds;
import org.morphoscope.run.Training;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.score.ScoreResult;
import org.morphoscope.score.ScoringPass;
import org.morphoscope.selection.Candidates;
import org.morphoscope.text.Texts;

/** The engine on real arrays. */
public final class NumericEngine implements GrowthEngine {
  /** Images per batch of frozen passes. */
  private static final int FROZEN_BATCH = 256;

  /** Partial scores are emitted after this many batches of the scoring pass. */
  private static final int BATCHES_PER_UPDATE = 1;

  private final RunConfig config;
  private final RunData data;
  private final Team team;
  private final String backend;
  private final ArrayPool learningMemory;
  private Network network;
  private Optimiser optimiser;
  private TrainingPass training;
  private FrozenPasses passes;
  private List<double[]> theta = List.of();
  private NewNeurons newNeurons = NewNeurons.none();
  private double[][] meanZ;
  private Scored scored;

  /** Losses of the scored net on the held-out images; null until something is applied to it. */
  private double[] heldOutLosses;

  /** The net as it was scored, and what was found. */
  private record Scored(
      int round,
      NetworkSpec spec,
      Weights weights,
      OptimiserState optimiser,
      List<double[]> theta,
      NewNeurons newNeurons,
      ScoreResult result,
      double[] losses) {}

  /**
   * @param team threads and kernels; closed with the engine
   * @param backend the team in words
   * @throws IllegalArgumentException in one sentence when the configuration does not fit the data
   */
  public NumericEngine(RunConfig config, Dataset dataset, Team team, String backend) {
    this.config = config;
    this.team = team;
    this.backend = backend;
    this.learningMemory = team.lead().newPool();
    this.data = new RunData(dataset, config);
    TensorShape input =
        new TensorShape(
            dataset.train().channels(), dataset.train().height(), dataset.train().width());
    NetworkSpec spec =
        config
            .seedNet()
            .architecture()
            .orElseGet(
                () -> SeedNetworks.create(config.seedNet().name(), input, dataset.classes()));
    if (!spec.input().equals(input) || spec.classes() != dataset.classes()) {
      throw new IllegalArgumentException(
          Texts.of(
              "seed network '%s': expected input %s and %d classes for %s, found %s and %d; change the network's description or the data",
              config.seedNet().name(),
              input,
              dataset.classes(),
              config.data().name(),
              spec.input(),
              spec.classes()));
    }
    Weights weights =
        Weights.random(
            spec, new SplittableRandom(Seeds.of(config.seed(), 0, Seeds.Purpose.WEIGHTS)));
    install(spec, weights, Optimiser.fresh(kind(), weights));
  }

  private Optimiser.Kind kind() {
    return config.training().optimiser() == Training.Optimiser.SGD
        ? Optimiser.Kind.SGD
        : Optimiser.Kind.ADAM;
  }

  private void install(NetworkSpec spec, Weights weights, OptimiserState state) {
    closeNet();
    Training options = config.training();
    network = new Network(spec, weights, team.lead());
    optimiser =
        new Optimiser(
            kind(), options.momentum(), options.weightDecay(), network, team.lead(), state);
    passes = new FrozenPasses(network, team, FROZEN_BATCH);
  }

  private void closeNet() {
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

  /** Training buffers are not needed while scoring, and the other way round. */
  private void closeTraining() {
    if (training != null) {
      training.close();
      training = null;
    }
  }

  @Override
  public NetworkSpec spec() {
    return network.spec();
  }

  @Override
  public DataInfo data() {
    return new DataInfo(
        data.dataset().fingerprint(),
        data.train().size(),
        data.validation().size(),
        data.testSize(),
        data.dataset().classNames(),
        data.dataset().notes().lines());
  }

  @Override
  public OptionalInt threads() {
    return OptionalInt.of(team.shards());
  }

  @Override
  public String backend() {
    return backend;
  }

  @Override
  public Epoch trainEpoch(int round, int epoch, int epochs, BatchListener listener)
      throws RunStoppedException {
    return train(
        data.epoch(round, epoch),
        done -> LearningRate.within(config.training(), (epoch + done) / epochs),
        listener);
  }

  @Override
  public Epoch tailEpoch(int round, int epoch, int epochs, BatchListener listener)
      throws RunStoppedException {
    return train(
        data.tailEpoch(round, epoch),
        done -> LearningRate.tail(config.training(), (epoch + done) / epochs),
        listener);
  }

  /**
   * Trains an epoch.
   *
   * @param rateAt the rate by the share of the epoch that is done
   */
  private Epoch train(ImageLoader loader, DoubleUnaryOperator rateAt, BatchListener listener)
      throws RunStoppedException {
    int batch = config.training().batch();
    if (training == null) {
      training = new TrainingPass(network, team, batch);
    }
    int batches = data.train().size() / batch;
    double loss = 0;
    long correct = 0;
    double rate = 0;
    for (int b = 0; b < batches; b++) {
      double warm = LearningRate.warmUp(config.training(), optimiser.steps(), batches);
      rate = warm * rateAt.applyAsDouble((double) b / batches);
      training.run(loader, b * batch);
      optimiser.step(training, rate);
      loss += training.lossSum();
      correct += training.correct();
      long done = (b + 1L) * batch;
      listener.afterBatch(done, (long) batches * batch, loss / done);
    }
    double images = (double) batches * batch;
    return new Epoch(loss / images, correct / images, rate);
  }

  @Override
  public void refresh(int round, BatchListener listener) throws RunStoppedException {
    closeTraining();
    RunData.Part part = data.learning(round);
    long total = (long) part.size() * network.depth();
    long[] done = {0};
    BatchNormStatistics.refresh(
        passes,
        part.size(),
        part.loader(),
        inLayer -> {
          done[0] = Math.min(total, done[0] + FROZEN_BATCH);
          listener.afterBatch(done[0], total, Double.NaN);
        });
  }

  @Override
  public void learn(int round, BatchListener listener) throws RunStoppedException {
    MorphLearning.Learned learned =
        new MorphLearning(config, passes, round, learningMemory)
            .run(data.learning(round), listener);
    theta = learned.theta();
    newNeurons = learned.newNeurons();
    meanZ = learned.meanZ();
  }

  @Override
  public Scores score(int round, BatchListener listener, Consumer<Scores> partial)
      throws RunStoppedException {
    RunData.Part part = data.scoring(round);
    Weights weights = network.download();
    LabelSampler sampler =
        LabelSampler.seeded(Seeds.of(config.seed(), round, Seeds.Purpose.LABELS));
    try (ScoringPass pass =
        new ScoringPass(
            network, team, config.scoring().mode(), FROZEN_BATCH / 2, theta, meanZ, newNeurons)) {
      int[] batches = {0};
      ScoreResult result =
          pass.run(
              part.size(),
              part.loader(),
              sampler,
              (done, soFar) -> {
                if (++batches[0] % BATCHES_PER_UPDATE == 0 && done < part.size()) {
                  partial.accept(scores(soFar.get(), weights));
                }
                listener.afterBatch(done, part.size(), Double.NaN);
              });
      scored =
          new Scored(
              round,
              spec(),
              weights,
              optimiser.download(),
              theta,
              newNeurons,
              result,
              pass.losses());
      heldOutLosses = null;
      return scores(result, weights);
    }
  }

  private Scores scores(ScoreResult result, Weights weights) {
    return new Scores(
        result.slope(),
        result.gram(),
        result.deltas(),
        result.errors(),
        LayerViews.of(spec(), result, weights, theta, newNeurons.perGroup()),
        newNeurons.perGroup(),
        result.samples(),
        result.evidence());
  }

  @Override
  public List<int[]> apply(List<Integer> candidates, BatchListener listener)
      throws RunStoppedException {
    RunData.Part part = data.scoring(scored.round());
    if (heldOutLosses == null) {
      heldOutLosses = losses().heldOut(done -> listener.afterBatch(0, part.size(), Double.NaN));
    }
    Candidates order = new Candidates(scored.spec(), scored.newNeurons().perGroup());
    List<Morphism> morphisms = new ArrayList<>();
    for (int c : candidates) {
      morphisms.add(Morphism.of(order.kind(c), order.unit(c)));
    }
    Surgery surgery = new Surgery(scored.spec(), morphisms, scored.newNeurons(), true);
    Weights grown = surgery.grow(scored.weights(), scored.theta(), scored.result().moments());
    install(surgery.grownSpec(), grown, surgery.grow(scored.optimiser()));
    BatchNormStatistics.rebase(
        passes,
        part.size(),
        part.loader(),
        done -> listener.afterBatch(done, part.size(), Double.NaN));
    return surgery.maps().stream().map(ChannelMap::parents).toList();
  }

  @Override
  public Measurement measure(int round, BatchListener listener) throws RunStoppedException {
    return losses().measure(round, scored.losses(), heldOutLosses, listener);
  }

  private EngineLosses losses() {
    return new EngineLosses(data, passes);
  }

  @Override
  public void revert() {
    install(scored.spec(), scored.weights(), scored.optimiser());
  }

  @Override
  public Evaluation evaluate(int round, BatchListener listener) throws RunStoppedException {
    closeTraining();
    return losses().evaluate(listener);
  }

  @Override
  public Snapshot snapshot() {
    return Snapshots.of(network.spec(), network.download(), optimiser.download());
  }

  @Override
  public void restore(Snapshot snapshot) {
    install(
        snapshot.spec(),
        Snapshots.weights(snapshot),
        Snapshots.optimiser(snapshot, kind().slots()));
    theta = List.of();
    newNeurons = NewNeurons.none();
    meanZ = null;
    scored = null;
    heldOutLosses = null;
  }

  @Override
  public void close() {
    try {
      closeNet();
      learningMemory.close();
    } finally {
      team.close();
    }
  }
}
