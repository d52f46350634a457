package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
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
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.CurvatureMode;

/** The score speaks of the net that is really built: injected dz == grown net. */
class GrownNetTest {
  private static final int SAMPLES = 6;

  private final LabelSampler sampler = LabelSampler.seeded(1);

  @Test
  void splitsInjectedIntoZAreTheReallyGrownNet() {
    check(Nets.mixed(), MorphKind.SPLIT, false);
    check(Nets.unpadded(), MorphKind.SPLIT, false);
    check(Nets.pooledTwice(), MorphKind.SPLIT, false);
    check(Nets.curvedChain(), MorphKind.SPLIT, false);
  }

  @Test
  void allOfItHoldsForDenseLayers() {
    check(Nets.dense(), MorphKind.SPLIT, false);
    check(Nets.dense(), MorphKind.PRUNE, true);
    check(Nets.dense(), MorphKind.PRUNE, false);
    check(Nets.dense(), MorphKind.SPLIT, false, () -> Nets.fastTeam(1), 1e-5);
  }

  @Test
  void rawPrunesInjectedIntoZAreTheReallyGrownNet() {
    check(Nets.mixed(), MorphKind.PRUNE, true);
  }

  @Test
  void compensatedPrunesAreExactWhereTheConsumerHasNoPadding() {
    check(Nets.unpadded(), MorphKind.PRUNE, false);
    check(Nets.curvedChain(), MorphKind.PRUNE, false);
  }

  @Test
  void theSameHoldsInSinglePrecisionOnTheFastKernels() {
    check(Nets.mixed(), MorphKind.SPLIT, false, () -> Nets.fastTeam(1), 1e-5);
    check(Nets.mixed(), MorphKind.PRUNE, true, () -> Nets.fastTeam(1), 1e-5);
    check(Nets.unpadded(), MorphKind.PRUNE, false, () -> Nets.fastTeam(1), 1e-5);
    check(Nets.pooledTwice(), MorphKind.SPLIT, false, () -> Nets.fastTeam(1), 1e-5);
    check(Nets.curvedChain(), MorphKind.SPLIT, false, () -> Nets.fastTeam(1), 1e-5);
  }

  private void check(NetworkSpec spec, MorphKind kind, boolean raw) {
    check(spec, kind, raw, () -> Nets.team(1), 1e-12);
  }

  private void check(
      NetworkSpec spec, MorphKind kind, boolean raw, Supplier<Team> teams, double tolerance) {
    Weights weights = Nets.weights(spec, 21);
    ImageLoader images = Nets.images(spec, SAMPLES, 22);
    List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.7, 23);
    try (Team team = teams.get();
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        FrozenPass pass = new FrozenPass(network, SAMPLES, team.lead())) {
      double[][] meanZ = Baseline.of(passes, SAMPLES, images, done -> {}).meanZ();
      ScoreResult scores = score(network, team, theta, meanZ, images);
      pass.load(images, 0);
      pass.forward();
      Injection injection = new Injection(pass, theta, meanZ);
      for (int l = 0; l < network.depth(); l++) {
        for (List<Integer> set : List.of(List.of(1), List.of(0, 2))) {
          double[] expected = injection.losses(l, kind, set, raw);
          double[] found =
              grownLosses(teams, spec, weights, theta, scores, l, kind, set, raw, images);
          for (int n = 0; n < SAMPLES; n++) {
            assertEquals(
                expected[n],
                found[n],
                tolerance * Math.max(1, expected[n]),
                kind + " in layer " + l + ", sample " + n);
          }
        }
      }
    }
  }

  private ScoreResult score(
      Network network, Team team, List<double[]> theta, double[][] meanZ, ImageLoader images) {
    try (ScoringPass pass =
        new ScoringPass(
            network, team, CurvatureMode.GGN_MC, SAMPLES, theta, meanZ, NewNeurons.none())) {
      return pass.run(SAMPLES, images, sampler, (done, partial) -> {});
    }
  }

  private static double[] grownLosses(
      Supplier<Team> teams,
      NetworkSpec spec,
      Weights weights,
      List<double[]> theta,
      ScoreResult scores,
      int layer,
      MorphKind kind,
      List<Integer> channels,
      boolean raw,
      ImageLoader images) {
    List<Morphism> morphisms = new ArrayList<>();
    channels.forEach(c -> morphisms.add(Morphism.of(kind, new UnitId(layer, c))));
    Surgery surgery = new Surgery(spec, morphisms, NewNeurons.none(), !raw);
    Weights grown = surgery.grow(weights, theta, scores.moments());
    try (Team team = teams.get();
        Network network = new Network(surgery.grownSpec(), grown, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      return FrozenLosses.of(passes, SAMPLES, images, done -> {}).losses();
    }
  }

  /** In training mode the BatchNorm rule of section 3.1 keeps the split layer exact. */
  @Test
  void aSplitOfTheLastLayerIsExactInTrainingModeToo() {
    NetworkSpec spec = Nets.mixed();
    Weights weights = Nets.weights(spec, 31);
    ImageLoader images = Nets.images(spec, SAMPLES, 32);
    List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.7, 33);
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES);
        FrozenPass pass = new FrozenPass(network, SAMPLES, team.lead())) {
      double[][] meanZ = Baseline.of(passes, SAMPLES, images, done -> {}).meanZ();
      ScoreResult scores = score(network, team, theta, meanZ, images);
      // Only the last layer's BatchNorm is split; frozen statistics stand elsewhere, so compare
      // with
      // a net whose earlier layers already carry the statistics of these samples.
      org.morphoscope.compute.BatchNormStatistics.rebase(passes, SAMPLES, images, done -> {});
      Weights rebased = network.download();
      pass.load(images, 0);
      pass.forward();
      int last = network.depth() - 1;
      double[] expected =
          new Injection(pass, theta, meanZ).losses(last, MorphKind.SPLIT, List.of(2), false);
      Surgery surgery =
          new Surgery(
              spec, List.of(new Morphism.Split(new UnitId(last, 2))), NewNeurons.none(), true);
      Weights grown = surgery.grow(rebased, theta, scores.moments());
      try (Network bigger = new Network(surgery.grownSpec(), grown, team.lead());
          TrainingPass training = new TrainingPass(bigger, team, SAMPLES)) {
        training.run(images, 0);
        double sum = 0;
        for (double loss : expected) {
          sum += loss;
        }
        assertEquals(sum, training.lossSum(), 1e-11);
      }
    }
  }
}
