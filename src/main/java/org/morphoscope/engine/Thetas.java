package org.morphoscope.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Weights;

/**
 * The theta of the controls, {@code [O, I, k, k]} per layer (method.md section 12): what a split
 * does with a direction that nobody learned. Pure functions of what they are given and of the seed.
 */
final class Thetas {
  /** Norm of Net2Net's noise relative to that of the channel's weights. */
  private static final double NOISE = 0.1;

  private Thetas() {}

  /**
   * Random directions, each filter's with the norm of the given one: {@code |theta_c|} is that of
   * the learned theta, so that only the direction differs.
   *
   * @param learned per layer; empty where a layer has no units
   * @param weights of the net, for the filters' lengths
   */
  static List<double[]> randomOfSameNorm(List<double[]> learned, Weights weights, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> drawn = new ArrayList<>();
    for (int l = 0; l < learned.size(); l++) {
      int fanIn = weights.layers().get(l).fanIn();
      double[] theta = new double[learned.get(l).length];
      // channel c's filter is theta[c fanIn .. (c + 1) fanIn)
      for (int from = 0; from < theta.length; from += fanIn) {
        draw(theta, from, fanIn, norm(learned.get(l), from, fanIn), random);
      }
      drawn.add(theta);
    }
    return drawn;
  }

  /**
   * Random directions with a tenth of the norm of the weights, Net2Net's noise.
   *
   * @param like theta of the same shapes
   */
  static List<double[]> noise(List<double[]> like, Weights weights, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> drawn = new ArrayList<>();
    for (int l = 0; l < like.size(); l++) {
      LayerWeights layer = weights.layers().get(l);
      double[] theta = new double[like.get(l).length];
      for (int c = 0; c * layer.fanIn() < theta.length; c++) {
        draw(theta, c * layer.fanIn(), layer.fanIn(), NOISE * layer.norm(c), random);
      }
      drawn.add(theta);
    }
    return drawn;
  }

  /** A uniformly random direction of a given length: a standard normal, scaled. */
  private static void draw(
      double[] theta, int from, int length, double norm, SplittableRandom random) {
    for (int i = from; i < from + length; i++) {
      theta[i] = random.nextGaussian();
    }
    double factor = norm / norm(theta, from, length);
    for (int i = from; i < from + length; i++) {
      theta[i] *= factor;
    }
  }

  /** Euclidean, of a piece. */
  private static double norm(double[] values, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += values[i] * values[i];
    }
    return Math.sqrt(sum);
  }
}
