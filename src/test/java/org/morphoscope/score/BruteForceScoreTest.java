package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.selection.JointModel;

/**
 * Splits, prunes and new neurons on chains, residual and depthwise nets against nets built by hand
 * (see {@link BruteForce}), in double precision.
 */
class BruteForceScoreTest {
  private static final int SAMPLES = 5;
  private static final int NEW = 2;
  private static final double STEP = 1e-5;

  static Stream<NetworkSpec> nets() {
    return Stream.of(
        Nets.mixed(),
        Nets.pooledTwice(),
        Nets.residual(),
        Nets.depthwise(),
        Nets.branched(),
        Nets.curved());
  }

  /** Everything about one net. */
  private static final class Case implements AutoCloseable {
    final NetworkSpec spec;
    final Weights weights;
    final ImageLoader images;
    final List<double[]> theta;
    final Team team = Nets.team(1);
    final NewNeurons newNeurons;
    final double[][] meanZ;
    final Candidates order;

    Case(NetworkSpec spec) {
      this.spec = spec;
      weights = Nets.weights(spec, 71);
      images = Nets.images(spec, SAMPLES, 72);
      theta = ThetaLearner.initialTheta(spec, weights, 0.8, 73);
      order = new Candidates(spec, NEW);
      try (Network network = new Network(spec, weights, team.lead());
          FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
        NewNeurons drawn = NewNeuronSource.draw(passes, NEW, 74, SAMPLES, images, done -> {});
        SplittableRandom random = new SplittableRandom(75);
        List<double[]> outgoing = new ArrayList<>();
        for (double[] zero : drawn.outgoing()) {
          outgoing.add(random.doubles(zero.length).map(v -> v - 0.5).toArray());
        }
        newNeurons = drawn.withOutgoing(outgoing);
        meanZ = Baseline.of(passes, SAMPLES, images, done -> {}).meanZ();
      }
    }

    ScoreResult score(CurvatureMode mode) {
      try (Network network = new Network(spec, weights, team.lead());
          ScoringPass pass =
              new ScoringPass(network, team, mode, SAMPLES, theta, meanZ, newNeurons)) {
        return pass.run(SAMPLES, images, LabelSampler.seeded(76), (done, partial) -> {});
      }
    }

    BruteForce byHand() {
      return new BruteForce(spec, weights, theta, newNeurons);
    }

    /** Losses, then logits, of a net on the case's images. */
    double[][] outputs(NetworkSpec ofSpec, Weights ofWeights) {
      try (Network network = new Network(ofSpec, ofWeights, team.lead());
          FrozenPass pass = new FrozenPass(network, SAMPLES, team.lead())) {
        pass.load(images, 0);
        pass.forward();
        return new double[][] {pass.losses().clone(), pass.logits().clone()};
      }
    }

    double[][] outputs(BruteForce.Built built) {
      return outputs(built.spec(), built.weights());
    }

    double[] probabilities() {
      try (Network network = new Network(spec, weights, team.lead());
          FrozenPass pass = new FrozenPass(network, SAMPLES, team.lead())) {
        pass.load(images, 0);
        pass.forward();
        return pass.probabilities().clone();
      }
    }

    @Override
    public void close() {
      team.close();
    }
  }

