package org.morphoscope.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.Gram;
import org.morphoscope.selection.JointModel;
import org.morphoscope.selection.Selector;

class HalvedSetTest {
  private final NetworkSpec spec = SeedNetworks.create("tiny", new TensorShape(3, 32, 32), 10);
  private final Candidates order = new Candidates(spec);
  private final Selector selector =
      new Selector(
          JointModel.of(new double[order.size()], new double[order.size() * order.size()]),
          new double[order.size()],
          spec,
          0,
          Resource.PARAMETERS);

  /**
   * Splits of layer 3 first, the prunes that pay for them last, as the greedy selection does it.
   */
  private List<Integer> splitsThenPrunes() {
    List<Integer> set = new ArrayList<>();
    for (int c = 0; c < 8; c++) {
      set.add(order.index(MorphKind.SPLIT, new UnitId(3, c)));
    }
    for (int c = 0; c < 8; c++) {
      set.add(order.index(MorphKind.PRUNE, new UnitId(2, c)));
    }
    return set;
  }

  private Proposal proposal(List<Integer> set) {
    return proposal(set, 0, selector.resourceChange(set));
  }

  private Proposal proposal(List<Integer> set, int newPerGroup, long change) {
    List<List<ChannelInfo>> channels = new ArrayList<>();
    for (int width : spec.widths()) {
      channels.add(IntStream.range(0, width).mapToObj(c -> new ChannelInfo(c, -1, 0)).toList());
    }
    long current = Resources.parameters(spec, spec.widths());
    return new Proposal(
        1,
        new Architecture(spec, channels),
        List.of(),
        newPerGroup,
        new double[0],
        Gram.none(),
        Resource.PARAMETERS,
        0,
        current + 300,
        set,
        -0.1,
        change,
        change,
        100,
        List.of(),
        List.of());
  }

  private static Decision decision(List<Integer> set, Decision.By by) {
    return new Decision(set, List.of(), List.of(), List.of(), by);
  }

  @Test
  void aPolicysHalfStaysWithinTheLimitOfTheRound() {
    List<Integer> set = splitsThenPrunes();
    List<Integer> half = HalvedSet.of(proposal(set), decision(set, Decision.By.POLICY));
    long change = selector.resourceChange(half);
    assertTrue(change > 0 && change <= 300, half + " change " + change);
    assertEquals(set.subList(0, half.size()), half);
  }

  @Test
  void aPersonsHalfIsTheFirstHalf() {
    List<Integer> set = splitsThenPrunes();
    assertEquals(set.subList(0, 8), HalvedSet.of(proposal(set), decision(set, Decision.By.PERSON)));
  }

  @Test
  void aPolicysHalfDoesNotShrinkTheNet() {
    List<Integer> set = splitsThenPrunes();
    Collections.reverse(set);
    assertEquals(List.of(), HalvedSet.of(proposal(set), decision(set, Decision.By.POLICY)));
  }

  @Test
  void noHalfLeavesALayerWithoutAChannel() {
    // every channel of a layer goes and as many neurons come: the half has the prunes alone
    int width = spec.widths()[1];
    List<Integer> set = new ArrayList<>();
    Candidates withNew = new Candidates(spec, width);
    for (int c = 0; c < width; c++) {
      set.add(withNew.index(MorphKind.PRUNE, new UnitId(1, c)));
    }
    for (int c = 0; c < width; c++) {
      set.add(withNew.index(MorphKind.NEW_NEURON, new UnitId(1, width + c)));
    }
    Proposal proposal = proposal(set, width, 0);
    Decision whole = decision(set, Decision.By.PERSON);
    whole.requireValidFor(proposal);
    assertEquals(set.subList(0, width - 1), HalvedSet.of(proposal, whole));
    for (Decision.By by : Decision.By.values()) {
      List<Integer> half = HalvedSet.of(proposal, decision(set, by));
      assertTrue(Decision.emptied(proposal, half).isEmpty(), by + ": " + half);
    }
  }
}
