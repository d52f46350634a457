package org.morphoscope.morph;

import org.morphoscope.compute.LayerWeights;

/** One layer of an optimiser's memory for the grown net. */
final class SlotGrowth {
  private SlotGrowth() {}

  /**
   * @param factor of what a child of a split takes over
   */
  static LayerWeights of(LayerWeights old, ChannelMap inputs, ChannelMap outputs, double factor) {
    int taps = old.kernel() * old.kernel();
    double[] weight = new double[outputs.width() * inputs.width() * taps];
    double[][] vectors = {old.gamma(), old.beta(), old.mean(), old.variance(), old.bias()};
    double[][] grown = new double[vectors.length][];
    for (int v = 0; v < vectors.length; v++) {
      grown[v] = new double[vectors[v].length == 0 ? 0 : outputs.width()];
    }
    for (int o = 0; o < outputs.width(); o++) {
      if (outputs.isNew(o)) {
        continue;
      }
      double f = outputs.signs()[o] == 0 ? 1 : factor;
      int parent = outputs.parents()[o];
      for (int i = 0; i < inputs.width(); i++) {
        if (inputs.isNew(i)) {
          continue;
        }
        int from = (parent * old.inputs() + inputs.parents()[i]) * taps;
        int to = (o * inputs.width() + i) * taps;
        for (int t = 0; t < taps; t++) {
          weight[to + t] = f * old.weight()[from + t];
        }
      }
      for (int v = 0; v < vectors.length; v++) {
        if (vectors[v].length > 0) {
          grown[v][o] = f * vectors[v][parent];
        }
      }
    }
    return new LayerWeights(
        outputs.width(),
        inputs.width(),
        old.kernel(),
        weight,
        grown[0],
        grown[1],
        grown[2],
        grown[3],
        grown[4]);
  }
}
