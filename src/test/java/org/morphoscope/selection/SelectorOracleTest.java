package org.morphoscope.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.net.TensorShape;

/** The selection against the same greedy algorithm written down plainly. */
class SelectorOracleTest {
  private static final int SEEDS = 400;

  /** A random case: a net of 5 to 300 candidates, scores, rules. */
  private static final class Case {
    final SplittableRandom random;
    final NetworkSpec spec;
    final Candidates order;
    final JointModel model;
    final double[] errors;
    final Resource resource;
    final int newPerGroup;

    Case(long seed, boolean ties) {
      this(seed, ties, false);
    }

    /**
     * @param factored whether only a factor of G is kept, as for very many candidates
     */
    Case(long seed, boolean ties, boolean factored) {
      random = new SplittableRandom(seed);
      NetworkBuilder builder = new NetworkBuilder("random", new TensorShape(3, 8, 8));
      int layers = 1 + random.nextInt(4);
      for (int l = 0; l < layers; l++) {
        builder.convBnRelu(2 + random.nextInt(random.nextInt(4) == 0 ? 40 : 10), 3, 1, 1, 1e-5);
      }
      spec = builder.globalAveragePool().dense(3);
      newPerGroup = random.nextInt(2) * random.nextInt(6);
      order = new Candidates(spec, newPerGroup);
      resource = random.nextBoolean() ? Resource.PARAMETERS : Resource.MULTIPLY_ACCUMULATES;
      int m = order.size();
      double scale = Math.pow(10, -1 - random.nextInt(4));
      double[] slope = new double[m];
      double[] rows = new double[m * 4];
      errors = new double[m];
      for (int c = 0; c < m; c++) {
        double mean = order.kind(c) == MorphKind.PRUNE ? 0.5 : -0.5;
        slope[c] = scale * (mean + random.nextGaussian());
        errors[c] = scale * random.nextDouble();
        for (int k = 0; k < 4; k++) {
          rows[4 * c + k] = Math.sqrt(scale) * 0.3 * random.nextGaussian();
        }
        if (ties) {
          slope[c] = scale * Math.rint(slope[c] / scale);
        }
      }
      double[] gram = new double[m * m];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m && !(ties && random.nextInt(8) > 0); j++) {
          for (int k = 0; k < 4; k++) {
            gram[i * m + j] += rows[4 * i + k] * rows[4 * j + k];
          }
        }
      }
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < i; j++) {
          gram[i * m + j] = gram[j * m + i];
        }
      }
      model =
          factored
              ? new JointModel(slope, new FactorGram(factor(rows, m), 1))
              : JointModel.of(slope, gram);
    }

    private static Factor factor(double[] rows, int m) {
      float[][] samples = new float[rows.length / m][m];
      for (int i = 0; i < rows.length; i++) {
        samples[i % samples.length][i / samples.length] = (float) rows[i];
      }
      return Factor.of(samples);
    }

    Selector.Rules rules() {
      Set<MorphKind> kinds = new HashSet<>();
      while (kinds.isEmpty()) {
        for (MorphKind kind : MorphKind.values()) {
          if (random.nextInt(3) > 0) {
            kinds.add(kind);
          }
        }
      }
      List<Integer> required = new ArrayList<>();
      Set<Integer> forbidden = new HashSet<>();
      if (random.nextBoolean()) {
        Set<Integer> places = new HashSet<>();
        Set<Integer> pruned = new HashSet<>();
        for (int i = 0; i < random.nextInt(5); i++) {
          int c = random.nextInt(order.size());
          boolean prune = order.kind(c) == MorphKind.PRUNE;
          if (places.add(order.place(c)) && (!prune || pruned.add(order.unit(c).group()))) {
            required.add(c);
          }
        }
        for (int i = 0; i < random.nextInt(8); i++) {
          forbidden.add(random.nextInt(order.size()));
        }
      }
      double significance = random.nextInt(3) * random.nextDouble();
      int most = random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(4);
      return new Selector.Rules(significance, kinds, required, forbidden, most);
    }

    double lambda() {
      return random.nextInt(6) == 0 ? 0 : Math.pow(10, -9 + 13 * random.nextDouble());
    }

    long allowance() {
      return (long) (random.nextDouble() * random.nextDouble() * Resources.of(spec).of(resource));
    }
  }

  private static void agree(Case c, String what) {
    agree(c, what, 0);
    // eighths, so that prices are the same to the last digit in whatever order they are added
    agree(c, what + ", both resources", c.random.nextInt(9) / 8.0);
  }

  private static void agree(Case c, String what, double share) {
    Selector selector = new Selector(c.model, c.errors, c.spec, c.newPerGroup, c.resource, share);
    NaiveSelector oracle =
        new NaiveSelector(c.model, c.errors, c.spec, c.newPerGroup, c.resource, share);
    for (int rulesOf = 0; rulesOf < 3; rulesOf++) {
      Selector.Rules rules = c.rules();
      for (int ask = 0; ask < 8; ask++) {
        String asked = what + ", rules " + rulesOf + ", question " + ask;
        if (ask % 3 == 2) {
          long allowance = c.allowance();
          same(oracle.forBudget(allowance, rules), selector.forBudget(allowance, rules), asked);
        } else {
          double lambda = c.lambda();
          same(oracle.atLambda(lambda, rules), selector.atLambda(lambda, rules), asked);
        }
      }
    }
  }

  private static void same(Selector.Selection expected, Selector.Selection found, String asked) {
    assertEquals(expected.selected(), found.selected(), asked);
    assertEquals(expected.predictedDelta(), found.predictedDelta(), 1e-12, asked);
    assertEquals(expected.resourceChange(), found.resourceChange(), asked);
    assertEquals(expected.lambda(), found.lambda(), 0, asked);
  }

  @Test
  void everySetIsTheOneOfThePlainAlgorithmWhateverWasAskedBefore() {
    for (long seed = 0; seed < SEEDS; seed++) {
      agree(new Case(seed, false), "seed " + seed);
    }
  }

  @Test
  void setsOfAFactorAreThoseOfThePlainAlgorithm() {
    for (long seed = 0; seed < SEEDS; seed++) {
      agree(new Case(seed, false, true), "seed " + seed);
    }
  }

  @Test
  void equalCandidatesAreTakenInTheSameOrder() {
    for (long seed = 0; seed < SEEDS; seed++) {
      agree(new Case(seed, true), "seed " + seed);
    }
  }

  /** Where lambda is so large that rounding makes candidates of unequal gain equal. */
  @Test
  void roundingIsThatOfThePlainAlgorithm() {
    Case c = new Case(7, false);
    Selector selector = new Selector(c.model, c.errors, c.spec, c.newPerGroup, c.resource);
    NaiveSelector oracle =
        new NaiveSelector(c.model, c.errors, c.spec, c.newPerGroup, c.resource, 0);
    Selector.Rules rules = Selector.Rules.of(0, Set.of(MorphKind.PRUNE));
    for (double lambda = 1; lambda < 1e16; lambda *= 10) {
      same(oracle.atLambda(lambda, rules), selector.atLambda(lambda, rules), "lambda " + lambda);
    }
  }
}
