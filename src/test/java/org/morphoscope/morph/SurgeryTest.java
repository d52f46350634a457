package org.morphoscope.morph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;

class SurgeryTest {
  private final NetworkSpec spec = Nets.mixed();

  @Test
  void childrenStandNextToEachOther() {
    Surgery surgery =
        new Surgery(
            spec,
            List.of(new Morphism.Split(new UnitId(0, 1)), new Morphism.Prune(new UnitId(0, 3))),
            NewNeurons.none(),
            true);
    ChannelMap map = surgery.maps().get(0);
    assertArrayEquals(new int[] {0, 1, 1, 2}, map.parents());
    assertArrayEquals(new int[] {0, 1, -1, 0}, map.signs());
    assertEquals(List.of(3), map.pruned());
    assertArrayEquals(new int[] {4, 5, 3, 6}, surgery.grownSpec().widths());
  }

  @Test
  void incomingMemoryIsHalvedForEachChildAndOutgoingMemoryIsCopied() {
    Weights memory = Nets.weights(spec, 5);
    Surgery surgery =
        new Surgery(spec, List.of(new Morphism.Split(new UnitId(0, 1))), NewNeurons.none(), true);
    OptimiserState grown = surgery.grow(new OptimiserState(List.of(memory, memory), 7));
    assertEquals(7, grown.steps());
    LayerWeights old = memory.layers().get(0);
    for (int slot = 0; slot < 2; slot++) {
      double factor = slot == 0 ? 0.5 : 0.25;
      LayerWeights split = grown.slots().get(slot).layers().get(0);
      for (int child = 1; child <= 2; child++) {
        for (int i = 0; i < old.fanIn(); i++) {
          assertEquals(
              factor * old.weight()[old.fanIn() + i], split.weight()[child * old.fanIn() + i]);
        }
        assertEquals(factor * old.gamma()[1], split.gamma()[child]);
      }
      LayerWeights consumer = grown.slots().get(slot).layers().get(1);
      LayerWeights before = memory.layers().get(1);
      int taps = before.kernel() * before.kernel();
      for (int t = 0; t < taps; t++) {
        assertEquals(before.weight()[taps + t], consumer.weight()[taps + t]);
        assertEquals(before.weight()[taps + t], consumer.weight()[2 * taps + t]);
      }
    }
  }

  @Test
  void aChannelCannotBeChangedTwice() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Surgery(
                    spec,
                    List.of(
                        new Morphism.Split(new UnitId(1, 0)), new Morphism.Prune(new UnitId(1, 0))),
                    NewNeurons.none(),
                    true));
    assertTrue(refused.getMessage().contains("channel 0 of layer 1"), refused.getMessage());
  }

  @Test
  void aLayerIsNotPrunedToNothing() {
    List<Morphism> all =
        List.of(
            new Morphism.Prune(new UnitId(2, 0)),
            new Morphism.Prune(new UnitId(2, 1)),
            new Morphism.Prune(new UnitId(2, 2)));
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new Surgery(spec, all, NewNeurons.none(), true));
    assertTrue(refused.getMessage().contains("without channels"), refused.getMessage());
  }
}
