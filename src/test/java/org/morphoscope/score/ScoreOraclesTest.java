package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.BatchNormStatistics;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.TrainingPass;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.selection.Grams;

/** Facts that the scores must obey on any net (method.md section 11), in double precision. */
class ScoreOraclesTest {
  private static final int SAMPLES = 6;

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.mixed(), Nets.residual(), Nets.depthwise(), Nets.curved(), Nets.dense());
  }

  private static ScoreResult score(
      NetworkSpec spec, Weights weights, List<double[]> theta, CurvatureMode mode, int[] labels) {
    ImageLoader images = Nets.images(spec, labels.length, 92);
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, labels.length)) {
      double[][] meanZ = Baseline.of(passes, labels.length, images, done -> {}).meanZ();
      try (ScoringPass pass =
          new ScoringPass(network, team, mode, labels.length, theta, meanZ, NewNeurons.none())) {
        return pass.run(labels.length, images, LabelSampler.given(labels), (done, partial) -> {});
      }
    }
  }

  private static ScoreResult score(NetworkSpec spec, Weights weights, List<double[]> theta) {
    return score(spec, weights, theta, CurvatureMode.GGN, new int[SAMPLES]);
  }

  private static List<double[]> theta(NetworkSpec spec, Weights weights) {
    return ThetaLearner.initialTheta(spec, weights, 0.8, 93);
  }

  @ParameterizedTest
  @MethodSource("nets")
  void permutedChannelsHavePermutedScores(NetworkSpec spec) {
    Weights weights = Nets.weights(spec, 91);
    List<double[]> theta = theta(spec, weights);
    double[] before = score(spec, weights, theta).deltas();
    Candidates order = new Candidates(spec);
    for (WidthGroup group : spec.groups()) {
      int width = group.width();
      int[] reversed = new int[width];
      Arrays.setAll(reversed, c -> width - 1 - c);
      Rewired rewired = new Rewired(spec, group.index(), reversed);
      double[] after = score(spec, rewired.weights(weights), rewired.theta(theta)).deltas();
      for (int i = 0; i < order.size(); i++) {
        UnitId unit = order.unit(i);
        UnitId moved =
            unit.group() == group.index()
                ? new UnitId(unit.group(), reversed[unit.channel()])
                : unit;
        assertEquals(before[i], after[order.index(order.kind(i), moved)], 1e-12, unit.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void twoIdenticalParallelChannelsScoreTheSame(NetworkSpec spec) {
    Weights weights = Nets.weights(spec, 91);
    Candidates order = new Candidates(spec);
    for (WidthGroup group : spec.groups()) {
      int[] twins = new int[group.width()];
      Arrays.setAll(twins, c -> c == 1 ? 0 : c);
      Rewired rewired = new Rewired(spec, group.index(), twins);
      Weights twinned = rewired.weights(weights);
      List<double[]> theta = rewired.theta(theta(spec, weights));
      double[] deltas = score(spec, twinned, theta).deltas();
      for (MorphKind kind : List.of(MorphKind.SPLIT, MorphKind.PRUNE)) {
        assertEquals(
            deltas[order.index(kind, new UnitId(group.index(), 0))],
            deltas[order.index(kind, new UnitId(group.index(), 1))],
            1e-13,
            kind + " in group " + group.index());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void aDeadChannelIsPrunedForNothing(NetworkSpec spec) {
    Candidates order = new Candidates(spec);
    for (WidthGroup group : spec.groups()) {
      Weights weights = Nets.weights(spec, 91);
      for (int l : group.members()) {
        LayerWeights w = weights.layers().get(l);
        Arrays.fill(w.weight(), 0, w.fanIn(), 0);
        set(w.gamma(), 0);
        set(w.beta(), -1);
        set(w.bias(), -1);
      }
      double[] deltas = score(spec, weights, theta(spec, weights)).deltas();
      int prune = order.index(MorphKind.PRUNE, new UnitId(group.index(), 0));
      assertEquals(0, deltas[prune], 1e-14, "group " + group.index());
    }
  }

  private static void set(double[] values, double value) {
    if (values.length > 0) {
      values[0] = value;
    }
  }

  @ParameterizedTest
  @EnumSource(CurvatureMode.class)
  void aNetWithoutKinksHasNothingToSplit(CurvatureMode mode) {
    NetworkSpec spec = Nets.linear();
    Weights weights = Nets.weights(spec, 91);
    double[] deltas = score(spec, weights, theta(spec, weights), mode, new int[SAMPLES]).deltas();
    for (int c = 0; c < spec.unitCount(); c++) {
      assertEquals(0, deltas[c], 1e-14, "split " + c);
    }
  }

  /** With one image, the mean over draws is the sum over labels weighted by their probability. */
  @ParameterizedTest
  @MethodSource("nets")
  void theMeanOfDrawnLabelsIsTheExactCurvature(NetworkSpec spec) {
    Weights weights = Nets.weights(spec, 91);
    List<double[]> theta = theta(spec, weights);
    double[] exact =
        Grams.values(score(spec, weights, theta, CurvatureMode.GGN, new int[1]).gram());
    double[] probabilities;
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead());
        FrozenPass pass = new FrozenPass(network, 1, team.lead())) {
      pass.load(Nets.images(spec, 1, 92), 0);
      pass.forward();
      probabilities = pass.probabilities().clone();
    }
    double[] mean = new double[exact.length];
    double largest = 0;
    for (int y = 0; y < probabilities.length; y++) {
      double[] drawn =
          Grams.values(score(spec, weights, theta, CurvatureMode.GGN_MC, new int[] {y}).gram());
      for (int i = 0; i < mean.length; i++) {
        mean[i] += probabilities[y] * drawn[i];
        largest = Math.max(largest, Math.abs(exact[i]));
      }
    }
    for (int i = 0; i < mean.length; i++) {
      assertEquals(exact[i], mean[i], 1e-12 * largest, "entry " + i);
    }
  }

  /** A naive copy of BatchNorm is the parent in inference mode, but not in training mode. */
  @ParameterizedTest
  @MethodSource("nets")
  void onlyTheRebasedNetTrainsAsItInfers(NetworkSpec spec) {
    Weights weights = Nets.weights(spec, 91);
    ImageLoader images = Nets.images(spec, SAMPLES, 92);
    List<double[]> theta = theta(spec, weights);
    ScoreResult scores = score(spec, weights, theta);
    Surgery surgery =
        new Surgery(
            spec,
            List.of(
                new Morphism.Split(new UnitId(0, 1)),
                new Morphism.Split(new UnitId(1, 0)),
                new Morphism.Split(new UnitId(2, 2))),
            NewNeurons.none(),
            true);
    Weights grown = surgery.grow(weights, theta, scores.moments());
    try (Team team = Nets.team(1);
        Network network = new Network(surgery.grownSpec(), grown, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        TrainingPass training = new TrainingPass(network, team, SAMPLES)) {
      double inference = losses(passes, images);
      // training moves the running statistics: put the grown net's own back afterwards
      training.run(images, 0);
      double naive = training.lossSum();
      try (Network again = new Network(surgery.grownSpec(), grown, team.lead());
          FrozenPasses itsPasses = new FrozenPasses(again, team, SAMPLES);
          TrainingPass itsTraining = new TrainingPass(again, team, SAMPLES)) {
        BatchNormStatistics.rebase(itsPasses, SAMPLES, images, done -> {});
        assertEquals(inference, losses(itsPasses, images), 1e-10);
        itsTraining.run(images, 0);
        assertEquals(inference, itsTraining.lossSum(), 1e-9);
      }
      assertTrue(Math.abs(naive - inference) > 1e-3, naive + " against " + inference);
    }
  }

  private static double losses(FrozenPasses passes, ImageLoader images) {
    double[] losses =
        org.morphoscope.compute.FrozenLosses.of(passes, SAMPLES, images, done -> {}).losses();
    return Arrays.stream(losses).sum();
  }

  @Test
  void theReluClosedFormHolds() {
    NetworkSpec spec = Nets.residual();
    Weights weights = Nets.weights(spec, 91);
    List<double[]> theta = theta(spec, weights);
    int inner = spec.groups().stream().filter(WidthGroup::single).findFirst().orElseThrow().first();
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead());
        FrozenPass pass = new FrozenPass(network, SAMPLES, team.lead())) {
      pass.load(Nets.images(spec, SAMPLES, 92), 0);
      pass.forward();
      double[] dz = new Injection(pass, theta, null).splitDeltas(inner);
      double[] a = new double[dz.length];
      team.lead().download(pass.a(inner), a);
      double[] b = new double[dz.length];
      try (var t = team.lead().allocate(network.layer(inner).weight().shape());
          var out = team.lead().allocate(pass.a(inner).shape())) {
        team.lead().upload(theta.get(inner), t);
        team.lead().convolve(network.layer(inner).conv().withBatch(SAMPLES), pass.x(inner), t, out);
        team.lead().download(out, b);
      }
      int channels = network.layer(inner).channels();
      for (int i = 0; i < dz.length; i++) {
        double kappa = pass.kappa(inner)[i % channels];
        double u = kappa * a[i] + pass.shift(inner)[i % channels];
        double expected = 0.5 * Math.max(Math.abs(kappa * b[i]) - Math.abs(u), 0);
        assertEquals(expected, dz[i], 1e-14, "element " + i);
      }
    }
  }
}
