package org.morphoscope.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.morph.LayerMoments;
import org.morphoscope.morph.Morphism;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.morph.Surgery;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.learn.ThetaLearner;

/** What a set adds begins anew: the places are the set's, the function is that of before. */
class FreshStartTest {
  private static final int SAMPLES = 6;

  @Test
  void theFunctionIsThatOfTheScoredNet() {
    for (NetworkSpec spec :
        List.of(Nets.mixed(), Nets.pooledTwice(), Nets.residual(), Nets.depthwise())) {
      Weights weights = Nets.weights(spec, 41);
      Surgery fresh = fresh(spec, weights);
      Surgery learned = new Surgery(spec, additions(spec), drawn(spec, weights), true);
      assertArrayEquals(learned.grownSpec().widths(), fresh.grownSpec().widths());
      Weights grown = grown(fresh, spec, weights);
      assertArrayEquals(
          losses(spec, weights), losses(fresh.grownSpec(), grown), 1e-12, spec.name());
    }
  }

  @Test
  void aFreshChannelStandsBesideItsParentAndRemembersNothing() {
    NetworkSpec spec = Nets.mixed();
    Weights weights = Nets.weights(spec, 41);
    Surgery fresh = fresh(spec, weights);
    assertArrayEquals(new int[] {0, -1, 1}, java.util.Arrays.copyOf(parents(fresh), 3));
    Weights memory = Nets.weights(spec, 44);
    OptimiserState state = fresh.grow(new OptimiserState(List.of(memory), 5));
    LayerWeights slot = state.slots().get(0).layers().get(0);
    LayerWeights old = memory.layers().get(0);
    for (int i = 0; i < old.fanIn(); i++) {
      assertEquals(old.weight()[i], slot.weight()[i], "the parent goes on as it was");
      assertEquals(0, slot.weight()[old.fanIn() + i], "a fresh channel has no momentum");
    }
    Weights grown = grown(fresh, spec, weights);
    LayerWeights layer = grown.layers().get(0);
    double norm = 0;
    for (int i = 0; i < layer.fanIn(); i++) {
      norm += Math.abs(layer.weight()[layer.fanIn() + i]);
    }
    assertTrue(norm > 0, "incoming weights are drawn");
    LayerWeights reader = grown.layers().get(1);
    int taps = reader.kernel() * reader.kernel();
    for (int t = 0; t < taps; t++) {
      assertEquals(0, reader.weight()[taps + t], "outgoing weights are 0");
    }
  }

  /** Children of splits would need moments; no fresh channel looks at them. */
  private static Weights grown(Surgery surgery, NetworkSpec spec, Weights weights) {
    double[] none = {};
    List<LayerMoments> moments =
        spec.layers().stream()
            .map(layer -> new LayerMoments(none, none, none, none, none, new double[layer.width()]))
            .toList();
    return surgery.grow(weights, ThetaLearner.initialTheta(spec, weights, 0.7, 43), moments);
  }

  private static int[] parents(Surgery surgery) {
    return surgery.maps().get(0).parents();
  }

  /** Splits and a new neuron. */
  private static List<Morphism> additions(NetworkSpec spec) {
    return List.of(
        new Morphism.Split(new UnitId(0, 0)),
        new Morphism.Split(new UnitId(0, 2)),
        new Morphism.NewNeuron(new UnitId(0, spec.group(0).width() + 1)),
        new Morphism.Split(new UnitId(1, 1)));
  }

  private static Surgery fresh(NetworkSpec spec, Weights weights) {
    assertEquals(3, Surgery.most(additions(spec)));
    return Surgery.fresh(spec, additions(spec), drawn(spec, weights));
  }

  private static NewNeurons drawn(NetworkSpec spec, Weights weights) {
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      return NewNeuronSource.draw(passes, 3, 42, SAMPLES, images(spec), done -> {});
    }
  }

  private static ImageLoader images(NetworkSpec spec) {
    return Nets.images(spec, SAMPLES, 45);
  }

  private static double[] losses(NetworkSpec spec, Weights weights) {
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      return FrozenLosses.of(passes, SAMPLES, images(spec), done -> {}).losses();
    }
  }
}
