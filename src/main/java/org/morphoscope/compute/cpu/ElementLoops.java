package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.LANES;
import static org.morphoscope.compute.cpu.PixelLoops.get;
import static org.morphoscope.compute.cpu.PixelLoops.load;
import static org.morphoscope.compute.cpu.PixelLoops.put;
import static org.morphoscope.compute.cpu.PixelLoops.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Elementwise updates of the optimiser and the like, flat over n elements: whole vectors, then the
 * rest one by one. The formulas are those of {@code Kernels}; no element depends on another, so
 * outputs may be inputs.
 */
final class ElementLoops {
  private ElementLoops() {}

  /**
   * Adds {@code count} floats to doubles. Blocks of G are products in float, their sums over the
   * images double.
   */
  static void addTo(ByteBuffer source, int from, double[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] += PixelLoops.get(source, from + i);
    }
  }

  /** {@code target = 0}; a product with 0 would keep a NaN. */
  static void clear(ByteBuffer target, int n) {
    FloatVector zero = FloatVector.zero(ChannelTile.SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      store(target, i, zero);
    }
    for (; i < n; i++) {
      put(target, i, 0);
    }
  }

  /** {@code target += factor source}, rounded once. */
  static void axpy(float factor, ByteBuffer source, ByteBuffer target, int n) {
    FloatVector f = FloatVector.broadcast(ChannelTile.SPECIES, factor);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      store(target, i, load(source, i).fma(f, load(target, i)));
    }
    for (; i < n; i++) {
      put(target, i, Math.fma(get(source, i), factor, get(target, i)));
    }
  }

  /**
   * {@code sum v[at + i] w[i]}. One float sum per lane, added up at the end.
   *
   * @param at first element of the row in v
   * @param n elements of the row
   */
  static double dot(ByteBuffer v, int at, ByteBuffer w, int n) {
    FloatVector sum = FloatVector.zero(ChannelTile.SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      sum = load(v, at + i).fma(load(w, i), sum);
    }
    double total = sum.reduceLanes(VectorOperators.ADD);
    for (; i < n; i++) {
      total += get(v, at + i) * get(w, i);
    }
    return total;
  }

  /**
   * {@code target[i] += factor rows[at + i]}.
   *
   * @param at first element of the row
   * @param n elements of the row
   */
  static void addRow(float factor, ByteBuffer rows, int at, ByteBuffer target, int n) {
    FloatVector f = FloatVector.broadcast(ChannelTile.SPECIES, factor);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      store(target, i, load(rows, at + i).fma(f, load(target, i)));
    }
    for (; i < n; i++) {
      put(target, i, Math.fma(get(rows, at + i), factor, get(target, i)));
    }
  }

  /**
   * {@code dz = ((plus - z) + (minus - z)) / 2}, in this order to lose few digits. dz of a split is
   * small against z: the differences come first (method.md section 3.1).
   */
  static void meanDifference(
      ByteBuffer plus, ByteBuffer minus, ByteBuffer z, ByteBuffer dz, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector vz = load(z, i);
      store(dz, i, load(plus, i).sub(vz).add(load(minus, i).sub(vz)).mul(0.5f));
    }
    for (; i < n; i++) {
      float vz = get(z, i);
      put(dz, i, 0.5f * (get(plus, i) - vz + (get(minus, i) - vz)));
    }
  }

  /** {@code out = v + w}. */
  static void add(ByteBuffer v, ByteBuffer w, ByteBuffer out, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      store(out, i, load(v, i).add(load(w, i)));
    }
    for (; i < n; i++) {
      put(out, i, get(v, i) + get(w, i));
    }
  }

  /** {@code v *= w}. */
  static void multiply(ByteBuffer w, ByteBuffer v, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      store(v, i, load(v, i).mul(load(w, i)));
    }
    for (; i < n; i++) {
      put(v, i, get(v, i) * get(w, i));
    }
  }

  /**
   * {@code v = momentum v + g + decay w}, {@code w -= rate v}: PyTorch's SGD without dampening.
   *
   * @param weight w, overwritten
   * @param gradient g
   * @param velocity v, overwritten
   */
  static void momentum(
      ByteBuffer weight,
      ByteBuffer gradient,
      ByteBuffer velocity,
      int n,
      float rate,
      float momentum,
      float decay) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector w = load(weight, i);
      FloatVector v = load(velocity, i).mul(momentum).add(load(gradient, i)).add(w.mul(decay));
      store(velocity, i, v);
      store(weight, i, w.sub(v.mul(rate)));
    }
    for (; i < n; i++) {
      float w = get(weight, i);
      float v = get(velocity, i) * momentum + get(gradient, i) + w * decay;
      put(velocity, i, v);
      put(weight, i, w - v * rate);
    }
  }

  /**
   * {@code m = beta1 m + (1 - beta1) g}, {@code v = beta2 v + (1 - beta2) g^2}, {@code w -= rate m
   * / (sqrt(v) + epsilon)}, with {@code g + decay w} for g.
   *
   * @param weight w, overwritten
   * @param first m, overwritten
   * @param second v, overwritten
   * @param rate corrected for the bias of m and v, as epsilon is
   */
  static void adam(
      ByteBuffer weight,
      ByteBuffer gradient,
      ByteBuffer first,
      ByteBuffer second,
      int n,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double decay) {
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    // in double, as 1 - 0.999f has lost three digits
    float c1 = (float) (1 - beta1);
    float c2 = (float) (1 - beta2);
    float step = (float) rate;
    float eps = (float) epsilon;
    float d = (float) decay;
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector w = load(weight, i);
      FloatVector g = w.mul(d).add(load(gradient, i));
      FloatVector m = load(first, i).mul(b1).add(g.mul(c1));
      FloatVector v = load(second, i).mul(b2).add(g.mul(g).mul(c2));
      store(first, i, m);
      store(second, i, v);
      store(weight, i, w.sub(m.mul(step).div(v.sqrt().add(eps))));
    }
    for (; i < n; i++) {
      float w = get(weight, i);
      float g = w * d + get(gradient, i);
      float m = get(first, i) * b1 + g * c1;
      float v = get(second, i) * b2 + g * g * c2;
      put(first, i, m);
      put(second, i, v);
      put(weight, i, w - m * step / ((float) Math.sqrt(v) + eps));
    }
  }
}