  /** A candidate built in to a degree. */
  private static DoubleFunction<BruteForce.Built> degree(Case c, int candidate) {
    BruteForce byHand = c.byHand();
    UnitId unit = c.order.unit(candidate);
    return switch (c.order.kind(candidate)) {
      case SPLIT -> t -> byHand.split(unit.group(), unit.channel(), t);
      case PRUNE -> t -> byHand.rawPrune(unit.group(), unit.channel(), t);
      case NEW_NEURON ->
          t -> byHand.birth(unit.group(), unit.channel() - c.spec.group(unit.group()).width(), t);
    };
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theSlopeIsTheDerivativeOfTheLossOfTheNetBuiltByHand(NetworkSpec spec) {
    try (Case c = new Case(spec)) {
      ScoreResult scores = c.score(CurvatureMode.GGN_MC);
      double scale = 0;
      for (double s : scores.slope()) {
        scale = Math.max(scale, Math.abs(s));
      }
      for (int i = 0; i < c.order.size(); i++) {
        DoubleFunction<BruteForce.Built> degree = degree(c, i);
        double up = mean(c.outputs(degree.apply(STEP))[0]);
        double down = mean(c.outputs(degree.apply(-STEP))[0]);
        double found =
            c.order.kind(i) == MorphKind.PRUNE
                ? scores.rawPruneSlope()[c.order.place(i)]
                : scores.slope()[i];
        assertEquals((up - down) / (2 * STEP), found, 1e-7 * scale + 1e-9, describe(c, i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theExactCurvatureIsThatOfTheLogitsOfTheNetBuiltByHand(NetworkSpec spec) {
    try (Case c = new Case(spec)) {
      JointModel model = c.score(CurvatureMode.GGN).jointModel();
      double[] p = c.probabilities();
      int classes = spec.classes();
      List<Integer> checked = new ArrayList<>();
      for (int i = 0; i < c.order.size(); i++) {
        // prunes are compensated in G; their raw form is checked by its slope
        if (c.order.kind(i) != MorphKind.PRUNE && (i % 3 == 0 || i >= 2 * c.order.units())) {
          checked.add(i);
        }
      }
      List<double[]> changes = new ArrayList<>();
      for (int i : checked) {
        double[] up = c.outputs(degree(c, i).apply(STEP))[1];
        double[] down = c.outputs(degree(c, i).apply(-STEP))[1];
        double[] df = new double[up.length];
        for (int k = 0; k < df.length; k++) {
          df[k] = (up[k] - down[k]) / (2 * STEP);
        }
        changes.add(df);
      }
      double scale = 0;
      for (int i : checked) {
        scale = Math.max(scale, model.gram(i, i));
      }
      for (int i = 0; i < checked.size(); i++) {
        for (int j = 0; j <= i; j++) {
          double expected = ggn(changes.get(i), changes.get(j), p, classes);
          double found = model.gram(checked.get(i), checked.get(j));
          assertEquals(
              expected,
              found,
              1e-6 * scale + 1e-10,
              describe(c, checked.get(i)) + " with " + describe(c, checked.get(j)));
        }
      }
    }
  }

  /** {@code E[df' (diag p - p p') df']}. */
  private static double ggn(double[] left, double[] right, double[] p, int classes) {
    double total = 0;
    for (int n = 0; n < SAMPLES; n++) {
      double product = 0;
      double meanLeft = 0;
      double meanRight = 0;
      for (int k = n * classes; k < (n + 1) * classes; k++) {
        product += p[k] * left[k] * right[k];
        meanLeft += p[k] * left[k];
        meanRight += p[k] * right[k];
      }
      total += product - meanLeft * meanRight;
    }
    return total / SAMPLES;
  }

  @ParameterizedTest
  @MethodSource("nets")
  void surgeryBuildsTheNetBuiltByHand(NetworkSpec spec) {
    try (Case c = new Case(spec)) {
      ScoreResult scores = c.score(CurvatureMode.GGN_MC);
      for (int i = 0; i < c.order.size(); i++) {
        Surgery surgery =
            new Surgery(
                spec, List.of(Morphism.of(c.order.kind(i), c.order.unit(i))), c.newNeurons, false);
        Weights grown = surgery.grow(c.weights, c.theta, scores.moments());
        double[] found = c.outputs(surgery.grownSpec(), grown)[1];
        double[] expected = c.outputs(degree(c, i).apply(1))[1];
        for (int k = 0; k < found.length; k++) {
          assertEquals(expected[k], found[k], 1e-10 * (1 + Math.abs(expected[k])), describe(c, i));
        }
      }
    }
  }

  /** New neurons first and prunes on the grown net, or both at once. */
  @ParameterizedTest
  @MethodSource("nets")
  void newNeuronsAndPrunesAtOnceAreTheSameOneAfterTheOther(NetworkSpec spec) {
    try (Case c = new Case(spec)) {
      ScoreResult scores = c.score(CurvatureMode.FISHER);
      List<Morphism> newNeurons = new ArrayList<>();
      List<Morphism> prunes = new ArrayList<>();
      for (var group : spec.groups()) {
        newNeurons.add(new Morphism.NewNeuron(new UnitId(group.index(), group.width() + 1)));
        prunes.add(new Morphism.Prune(new UnitId(group.index(), 0)));
      }
      List<Morphism> both = new ArrayList<>(newNeurons);
      both.addAll(prunes);
      Surgery joint = new Surgery(spec, both, c.newNeurons, false);
      double[] found =
          c.outputs(joint.grownSpec(), joint.grow(c.weights, c.theta, scores.moments()))[1];
      Surgery first = new Surgery(spec, newNeurons, c.newNeurons, false);
      Weights grown = first.grow(c.weights, c.theta, scores.moments());
      Surgery second = new Surgery(first.grownSpec(), prunes, NewNeurons.none(), false);
      List<double[]> zero =
          grown.layers().stream().map(layer -> new double[layer.weight().length]).toList();
      double[] expected =
          c.outputs(second.grownSpec(), second.grow(grown, zero, scores.moments()))[1];
      for (int k = 0; k < found.length; k++) {
        assertEquals(expected[k], found[k], 1e-11 * (1 + Math.abs(expected[k])), spec.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void aSplitWithThetaZeroAndAnUnreadNewNeuronChangeNothing(NetworkSpec spec) {
    try (Case c = new Case(spec)) {
      List<double[]> zero = c.theta.stream().map(t -> new double[t.length]).toList();
      NewNeurons unread =
          c.newNeurons.withOutgoing(
              c.newNeurons.outgoing().stream().map(o -> new double[o.length]).toList());
      List<Morphism> all = new ArrayList<>();
      for (int i = 0; i < c.order.size(); i++) {
        if (c.order.kind(i) != MorphKind.PRUNE) {
          all.add(Morphism.of(c.order.kind(i), c.order.unit(i)));
        }
      }
      Surgery surgery = new Surgery(spec, all, unread, true);
      Weights grown = surgery.grow(c.weights, zero, c.score(CurvatureMode.FISHER).moments());
      double[] before = c.outputs(spec, c.weights)[1];
      // the scored moments of b are not those of theta = 0, but the affine map stays the parent's
      double[] after = c.outputs(surgery.grownSpec(), grown)[1];
      for (int k = 0; k < before.length; k++) {
        assertEquals(before[k], after[k], 1e-10 * (1 + Math.abs(before[k])));
      }
      assertTrue(all.size() > spec.unitCount());
    }
  }

  private static String describe(Case c, int candidate) {
    return c.spec.name() + ": " + c.order.kind(candidate) + " of " + c.order.unit(candidate);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }
}
