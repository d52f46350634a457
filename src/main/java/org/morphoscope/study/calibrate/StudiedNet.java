package org.morphoscope.study.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.morphoscope.compute.BatchNormStatistics;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Optimiser;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.engine.ImagePart;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.score.Baseline;
import org.morphoscope.score.LabelSampler;
import org.morphoscope.score.ScoringPass;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;

/**
 * A net under study: learns, scores, and measures really grown nets. BatchNorm statistics are
 * refreshed on the learning samples first, as growth does.
 */
final class StudiedNet implements AutoCloseable {
  private static final int BATCH = 256;
  private static final int TIMED_STEPS = 12;

  private final CalibrationNet net;
  private final Team team;
  private final LongSupplier clock;
  private final Network network;
  private final FrozenPasses passes;
  private final Weights weights;
  private final ImagePart learning;
  private final ImagePart scoring;
  private final ImagePart heldOut;
  private final Baseline baseline;
  private final double[] heldOutLosses;

  /**
   * @param team stays open
   * @param clock nanoseconds of work, see {@link WorkClock}
   */
  StudiedNet(CalibrationNet net, Team team, LongSupplier clock) {
    this.net = net;
    this.team = team;
    this.clock = clock;
    learning = net.data().learning(net.round());
    scoring = net.data().scoring(net.round());
    heldOut = net.data().heldOut();
    network = new Network(net.spec(), net.weights(), team.lead());
    passes = new FrozenPasses(network, team, BATCH);
    BatchNormStatistics.refresh(passes, learning.size(), learning.loader(), done -> {});
    weights = network.download();
    baseline = Baseline.of(passes, scoring.size(), scoring.loader(), done -> {});
    heldOutLosses = losses(passes, heldOut);
  }

  CalibrationNet net() {
    return net;
  }

  Network network() {
    return network;
  }

  Team team() {
    return team;
  }

  Weights weights() {
    return weights;
  }

  ImagePart learning() {
    return learning;
  }

  ImagePart scoring() {
    return scoring;
  }

  Baseline baseline() {
    return baseline;
  }

  Scoring options() {
    return net.config().scoring();
  }

  Candidates order() {
    return new Candidates(net.spec(), net.config().newNeurons());
  }

  private static double[] losses(FrozenPasses passes, ImagePart part) {
    return part.size() == 0
        ? new double[0]
        : FrozenLosses.of(passes, part.size(), part.loader(), done -> {}).losses();
  }

  /** Candidates for new neurons as one round would draw them. */
  NewNeurons draw(long seed) {
    return net.config().newNeurons() == 0
        ? NewNeurons.none()
        : NewNeuronSource.draw(
            passes,
            net.config().newNeurons(),
            seed,
            learning.size(),
            learning.loader(),
            done -> {});
  }

  /**
   * Learns theta and outgoing weights.
   *
   * @param options samples, steps and scale count; at most the learning samples are used
   */
  Learned learn(Scoring options, NewNeurons drawn, long seed) {
    int samples = Math.min(options.learnSamples(), learning.size());
    int batch = Math.min(options.learnBatch(), samples);
    ThetaLearner.Options how =
        new ThetaLearner.Options(
            options.mode(),
            samples,
            batch,
            options.learnSteps(),
            options.learnRate(),
            options.thetaScale(),
            seed,
            Math.min(2L << 30, Runtime.getRuntime().maxMemory() / 2));
    long start = clock.getAsLong();
    try (ThetaLearner learner = new ThetaLearner(network, team, how, drawn)) {
      learner.learn(learning.loader(), (steps, objective) -> {});
      NewNeurons newNeurons = drawn.perGroup() > 0 ? drawn.withOutgoing(learner.outgoing()) : drawn;
      return new Learned(
          learner.theta(), newNeurons, seconds(start), (long) options.learnSteps() * batch);
    }
  }

  Scored score(Learned learned, CurvatureMode mode, int samples, long labels) {
    long start = clock.getAsLong();
    try (ScoringPass pass =
        new ScoringPass(
            network,
            team,
            mode,
            BATCH / 2,
            learned.theta(),
            baseline.meanZ(),
            learned.newNeurons())) {
      var result =
          pass.run(
              Math.min(samples, scoring.size()),
              scoring.loader(),
              LabelSampler.seeded(labels),
              (done, partial) -> {});
      return new Scored(learned, result, seconds(start));
    }
  }

  /** Change of the frozen loss on the scoring samples by a set. */
  Measured measure(Scored scored, List<Integer> set) {
    return Measured.of(grown(scored, set, scoring), baseline.losses());
  }

  /** The same on held-out images; NaN without any. */
  Measured measureHeldOut(Scored scored, List<Integer> set) {
    return Measured.of(grown(scored, set, heldOut), heldOutLosses);
  }

  /** Losses of the really grown net. */
  double[] grown(Scored scored, List<Integer> set, ImagePart part) {
    Candidates order = new Candidates(net.spec(), scored.learned().newNeurons().perGroup());
    List<Morphism> morphisms = new ArrayList<>();
    set.forEach(c -> morphisms.add(Morphism.of(order.kind(c), order.unit(c))));
    return grown(scored, morphisms, true, part);
  }

  double[] grown(Scored scored, List<Morphism> morphisms, boolean compensate, ImagePart part) {
    Surgery surgery = new Surgery(net.spec(), morphisms, scored.learned().newNeurons(), compensate);
    Weights grown = surgery.grow(weights, scored.learned().theta(), scored.result().moments());
    try (Network bigger = new Network(surgery.grownSpec(), grown, team.lead());
        FrozenPasses of = new FrozenPasses(bigger, team, BATCH)) {
      return losses(of, part);
    }
  }

  /** Whether a candidate can be applied alone: a group keeps at least one channel. */
  boolean applicable(int candidate) {
    Candidates order = order();
    return order.kind(candidate) != MorphKind.PRUNE
        || net.spec().group(order.unit(candidate).group()).width() > 1;
  }

  /** Seconds per image of a training step, on a copy of the net. */
  double trainingSecondsPerImage() {
    int batch = net.config().training().batch();
    ImageLoader epoch = net.data().epoch(net.round(), 0);
    int steps = Math.max(1, Math.min(TIMED_STEPS, net.data().train().size() / batch));
    var kind = Optimiser.Kind.SGD;
    try (Network copy = new Network(net.spec(), weights, team.lead());
        TrainingPass pass = new TrainingPass(copy, team, batch);
        Optimiser optimiser =
            new Optimiser(kind, 0.9, 0, copy, team.lead(), Optimiser.fresh(kind, weights))) {
      pass.run(epoch, 0); // the first step allocates
      long start = clock.getAsLong();
      for (int s = 0; s < steps; s++) {
        pass.run(epoch, s * batch);
        optimiser.step(pass, 1e-6);
      }
      return seconds(start) / ((double) steps * batch);
    }
  }

  /** Seconds per image of a frozen forward. */
  double forwardSecondsPerImage() {
    long start = clock.getAsLong();
    losses(passes, scoring);
    return seconds(start) / scoring.size();
  }

  private double seconds(long start) {
    return Math.max(1, clock.getAsLong() - start) / 1e9;
  }

  @Override
  public void close() {
    passes.close();
    network.close();
  }
}
