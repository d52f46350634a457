package org.morphoscope.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.morphoscope.compute.BatchNormStatistics;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.data.Dataset;
import org.morphoscope.morph.ChannelMap;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Seeds;
import org.morphoscope.run.config.Training;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.score.ScoreResult;
import org.morphoscope.score.ScoringPass;

/**
 * The engine on real arrays: the steps of a round of growing (method.md section 9), each on the
 * state that the step before left. Called by the run's thread only, which also calls the listeners.
 *
 * <p>A round is refresh, learn, score, then apply with measure (again with half of the set, or
 * revert), then training. Draws are seeded by (seed, round, purpose): a step may be repeated.
 */
public final class NumericEngine implements GrowthEngine {
  /** Images per batch of every pass that measures: a loss repeats to the last digit in such. */
  public static final int FROZEN_BATCH = LiveNet.FROZEN_BATCH;

  private final RunConfig config;
  private Training training; // the configuration's, but at the rate that is trained at now
  private final RunData data;
  private final Team team;
  private final String backend;
  // constants of learning, kept from round to round
  private final ArrayPool learningMemory;
  private final LiveNet net;
  // what the last learn found for the scoring of the same round (method.md sections 5 and 3.3)
  private MorphLearning.Learned learned = MorphLearning.Learned.NOTHING;
  private final FileScores fileScores;
  // in place of it when a rival's method learns and scores; null otherwise
  private RivalScoring rival;
  private ScoredNet scored;
  // losses of the scored net on the held-out images; null until something is applied to it
  private double[] heldOutLosses;

  /**
   * @param config everything that determines the run
   * @param dataset read whole; stays the caller's
   * @param team threads and kernels; closed with the engine
   * @param backend the team in words
   * @throws IllegalArgumentException in one sentence when the configuration does not fit the data
   */
  public NumericEngine(RunConfig config, Dataset dataset, Team team, String backend) {
    this.config = config;
    this.training = config.training();
    this.team = team;
    this.backend = backend;
    this.learningMemory = team.lead().newPool();
    this.data = new RunData(dataset, config);
    fileScores = new FileScores(config);
    net = new LiveNet(config, team);
    net.installRandom(data.seedNet(), Seeds.of(config.seed(), 0, Seeds.Purpose.WEIGHTS));
  }

  @Override
  public void startOver(int round) {
    net.installRandom(spec(), Seeds.of(config.seed(), round, Seeds.Purpose.WEIGHTS));
  }

  @Override
  public NetworkSpec spec() {
    return net.spec();
  }

  @Override
  public DataInfo data() {
    return data.info();
  }

  @Override
  public Optional<ImagePipeline> pipeline() {
    return Optional.of(data.pipeline());
  }

  @Override
  public void learningRate(double peak) {
    training = training.withLearningRate(peak);
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
    if (round == 0 && epoch == 0) {
      // what is wrong with the file is told before anything is trained
      fileScores.look(spec());
    }
    net.begin(round, epoch, epochs);
    return net.train(
        data.epoch(round, epoch),
        data.train().size(),
        done -> LearningRate.within(training, (epoch + done) / epochs),
        listener);
  }

  @Override
  public Epoch tailEpoch(int round, int epoch, int epochs, BatchListener listener)
      throws RunStoppedException {
    net.beginTail(round, epoch);
    return net.train(
        data.tailEpoch(round, epoch),
        data.train().size(),
        done -> LearningRate.tail(training, (epoch + done) / epochs),
        listener);
  }

  /** Step 1: changes the net's function, hence before anything is measured. */
  @Override
  public void refresh(int round, BatchListener listener) throws RunStoppedException {
    net.closeTraining();
    ImagePart part = data.learning(round);
    long normed = spec().layers().stream().filter(l -> l.batchNorm().isPresent()).count();
    long total = part.size() * normed;
    long[] done = {0};
    BatchNormStatistics.refresh(
        net.passes(),
        part.size(),
        part.loader(),
        inLayer -> {
          done[0] = Math.min(total, done[0] + LiveNet.FROZEN_BATCH);
          listener.afterBatch(done[0], total, Double.NaN);
        });
  }

  /** Step 2: theta and outgoing weights on the learning images (method.md sections 3.3 and 5). */
  @Override
  public void learn(int round, BatchListener listener) throws RunStoppedException {
    closeRival();
    if (config.strategy().rival()) {
      rival = new RivalScoring(config, net.passes(), round);
      rival.learn(data.learning(round), listener);
      return;
    }
    learned =
        new MorphLearning(config, net.passes(), round, learningMemory)
            .run(data.learning(round), listener);
  }

