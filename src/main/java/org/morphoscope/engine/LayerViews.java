package org.morphoscope.engine;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.run.LayerScores;
import org.morphoscope.score.ScoreResult;

/**
 * Cuts a scoring result into width groups for display. Candidates stand in the order of {@code
 * selection.Candidates}: U splits, U prunes, then M new neurons per group, each by group and
 * channel, U the number of units. Losses in nats.
 */
final class LayerViews {
  private LayerViews() {}

  /**
   * One entry per group.
   *
   * @param spec the scored net
   * @param weights of the scored net, for norms
   * @param theta {@code [O, I, k, k]} per layer
   * @param newPerGroup M
   */
  static List<LayerScores> of(
      NetworkSpec spec,
      ScoreResult result,
      Weights weights,
      List<double[]> theta,
      int newPerGroup) {
    int units = spec.unitCount();
    List<LayerScores> views = new ArrayList<>();
    int from = 0;
    for (WidthGroup group : spec.groups()) {
      int width = group.width();
      // the group's first new neuron; its splits are at `from`, its prunes at `units + from`
      int newborn = 2 * units + group.index() * newPerGroup;
      // a group's channels are told by what its first readers see
      int site = group.sites().get(0);
      views.add(
          new LayerScores(
              slice(result.deltas(), from, width),
              slice(result.errors(), from, width),
              curvature(result, from, width),
              slice(result.deltas(), units + from, width),
              slice(result.errors(), units + from, width),
              curvature(result, units + from, width),
              relativeNorms(group, weights, theta),
              result.moments().get(site).meanZ().clone(),
              slice(result.deltas(), newborn, newPerGroup),
              slice(result.errors(), newborn, newPerGroup),
              curvature(result, newborn, newPerGroup)));
      from += width;
    }
    return views;
  }

  /** A copy: what is shown does not change when the result does. */
  private static double[] slice(double[] all, int from, int length) {
    return java.util.Arrays.copyOfRange(all, from, from + length);
  }

  /**
   * The curvature term, {@code G_cc / 2}, is what the second order adds to the slope: {@code dL_c -
   * a_c}.
   */
  private static double[] curvature(ScoreResult result, int from, int length) {
    double[] curvature = new double[length];
    for (int i = 0; i < length; i++) {
      curvature[i] = result.deltas()[from + i] - result.slope()[from + i];
    }
    return curvature;
  }

  /**
   * Over all producers of the group: the norm of theta relative to that of the weights, {@code
   * sqrt(sum |theta_c|^2 / sum |w_c|^2)}, per channel. The guard of learning keeps it at 1 or below
   * (method.md section 5).
   */
  static double[] relativeNorms(WidthGroup group, Weights weights, List<double[]> theta) {
    double[] norms = new double[group.width()];
    for (int c = 0; c < norms.length; c++) {
      double ofTheta = 0;
      double ofWeights = 0;
      for (int l : group.producers()) {
        LayerWeights layer = weights.layers().get(l);
        for (int i = c * layer.fanIn(); i < (c + 1) * layer.fanIn(); i++) {
          ofTheta += theta.get(l)[i] * theta.get(l)[i];
        }
        ofWeights += layer.norm(c) * layer.norm(c);
      }
      norms[c] = ofWeights == 0 ? 0 : Math.sqrt(ofTheta / ofWeights);
    }
    return norms;
  }
}
