package org.morphoscope.compute.kernels;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learning and scoring of splits put together from the other kernels: where no fused loop exists,
 * on a device, or for rare chains (method.md sections 3.1 and 5).
 *
 * <p>dz, r and a child are whole arrays here, one set for each shape that comes, kept until this is
 * closed. Used by the thread of its kernels.
 */
public final class ComposedSplits implements AutoCloseable {
  private final Kernels kernels;

  /** By shape, batch included. */
  private final Map<ChainShape, Arrays> arrays = new HashMap<>();

  /**
   * Memory for one shape.
   *
   * @param dz {@code [N, H', W', C]}
   * @param r {@code [N, H', W', C]}, the multiplier
   * @param perSample {@code [N, C]}, sums over positions
   * @param child {@code [N, H, W, C]}, {@code a + b} or {@code a - b} and its gradient
   */
  private record Arrays(INDArray dz, INDArray r, INDArray perSample, INDArray child) {}

  /**
   * Uses the given kernels; memory is allocated when a shape first comes and kept until this is
   * closed.
   *
   * @param kernels what does the arithmetic; stays the caller's and is used by the caller's thread
   */
  public ComposedSplits(Kernels kernels) {
    this.kernels = kernels;
  }

  /**
   * See {@link Kernels#childrenForward}: {@code kappa (a + b) + shift = u + d}, so the plain chain
   * over {@code a + b} is the child plus, over {@code a - b} the child minus.
   *
   * @param split the chain, a and b of the layer
   * @param plus {@code [N, H', W', C]}, overwritten with the child of {@code u + d}
   * @param minus {@code [N, H', W', C]}, overwritten with the child of {@code u - d}
   */
  public void forward(LayerSplits split, INDArray plus, INDArray minus) {
    INDArray child = arrays(split.shape()).child();
    kernels.copy(split.a(), child);
    kernels.axpy(1, split.b(), child);
    kernels.chainForward(split.shape(), child, split.kappa(), split.shift(), plus);
    kernels.axpy(-2, split.b(), child);
    kernels.chainForward(split.shape(), child, split.kappa(), split.shift(), minus);
  }

  /**
   * See {@link Kernels#childrenBackward}: {@code gb = (ga of plus - ga of minus) / 2}, each child's
   * ga by the plain chain, which multiplies by kappa.
   *
   * @param split the chain, a and b of the layer
   * @param gPlus {@code [N, H', W', C]}, gradient in {@code plus}
   * @param gMinus {@code [N, H', W', C]}, gradient in {@code minus}
   * @param gb {@code [N, H, W, C]}, overwritten; may be the same array as {@code b}
   */
  public void backward(LayerSplits split, INDArray gPlus, INDArray gMinus, INDArray gb) {
    INDArray child = arrays(split.shape()).child();
    kernels.copy(split.a(), child);
    kernels.axpy(-1, split.b(), child);
    kernels.chainBackward(split.shape(), child, split.kappa(), split.shift(), gMinus, child);
    // gb may be split.b(): split.a() + split.b() goes there
    kernels.add(split.a(), split.b(), gb);
    kernels.chainBackward(split.shape(), gb, split.kappa(), split.shift(), gPlus, gb);
    kernels.axpy(-1, child, gb);
    // halves: gb - gb / 2
    kernels.axpy(-0.5, gb, gb);
  }

  /**
   * See {@link Kernels#learnSplits}: dz, then {@code products = dz . g} and {@code rows = dz . h},
   * then the gradient of {@code r = g + factor_n^2 rows h}.
   *
   * @param split the chain, a and b of the layer
   * @param g {@code [N, H', W', C]}
   * @param h {@code [N, H', W', C]}; may be the same array as {@code g}
   * @param factor one number per sample
   * @param products {@code [N, C]}, overwritten
   * @param rows {@code [N, C]}, overwritten
   * @param gb {@code [N, H, W, C]}, overwritten; may be the same array as {@code b}
   */
  public void learn(
      LayerSplits split,
      INDArray g,
      INDArray h,
      double[] factor,
      double[] products,
      double[] rows,
      INDArray gb) {
    Arrays memory = arrays(split.shape());
    kernels.splitDelta(split, memory.dz());
    inner(memory.dz(), g, memory, products);
    inner(memory.dz(), h, memory, rows);
    // rows is dz . h without the factor: once for the row itself, once for the direction
    double[] coefficient = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double f = factor[i / split.shape().channels()];
      coefficient[i] = f * f * rows[i];
    }
    kernels.upload(coefficient, memory.perSample());
    kernels.copy(g, memory.r());
    kernels.addScaled(memory.perSample(), h, memory.r());
    kernels.splitGradient(split, memory.r(), gb);
  }

  /**
   * See {@link Kernels#scoreSplits}: dz once, then three sums over positions per gradient.
   *
   * @param split the chain, a and b of the layer
   * @param z {@code [N, H', W', C]}, output of the chain
   * @param g gradients, each {@code [N, H', W', C]}
   * @param splits one array {@code [N, C]} for each gradient, overwritten
   * @param values likewise
   * @param sums likewise
   */
  public void score(
      LayerSplits split,
      INDArray z,
      INDArray[] g,
      double[][] splits,
      double[][] values,
      double[][] sums) {
    Arrays memory = arrays(split.shape());
    kernels.splitDelta(split, memory.dz());
    for (int i = 0; i < g.length; i++) {
      inner(memory.dz(), g[i], memory, splits[i]);
      inner(z, g[i], memory, values[i]);
      kernels.positionSums(g[i], memory.perSample());
      kernels.download(memory.perSample(), sums[i]);
    }
  }

  /** {@code out[n, c] = sum over positions v w}, on the host. */
  private void inner(INDArray v, INDArray w, Arrays memory, double[] out) {
    kernels.innerProducts(v, w, memory.perSample());
    kernels.download(memory.perSample(), out);
  }

  /** Memory for a shape, made when it first comes. */
  private Arrays arrays(ChainShape shape) {
    return arrays.computeIfAbsent(
        shape,
        s -> {
          long[] size = {s.batch(), s.outHeight(), s.outWidth(), s.channels()};
          return new Arrays(
              kernels.allocate(size),
              kernels.allocate(size),
              kernels.allocate(s.batch(), s.channels()),
              kernels.allocate(s.batch(), s.height(), s.width(), s.channels()));
        });
  }

  @Override
  public void close() {
    for (Arrays memory : arrays.values()) {
      memory.dz().close();
      memory.r().close();
      memory.perSample().close();
      memory.child().close();
    }
    arrays.clear();
  }
}