  /** Step 3: a, G, standard errors on images theta was not learned on (method.md section 7). */
  @Override
  public Scores score(int round, BatchListener listener, Consumer<Scores> partial)
      throws RunStoppedException {
    ImagePart part = data.scoring(round);
    Weights weights = net.network().download();
    if (rival != null) {
      RivalScoring.Found found = rival.score(part, listener, partial);
      scored = found.scored(round, spec(), weights, net.optimiser().download());
      heldOutLosses = null;
      return found.scores();
    }
    fileScores.look(spec());
    LabelSampler sampler =
        LabelSampler.seeded(Seeds.of(config.seed(), round, Seeds.Purpose.LABELS));
    try (ScoringPass pass =
        // half a frozen batch: all candidates' rows of a batch are held at a time
        new ScoringPass(
            net.network(),
            team,
            config.scoring().mode(),
            LiveNet.FROZEN_BATCH / 2,
            learned.theta(),
            learned.meanZ(),
            learned.newNeurons())) {
      ScoreResult result =
          pass.run(
              part.size(),
              part.loader(),
              sampler,
              (done, soFar) -> {
                if (done < part.size()) {
                  partial.accept(scores(soFar.get(), weights));
                }
                listener.afterBatch(done, part.size(), Double.NaN);
              });
      // with the optimiser's memory, which a split's children share (method.md section 9)
      scored =
          new ScoredNet(
              round,
              spec(),
              weights,
              net.optimiser().download(),
              learned.theta(),
              learned.newNeurons(),
              result,
              pass.losses(),
              Set.of());
      heldOutLosses = null;
      return scores(result, weights);
    }
  }

  /** A result, finished or partial, as the loop and its listeners see it. */
  private Scores scores(ScoreResult result, Weights weights) {
    Scores model =
        new Scores(
            result.slope(),
            result.gram(),
            result.deltas(),
            result.errors(),
            LayerViews.of(
                spec(), result, weights, learned.theta(), learned.newNeurons().perGroup()),
            learned.newNeurons().perGroup(),
            result.samples(),
            result.evidence());
    return fileScores.ranked(model, spec());
  }

  /** Step 6: grows in double on the host, re-bases on scoring images (method.md section 3.1). */
  @Override
  public List<int[]> apply(List<Integer> candidates, BatchListener listener)
      throws RunStoppedException {
    ImagePart part = data.scoring(scored.round());
    // before the first set: the scored net is still the one in place
    if (heldOutLosses == null) {
      heldOutLosses = losses().heldOut(done -> listener.afterBatch(0, part.size(), Double.NaN));
    }
    Surgery surgery = scored.learned(candidates);
    closeRival();
    scored.install(net, surgery);
    rebase(part, listener);
    return fileScores.grown(surgery.maps().stream().map(ChannelMap::parents).toList());
  }

  @Override
  public List<AppliedMorphism.Filter> filters(List<Integer> candidates) {
    return FilterViews.of(scored, candidates);
  }

  private void rebase(ImagePart part, BatchListener listener) throws RunStoppedException {
    BatchNormStatistics.rebase(
        net.passes(),
        part.size(),
        part.loader(),
        done -> listener.afterBatch(done, part.size(), Double.NaN));
  }

  /** A prune changes the function, so that statistics have to follow; a fresh channel does not. */
  @Override
  public void startFresh(List<Integer> candidates, BatchListener listener)
      throws RunStoppedException {
    scored.install(net);
    ImagePart part = data.learning(scored.round());
    scored.install(net, scored.fresh(candidates, net.passes(), part, config.seed(), listener));
    if (scored.prunes(candidates)) {
      rebase(data.scoring(scored.round()), listener);
    }
  }

  /** Step 7: what the prediction is held against. */
  @Override
  public Measurement measure(int round, BatchListener listener) throws RunStoppedException {
    return losses().measure(round, scored.losses(), heldOutLosses, listener);
  }

  private EngineLosses losses() {
    return new EngineLosses(data, net.passes());
  }

  /** The scored net with its optimiser, as if nothing had been applied. */
  @Override
  public void revert() {
    scored.install(net);
    fileScores.reverted();
  }

  /** Step 8, after the round's training. */
  @Override
  public Evaluation evaluate(int round, BatchListener listener) throws RunStoppedException {
    net.closeTraining();
    return losses().evaluate(listener);
  }

  /** By which one of two sets is kept. */
  @Override
  public double validationLoss(BatchListener listener) throws RunStoppedException {
    net.closeTraining();
    return losses().validation(listener);
  }

  @Override
  public long multiplyAccumulates() {
    return team.multiplyAccumulates() + net.trainingCorrection();
  }

  /** A copy on the host. */
  @Override
  public Snapshot snapshot() {
    return fileScores.kept(
        Snapshots.of(net.spec(), net.network().download(), net.optimiser().download()));
  }

  /** Forgets what was learned and scored: a round that is resumed learns and scores anew. */
  @Override
  public void restore(Snapshot snapshot) {
    net.install(
        snapshot.spec(),
        Snapshots.weights(snapshot),
        Snapshots.optimiser(snapshot, net.kind().slots()));
    learned = MorphLearning.Learned.NOTHING;
    fileScores.restore(snapshot);
    closeRival();
    scored = null;
    heldOutLosses = null;
  }

  private void closeRival() {
    if (rival != null) {
      rival.close();
      rival = null;
    }
  }

  @Override
  public void close() {
    try {
      closeRival();
      net.close();
      learningMemory.close();
    } finally {
      team.close();
    }
  }
}
