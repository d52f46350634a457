package org.morphoscope.score;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;

/** A net's numbers with the channels of one group put elsewhere. */
final class Rewired {
  private final NetworkSpec spec;
  private final int group;
  private final int[] source;

  /**
   * @param source for each channel of the group, the channel whose numbers it takes
   */
  Rewired(NetworkSpec spec, int group, int[] source) {
    this.spec = spec;
    this.group = group;
    this.source = source;
  }

  Weights weights(Weights weights) {
    List<LayerWeights> layers = new ArrayList<>();
    for (int l = 0; l < weights.layers().size(); l++) {
      LayerWeights w = weights.layers().get(l);
      boolean rows = makes(l);
      layers.add(
          new LayerWeights(
              w.outputs(),
              w.inputs(),
              w.kernel(),
              filters(l, w.weight()),
              rows ? picked(w.gamma()) : w.gamma(),
              rows ? picked(w.beta()) : w.beta(),
              rows ? picked(w.mean()) : w.mean(),
              rows ? picked(w.variance()) : w.variance(),
              rows ? picked(w.bias()) : w.bias()));
    }
    return new Weights(layers);
  }

  List<double[]> theta(List<double[]> theta) {
    List<double[]> moved = new ArrayList<>();
    for (int l = 0; l < theta.size(); l++) {
      moved.add(filters(l, theta.get(l)));
    }
    return moved;
  }

  private Layer layer(int l) {
    return l == spec.layers().size() ? spec.head() : spec.layer(l);
  }

  private boolean makes(int l) {
    return layer(l).group() == group;
  }

  private boolean reads(int l) {
    int input = layer(l).producer() ? layer(l).inputs().get(0) : -1;
    return input >= 0 && spec.layer(input).group() == group;
  }

  private double[] filters(int l, double[] from) {
    if (from.length == 0) {
      return from;
    }
    Layer layer = layer(l);
    int inputs = layer.filterInputs();
    int taps = layer.kernel() * layer.kernel();
    double[] to = new double[from.length];
    for (int o = 0; o < layer.width(); o++) {
      int row = makes(l) ? source[o] : o;
      for (int i = 0; i < inputs; i++) {
        int column = reads(l) ? source[i] : i;
        System.arraycopy(from, (row * inputs + column) * taps, to, (o * inputs + i) * taps, taps);
      }
    }
    return to;
  }

  private double[] picked(double[] values) {
    double[] picked = new double[values.length];
    for (int c = 0; c < picked.length; c++) {
      picked[c] = values[source[c]];
    }
    return picked;
  }
}
