package org.morphoscope.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;

/**
 * The L1 penalty on BatchNorm's gamma that a net is trained with before channels are taken away by
 * it (method.md section 12.10): {@code loss + 1e-4 sum |gamma|} over the layers whose width may
 * change, as long as the net is above its budget. Behind that, in the tail too, there is none.
 */
final class GammaPenalty {
  /** As published for nets without sums. */
  private static final double STRENGTH = 1e-4;

  private final RunConfig config;

  /** Of the penalty by cost, in the training under way. */
  private double strength;

  GammaPenalty(RunConfig config) {
    this.config = config;
  }

  /** Strength per layer and channel; empty when there is no penalty. */
  Optional<double[][]> of(
      Supplier<Weights> weights, NetworkSpec spec, int round, int epoch, int epochs) {
    if (config.strategy() != GrowthStrategy.MORPHNET) {
      return ofTail(spec);
    }
    if (round >= config.limits().rounds() || !config.strategy().shrinksIn(round + 1)) {
      return Optional.empty();
    }
    CostPenalty penalty = new CostPenalty(spec, weights.get(), config.selection().resource());
    if (epoch == 0) {
      strength = 1 / penalty.cost();
    } else {
      // the share of the cost that is to be dead by now: half of it at the end
      double due = 0.5 * epoch / epochs;
      double next = strength * (penalty.dead() < due ? 2 : 0.5);
      strength = Math.max(0.1 / penalty.cost(), Math.min(10 / penalty.cost(), next));
    }
    return Optional.of(penalty.strength(strength));
  }

  /** Strength per layer and channel in a tail; empty when there is no penalty. */
  Optional<double[][]> ofTail(NetworkSpec spec) {
    Resource resource = config.selection().resource();
    if (config.strategy() != GrowthStrategy.SLIMMING
        || Resources.of(spec).of(resource) <= config.budget(resource).orElse(0)) {
      return Optional.empty();
    }
    double[][] strength = new double[spec.layers().size()][];
    for (Layer layer : spec.layers()) {
      double[] own = new double[layer.group() < 0 ? 0 : layer.width()];
      Arrays.fill(own, STRENGTH);
      strength[layer.index()] = own;
    }
    return Optional.of(strength);
  }
}
