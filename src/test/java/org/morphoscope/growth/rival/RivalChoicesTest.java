package org.morphoscope.growth.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.GrowthStrategy.Choice;
import org.morphoscope.selection.Candidates;

class RivalChoicesTest {
  private static final int NEW = 4;

  /** Widths 4 and 8: a channel of the first costs more than one of the second. */
  private final NetworkSpec spec = SeedNetworks.create("chain:4-8", new TensorShape(3, 8, 8), 2);

  private final Candidates order = new Candidates(spec, NEW);
  private final ResourceModel parameters = ResourceModel.of(spec, Resource.PARAMETERS);
  private final double[] scores = new double[order.size()];

  RivalChoicesTest() {
    Arrays.fill(scores, Double.NaN);
  }

  private List<Integer> chosen(Choice choice, long allowance, Integer... barred) {
    return new RivalChoices(spec, order, scores, parameters, allowance, Set.of(barred)).of(choice);
  }

  private long cost(List<Integer> set) {
    int[] widths = spec.widths();
    for (int c : set) {
      widths[order.unit(c).group()]++;
    }
    return parameters.total(widths) - parameters.total(spec.widths());
  }

  @Test
  void theSmallestScorePerParameterIsTakenFirst() {
    long first = parameters.change(spec.widths(), 0, 1);
    long second = parameters.change(spec.widths(), 1, 1);
    assertTrue(first > second);
    scores[0] = -1.5;
    // worth less, but dearer by less than it costs less
    scores[4] = -1.5 * second / first * 1.1;
    scores[5] = 0.1;
    assertEquals(List.of(4, 0), chosen(Choice.RANKED, first + second + 100));
    assertEquals(List.of(0, 4), chosen(Choice.ORDERED, first + second + 100).subList(0, 2));
  }

  @Test
  void scoresThatAreNotNegativeAreTakenOnlyWhereTheMethodDoesNotLookAtTheSign() {
    scores[4] = 0.2;
    scores[5] = 0;
    assertEquals(List.of(), chosen(Choice.RANKED, 10_000));
    assertEquals(List.of(5, 4), chosen(Choice.ORDERED, 10_000));
  }

  @Test
  void noSetExceedsTheAllowanceAndNothingBarredIsTaken() {
    for (int c = 0; c < order.units(); c++) {
      scores[c] = -1 - c;
    }
    for (Choice choice : List.of(Choice.RANKED, Choice.ORDERED)) {
      for (long allowance : new long[] {0, 50, 200, 400}) {
        List<Integer> set = chosen(choice, allowance, 11, 3);
        assertTrue(cost(set) <= allowance, choice + " within " + allowance);
        assertTrue(!set.contains(11) && !set.contains(3), "barred");
      }
    }
  }

  @Test
  void everyLayerGrowsEvenlyByItsBestNeurons() {
    for (int c = 2 * order.units(); c < order.size(); c++) {
      scores[c] = -(c % NEW);
    }
    List<Integer> set = chosen(Choice.EVENLY, cost(List.of(24, 28, 29)));
    // 4 and 8 channels: one and two
    assertEquals(1, set.stream().filter(c -> order.unit(c).group() == 0).count());
    assertEquals(2, set.stream().filter(c -> order.unit(c).group() == 1).count());
    assertTrue(set.contains(27), "the best of the first layer");
    assertTrue(set.contains(31) && set.contains(30), "the best two of the second");
  }

  @Test
  void aLayerThatIsAheadOfTheProportionWaits() {
    for (int c = 2 * order.units(); c < order.size(); c++) {
      scores[c] = 0;
    }
    // 4 and 8 channels: by 1 to 4 the second layer lags until it has 16
    List<Integer> set =
        new RivalChoices(spec, order, scores, parameters, cost(List.of(24, 28, 29)), Set.of())
            .inProportion(new int[] {1, 4});
    assertTrue(set.size() >= 2);
    assertTrue(set.stream().allMatch(c -> order.unit(c).group() == 1), set.toString());
  }

  @Test
  void pairsAreTakenTogether() {
    for (int c = 2 * order.units(); c < order.size(); c++) {
      scores[c] = 0;
    }
    for (long allowance = 0; allowance < 1500; allowance += 97) {
      List<Integer> set = chosen(Choice.PAIRS, allowance);
      assertTrue(cost(set) <= allowance);
      for (int c : set) {
        int partner = c % 2 == 0 ? c + 1 : c - 1;
        assertTrue(set.contains(partner), c + " without " + partner);
        assertEquals(MorphKind.NEW_NEURON, order.kind(c));
      }
    }
    assertTrue(chosen(Choice.PAIRS, 1500).size() >= 4);
  }

  @Test
  void theLeastImportantGoUntilTheNetIsSmallEnough() {
    for (int u = 0; u < order.units(); u++) {
      scores[order.units() + u] = order.units() - u;
    }
    long total = parameters.total(spec.widths());
    RivalChoices all =
        new RivalChoices(spec, order, scores, parameters, 0, Set.of(order.units() + 11));
    // the last of the second group is barred; those before it go, the largest index first
    List<Integer> set = all.downTo(total - parameters.change(spec.widths(), 1, 1));
    assertEquals(List.of(order.units() + 10), set);
    RivalChoices nothing = new RivalChoices(spec, order, scores, parameters, 0, Set.of());
    List<Integer> most = nothing.downTo(0);
    assertEquals(10, most.size(), "each group keeps one channel");
    assertTrue(most.stream().allMatch(c -> order.kind(c) == MorphKind.PRUNE));
  }
}
