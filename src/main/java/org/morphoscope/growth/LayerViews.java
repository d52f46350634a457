package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.score.ScoreResult;

/** Cuts a scoring result into layers for display. */
final class LayerViews {
  private LayerViews() {}

  static List<LayerScores> of(
      NetworkSpec spec, ScoreResult result, Weights weights, List<double[]> theta) {
    int units = spec.unitCount();
    List<LayerScores> views = new ArrayList<>();
    int from = 0;
    for (Layer layer : spec.layers()) {
      int width = layer.width();
      views.add(
          new LayerScores(
              slice(result.deltas(), from, width),
              slice(result.errors(), from, width),
              curvature(result, from, width),
              slice(result.deltas(), units + from, width),
              slice(result.errors(), units + from, width),
              curvature(result, units + from, width),
              relativeNorms(weights.layers().get(layer.index()), theta.get(layer.index())),
              result.moments().get(layer.index()).meanZ().clone()));
      from += width;
    }
    return views;
  }

  private static double[] slice(double[] all, int from, int length) {
    return java.util.Arrays.copyOfRange(all, from, from + length);
  }

  /** The curvature term is what the second order adds to the slope. */
  private static double[] curvature(ScoreResult result, int from, int length) {
    double[] curvature = new double[length];
    for (int i = 0; i < length; i++) {
      curvature[i] = result.deltas()[from + i] - result.slope()[from + i];
    }
    return curvature;
  }

  private static double[] relativeNorms(LayerWeights layer, double[] theta) {
    double[] norms = new double[layer.outputs()];
    for (int c = 0; c < norms.length; c++) {
      double sum = 0;
      for (int i = c * layer.fanIn(); i < (c + 1) * layer.fanIn(); i++) {
        sum += theta[i] * theta[i];
      }
      double norm = layer.norm(c);
      norms[c] = norm == 0 ? 0 : Math.sqrt(sum) / norm;
    }
    return norms;
  }
}
