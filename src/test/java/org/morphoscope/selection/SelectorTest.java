package org.morphoscope.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;

class SelectorTest {
  private static final Set<MorphKind> BOTH = Set.of(MorphKind.SPLIT, MorphKind.PRUNE);

  private final NetworkSpec spec = SeedNetworks.create("tiny", new TensorShape(3, 32, 32), 10);
  private final Candidates candidates = new Candidates(spec);
  private final JointModel model = randomModel(3, 0.02);
  private final Selector selector =
      new Selector(model, new double[model.size()], spec, 0, Resource.PARAMETERS);

  /** Splits gain a little on average, prunes harm; G is positive semidefinite. */
  private JointModel randomModel(long seed, double scale) {
    SplittableRandom random = new SplittableRandom(seed);
    int m = candidates.size();
    double[] slope = new double[m];
    for (int c = 0; c < m; c++) {
      double mean = candidates.kind(c) == MorphKind.SPLIT ? -0.5 : 0.5;
      slope[c] = scale * (mean + random.nextGaussian());
    }
    double[] gram = new double[m * m];
    for (int row = 0; row < 3 * m; row++) {
      double[] k = random.doubles(m).map(v -> scale * (v - 0.5)).toArray();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          gram[i * m + j] += k[i] * k[j];
        }
      }
    }
    return JointModel.of(slope, gram);
  }

  @Test
  void thePredictionIsTheJointModelsAndTheResourcesAreExact() {
    Selector.Selection selection = selector.atLambda(1e-6, Selector.Rules.of(0, BOTH));
    assertFalse(selection.selected().isEmpty());
    assertEquals(model.delta(selection.selected()), selection.predictedDelta(), 1e-12);
    int[] widths = spec.widths();
    for (int c : selection.selected()) {
      widths[candidates.unit(c).group()] += candidates.kind(c).widthChange();
    }
    assertEquals(Resources.parameterChange(spec, widths), selection.resourceChange());
    assertEquals(selection.resourceChange(), selector.resourceChange(selection.selected()));
  }

  @Test
  void noChannelIsChangedTwiceAndNoLayerFallsBelowTwo() {
    Selector.Selection selection = selector.atLambda(1, Selector.Rules.of(0, BOTH));
    Set<Integer> units = new HashSet<>();
    int[] widths = spec.widths();
    for (int c : selection.selected()) {
      assertTrue(units.add(candidates.place(c)));
      widths[candidates.unit(c).group()] += candidates.kind(c).widthChange();
    }
    for (int width : widths) {
      assertTrue(width >= Selector.MINIMUM_WIDTH);
    }
    assertTrue(selection.resourceChange() < 0, "a dear parameter prunes");
  }

  @Test
  void aBudgetIsFilledFromBelowAndTheNetNeverShrinks() {
    for (long seed = 0; seed < 20; seed++) {
      JointModel random = randomModel(seed, 0.05);
      Selector of = new Selector(random, new double[random.size()], spec, 0, Resource.PARAMETERS);
      long allowance = (long) (0.4 * Resources.of(spec).parameters());
      Selector.Selection selection = of.forBudget(allowance, Selector.Rules.of(0, BOTH));
      assertTrue(selection.resourceChange() <= allowance);
      // Short of the budget only when free parameters would not be taken either.
      long wanted = of.atLambda(0, Selector.Rules.of(0, BOTH)).resourceChange();
      assertTrue(
          selection.resourceChange() >= Math.min(wanted, 0.9 * allowance),
          "seed %d: %d of %d, wanted %d"
              .formatted(seed, selection.resourceChange(), allowance, wanted));
    }
  }

  @Test
  void whenEveryPruneGainsTheNetStillDoesNotShrink() {
    int m = candidates.size();
    double[] slope = new double[m];
    for (int c = 0; c < m; c++) {
      slope[c] = candidates.kind(c) == MorphKind.SPLIT ? -1e-4 : -1;
    }
    Selector of =
        new Selector(
            JointModel.of(slope, new double[m * m]), new double[m], spec, 0, Resource.PARAMETERS);
    Selector.Selection selection = of.forBudget(1000, Selector.Rules.of(0, BOTH));
    assertTrue(selection.resourceChange() >= 0, selection.toString());
  }

  @Test
  void requiredCandidatesAreTakenAndForbiddenOnesAreNot() {
    Selector.Selection free = selector.atLambda(1e-6, Selector.Rules.of(0, BOTH));
    int best = free.selected().get(0);
    int worst = candidates.size() - 1;
    Selector.Selection steered =
        selector.atLambda(1e-6, new Selector.Rules(0, BOTH, List.of(worst), Set.of(best), 100));
    assertTrue(steered.selected().contains(worst));
    assertFalse(steered.selected().contains(best));
  }

  @Test
  void candidatesWithinTheNoiseAreNotEligible() {
    double[] errors = new double[model.size()];
    java.util.Arrays.fill(errors, 10);
    Selector noisy = new Selector(model, errors, spec, 0, Resource.PARAMETERS);
    assertTrue(noisy.atLambda(0, Selector.Rules.of(2, BOTH)).selected().isEmpty());
    assertFalse(noisy.atLambda(0, Selector.Rules.of(0, BOTH)).selected().isEmpty());
  }

  @Test
  void prunesBeyondTheLimitAreNotTaken() {
    Selector.Rules rules = Selector.Rules.of(0, BOTH).withMostPrunes(3);
    Selector.Selection dear = selector.atLambda(1, rules);
    long prunes =
        dear.selected().stream().filter(c -> candidates.kind(c) == MorphKind.PRUNE).count();
    assertEquals(3, prunes);
    assertEquals(2, Selector.prunesOfARound(spec), "48 units");
  }
}
