package org.morphoscope.score.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.morphoscope.compute.Adam;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.Uploads;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Theta of every channel of every layer, with its Adam memory (method.md section 5). Written by the
 * calling thread between steps; the shards only read the arrays meanwhile.
 */
final class ThetaState implements AutoCloseable {
  private final Kernels kernels;
  private final NetworkSpec spec;

  /** The net's own, for the norms that theta starts from and may not exceed; they are frozen. */
  private final Weights weights;

  /** Per layer, {@code [O, I, k, k]}; null where a layer has no units of its own. */
  private final INDArray[] theta;

  /** Adam's m and v, as theta. */
  private final INDArray[] first;

  private final INDArray[] second;
  private int steps;

  /**
   * @param start {@code [O, I, k, k]} per layer; empty for a layer without units of its own
   */
  ThetaState(Network network, Kernels kernels, List<double[]> start) {
    this.kernels = kernels;
    this.spec = network.spec();
    this.weights = network.download();
    int depth = network.depth();
    theta = new INDArray[depth];
    first = new INDArray[depth];
    second = new INDArray[depth];
    for (int l = 0; l < depth; l++) {
      if (start.get(l).length == 0) {
        continue;
      }
      long[] shape = network.layer(l).weight().shape();
      theta[l] = kernels.allocate(shape);
      first[l] = kernels.allocate(shape);
      second[l] = kernels.allocate(shape);
      kernels.upload(start.get(l), theta[l]);
    }
  }

  /**
   * {@code scale ||w_c|| / sqrt(fan-in)} times a standard normal, {@code [O, I, k, k]} per layer;
   * empty for a layer without units of its own.
   */
  static List<double[]> initial(NetworkSpec spec, Weights weights, double scale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> theta = new ArrayList<>();
    for (int l = 0; l < spec.layers().size(); l++) {
      boolean units = spec.layer(l).producer() && spec.layer(l).group() >= 0;
      LayerWeights layer = weights.layers().get(l);
      double[] t = new double[units ? layer.weight().length : 0];
      for (int c = 0; units && c < layer.outputs(); c++) {
        draw(t, layer, c, scale, random);
      }
      theta.add(t);
    }
    return theta;
  }

  /** Channel c of a layer: its expected norm is {@code scale ||w_c||} whatever the fan-in. */
  private static void draw(
      double[] theta, LayerWeights layer, int c, double scale, SplittableRandom random) {
    double deviation = scale * layer.norm(c) / Math.sqrt(layer.fanIn());
    for (int i = c * layer.fanIn(); i < (c + 1) * layer.fanIn(); i++) {
      theta[i] = deviation * random.nextGaussian();
    }
  }

  /** The arrays themselves, per layer: read by all shards, overwritten by the next step. */
  INDArray[] arrays() {
    return theta;
  }

  /**
   * One Adam step against the gradients, then the guard.
   *
   * @param gradient as theta, of {@code sum_c J_c}: a channel's theta meets its own J_c alone
   * @param rate before the bias corrections
   */
  void step(INDArray[] gradient, double rate) {
    steps++;
    Adam adam = Adam.step(rate, steps);
    for (int l = 0; l < theta.length; l++) {
      if (theta[l] == null) {
        continue;
      }
      adam.apply(kernels, theta[l], gradient[l], first[l], second[l], 0);
      guard(l);
    }
  }

  /**
   * Channels whose J_c was not negative over the steps before start again from another random
   * theta. Their Adam memory starts anew, but not the count of steps: the bias correction of their
   * first steps is then off by a factor of up to 3, which the falling rate makes harmless. A
   * negative J_c promises a gain. Of a group of more than one producer all parts of the unit's
   * theta are drawn again together.
   *
   * @param objective sums of J_c per unit over the steps that count; 0 and more starts anew
   */
  void restart(double[] objective, double scale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int unit = 0;
    for (WidthGroup group : spec.groups()) {
      for (int l : group.producers()) {
        restart(l, objective, unit, scale, random);
      }
      unit += group.width();
    }
  }

  /** The channels of one producer; its units begin at {@code firstUnit} in the objective. */
  private void restart(
      int l, double[] objective, int firstUnit, double scale, SplittableRandom random) {
    LayerWeights layer = weights.layers().get(l);
    double[] values = download(theta[l]);
    double[] m = download(first[l]);
    double[] v = download(second[l]);
    for (int c = 0; c < layer.outputs(); c++) {
      if (objective[firstUnit + c] >= 0) {
        draw(values, layer, c, scale, random);
        Arrays.fill(m, c * layer.fanIn(), (c + 1) * layer.fanIn(), 0);
        Arrays.fill(v, c * layer.fanIn(), (c + 1) * layer.fanIn(), 0);
      }
    }
    kernels.upload(values, theta[l]);
    kernels.upload(m, first[l]);
    kernels.upload(v, second[l]);
  }

  /**
   * Keeps {@code ||theta_c|| <= ||w_c||}: a child {@code w_c - theta} beyond that would no longer
   * be a change of its parent. On the host, since nearly always nothing has to be written.
   */
  private void guard(int l) {
    LayerWeights layer = weights.layers().get(l);
    double[] values = download(theta[l]);
    boolean changed = false;
    for (int c = 0; c < layer.outputs(); c++) {
      double sum = 0;
      for (int i = c * layer.fanIn(); i < (c + 1) * layer.fanIn(); i++) {
        sum += values[i] * values[i];
      }
      double limit = layer.norm(c);
      if (sum > limit * limit) {
        double factor = limit / Math.sqrt(sum);
        for (int i = c * layer.fanIn(); i < (c + 1) * layer.fanIn(); i++) {
          values[i] *= factor;
        }
        changed = true;
      }
    }
    if (changed) {
      kernels.upload(values, theta[l]);
    }
  }

  /** Copies on the host, {@code [O, I, k, k]} per layer. */
  List<double[]> values() {
    List<double[]> values = new ArrayList<>();
    for (INDArray t : theta) {
      values.add(t == null ? new double[0] : download(t));
    }
    return values;
  }

  private double[] download(INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    kernels.download(array, values);
    return values;
  }

  @Override
  public void close() {
    Uploads.close(theta);
    Uploads.close(first);
    Uploads.close(second);
  }
}
