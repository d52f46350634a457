package org.morphoscope.engine;

import java.util.List;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.net.WidthGroup;

/**
 * MorphNet's penalty on BatchNorm's gamma (method.md section 12.12), weighted by what a channel
 * costs in the layer that makes it and in those that read it:
 *
 * <pre>
 * penalty = sum over layers of C_l (A_in sum |gamma_out| + A_out sum |gamma_in|)
 * C_l = k^2 (parameters) or k^2 H W (multiply-accumulates), A = channels with |gamma| above 0.05
 * </pre>
 *
 * <p>The authors' example has 0.001; steps of SGD with momentum around 0 are larger than that here.
 *
 * <p>Channels that are tied act as their largest member, which alone is penalised.
 */
final class CostPenalty {
  private static final double ALIVE = 0.05;

  private final NetworkSpec spec;
  private final Weights weights;
  private final Resource resource;
  private final int[] alive;
  private final ResourceModel model;

  CostPenalty(NetworkSpec spec, Weights weights, Resource resource) {
    this.spec = spec;
    this.weights = weights;
    this.resource = resource;
    this.model = ResourceModel.of(spec, resource);
    this.alive = new int[spec.groups().size()];
    for (WidthGroup group : spec.groups()) {
      for (int c = 0; c < group.width(); c++) {
        int largest = largest(group, c);
        alive[group.index()] += largest < 0 || Math.abs(gamma(largest, c)) > ALIVE ? 1 : 0;
      }
    }
  }

  private double gamma(int layer, int channel) {
    return weights.layers().get(layer).gamma()[channel];
  }

  /** Layer of the group with the largest gamma of a channel; -1 without a BatchNorm. */
  private int largest(WidthGroup group, int c) {
    int best = -1;
    for (int l : group.members()) {
      boolean has = weights.layers().get(l).gamma().length > 0;
      if (has && (best < 0 || Math.abs(gamma(l, c)) > Math.abs(gamma(best, c)))) {
        best = l;
      }
    }
    return best;
  }

  /** Cost of the net in the resource. */
  double cost() {
    return model.total(spec.widths());
  }

  /** Share of the cost that would go with the channels that are not alive. */
  double dead() {
    return 1 - model.total(alive) / cost();
  }

  /**
   * Slope of the penalty in |gamma|, per layer and channel.
   *
   * @param strength of the penalty
   */
  double[][] strength(double strength) {
    double[] ofGroup = new double[alive.length];
    for (Layer layer : spec.layers()) {
      add(layer, ofGroup);
    }
    add(spec.head(), ofGroup);
    double[][] slopes = new double[spec.layers().size()][];
    for (Layer layer : spec.layers()) {
      slopes[layer.index()] = new double[layer.group() < 0 ? 0 : layer.width()];
    }
    for (WidthGroup group : spec.groups()) {
      for (int c = 0; c < group.width(); c++) {
        int largest = largest(group, c);
        if (largest >= 0) {
          slopes[largest][c] = strength * ofGroup[group.index()];
        }
      }
    }
    return slopes;
  }

  /** Adds a layer's terms to the slope of every channel of the groups that it joins. */
  private void add(Layer layer, double[] ofGroup) {
    double taps =
        (double) layer.kernel()
            * layer.kernel()
            * (resource == Resource.PARAMETERS ? 1 : layer.mid().positions());
    int to = layer.group();
    if (layer.kind() == Layer.Kind.DEPTHWISE && to >= 0) {
      ofGroup[to] += 2 * taps;
    }
    if (!layer.producer()) {
      return;
    }
    List<Integer> inputs = layer.inputs();
    int from = inputs.get(0) < 0 ? -1 : spec.layer(inputs.get(0)).group();
    if (to >= 0) {
      ofGroup[to] += taps * (from < 0 ? layer.in().channels() : alive[from]);
    }
    if (from >= 0) {
      ofGroup[from] += taps * (to < 0 ? layer.width() : alive[to]);
    }
  }
}
