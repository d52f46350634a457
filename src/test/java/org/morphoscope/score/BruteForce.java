package org.morphoscope.score;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Weights;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;

/**
 * Nets with one morphism built in to a degree t, written out by hand: the channel stays with {@code
 * 1 - t} of its outgoing weights, and what the morphism makes of it is read with t. At t = 0 this
 * is the net, at t = 1 the really grown one; the derivative at 0 is what the score predicts to
 * first order, whatever stands between the channel and the loss.
 */
public final class BruteForce {
  private final NetworkSpec spec;
  private final Weights weights;
  private final List<double[]> theta;
  private final NewNeurons newNeurons;

  /** Where an added channel's numbers come from: a channel with +-theta, or a new neuron. */
  private record Extra(int channel, int sign, int newNeurons) {}

  /** A net and its numbers. */
  public record Built(NetworkSpec spec, Weights weights) {}

  public BruteForce(
      NetworkSpec spec, Weights weights, List<double[]> theta, NewNeurons newNeurons) {
    this.spec = spec;
    this.weights = weights;
    this.theta = theta;
    this.newNeurons = newNeurons;
  }

  public Built split(int group, int channel, double t) {
    return build(
        group, channel, t, List.of(new Extra(channel, 1, -1), new Extra(channel, -1, -1)), 0.5 * t);
  }

  /** The prune that leaves nothing in the channel's place. */
  public Built rawPrune(int group, int channel, double t) {
    return build(group, channel, t, List.of(), 0);
  }

  public Built birth(int group, int candidate, double t) {
    return build(group, -1, 0, List.of(new Extra(-1, 0, candidate)), t);
  }

  private Built build(int group, int channel, double t, List<Extra> extras, double outgoing) {
    int[] widths = spec.widths();
    widths[group] += extras.size();
    NetworkSpec grown = spec.withWidths(widths);
    List<LayerWeights> layers = new ArrayList<>();
    for (int l = 0; l <= spec.layers().size(); l++) {
      Layer layer = l == spec.layers().size() ? spec.head() : spec.layer(l);
      LayerWeights made = weights.layers().get(l);
      if (layer.group() == group) {
        made = withRows(made, l, extras);
      }
      int input = layer.producer() ? layer.inputs().get(0) : -1;
      if (input >= 0 && spec.layer(input).group() == group) {
        made = withColumns(made, l, channel, t, extras, outgoing);
      }
      layers.add(made);
    }
    return new Built(grown, new Weights(layers));
  }

  private LayerWeights withRows(LayerWeights old, int l, List<Extra> extras) {
    int width = old.outputs() + extras.size();
    double[] weight = java.util.Arrays.copyOf(old.weight(), width * old.fanIn());
    double[][] from = {old.gamma(), old.beta(), old.mean(), old.variance(), old.bias()};
    double[][] vectors = new double[from.length][];
    for (int v = 0; v < from.length; v++) {
      vectors[v] = java.util.Arrays.copyOf(from[v], from[v].length == 0 ? 0 : width);
    }
    for (int e = 0; e < extras.size(); e++) {
      Extra extra = extras.get(e);
      int row = old.outputs() + e;
      LayerWeights source = extra.newNeurons() >= 0 ? newNeurons.incoming().get(l) : old;
      int c = extra.newNeurons() >= 0 ? extra.newNeurons() : extra.channel();
      for (int i = 0; i < old.fanIn(); i++) {
        double change =
            extra.sign() == 0 || theta.get(l).length == 0
                ? 0
                : extra.sign() * theta.get(l)[c * old.fanIn() + i];
        weight[row * old.fanIn() + i] = source.weight()[c * old.fanIn() + i] + change;
      }
      double[][] its = {
        source.gamma(), source.beta(), source.mean(), source.variance(), source.bias()
      };
      for (int v = 0; v < its.length; v++) {
        if (its[v].length > 0) {
          vectors[v][row] = its[v][c];
        }
      }
    }
    return new LayerWeights(
        width,
        old.inputs(),
        old.kernel(),
        weight,
        vectors[0],
        vectors[1],
        vectors[2],
        vectors[3],
        vectors[4]);
  }

  private LayerWeights withColumns(
      LayerWeights old, int l, int channel, double t, List<Extra> extras, double outgoing) {
    int taps = old.kernel() * old.kernel();
    int inputs = old.inputs() + extras.size();
    double[] weight = new double[old.outputs() * inputs * taps];
    int m = newNeurons.perGroup();
    for (int o = 0; o < old.outputs(); o++) {
      for (int i = 0; i < inputs; i++) {
        for (int tap = 0; tap < taps; tap++) {
          double w;
          if (i < old.inputs()) {
            w = old.weight()[(o * old.inputs() + i) * taps + tap] * (i == channel ? 1 - t : 1);
          } else if (extras.get(i - old.inputs()).newNeurons() >= 0) {
            // rows beyond the scored net's are a new neuron's own: it does not read itself
            int k = extras.get(i - old.inputs()).newNeurons();
            boolean own = o < weights.layers().get(l).outputs();
            w = own ? outgoing * newNeurons.outgoing().get(l)[(o * m + k) * taps + tap] : 0;
          } else {
            w = outgoing * old.weight()[(o * old.inputs() + channel) * taps + tap];
          }
          weight[(o * inputs + i) * taps + tap] = w;
        }
      }
    }
    return new LayerWeights(
        old.outputs(),
        inputs,
        old.kernel(),
        weight,
        old.gamma(),
        old.beta(),
        old.mean(),
        old.variance(),
        old.bias());
  }
}
