package org.morphoscope.compute.kernels;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Learning and scoring of splits put together from the other kernels: where no fused loop exists,
 * on a device, or for rare chains.
 */
public final class ComposedSplits implements AutoCloseable {
  private final Kernels kernels;
  private final Map<ChainShape, Arrays> arrays = new HashMap<>();

  private record Arrays(INDArray dz, INDArray r, INDArray perSample, INDArray child) {}

  public ComposedSplits(Kernels kernels) {
    this.kernels = kernels;
  }

  /** See {@link Kernels#childrenForward}. */
  public void forward(
      ChainShape s,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray plus,
      INDArray minus) {
    INDArray child = arrays(s).child();
    kernels.copy(a, child);
    kernels.axpy(1, b, child);
    kernels.chainForward(s, child, kappa, shift, plus);
    kernels.axpy(-2, b, child);
    kernels.chainForward(s, child, kappa, shift, minus);
  }

  /** See {@link Kernels#childrenBackward}. */
  public void backward(
      ChainShape s,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray gPlus,
      INDArray gMinus,
      INDArray gb) {
    INDArray child = arrays(s).child();
    kernels.copy(a, child);
    kernels.axpy(-1, b, child);
    kernels.chainBackward(s, child, kappa, shift, gMinus, child);
    // gb may be b: a + b goes there
    kernels.add(a, b, gb);
    kernels.chainBackward(s, gb, kappa, shift, gPlus, gb);
    kernels.axpy(-1, child, gb);
    kernels.axpy(-0.5, gb, gb);
  }

  /** See {@link Kernels#learnSplits}. */
  public void learn(
      ChainShape s,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray g,
      INDArray h,
      double[] factor,
      double[] products,
      double[] rows,
      INDArray gb) {
    Arrays memory = arrays(s);
    kernels.splitDelta(s, a, b, kappa, shift, memory.dz());
    inner(memory.dz(), g, memory, products);
    inner(memory.dz(), h, memory, rows);
    double[] coefficient = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double f = factor[i / s.channels()];
      coefficient[i] = f * f * rows[i];
    }
    kernels.upload(coefficient, memory.perSample());
    kernels.copy(g, memory.r());
    kernels.addScaled(memory.perSample(), h, memory.r());
    kernels.splitGradient(s, a, b, kappa, shift, memory.r(), gb);
  }

  /** See {@link Kernels#scoreSplits}. */
  public void score(
      ChainShape s,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray z,
      INDArray[] g,
      double[][] splits,
      double[][] values,
      double[][] sums) {
    Arrays memory = arrays(s);
    kernels.splitDelta(s, a, b, kappa, shift, memory.dz());
    for (int i = 0; i < g.length; i++) {
      inner(memory.dz(), g[i], memory, splits[i]);
      inner(z, g[i], memory, values[i]);
      kernels.positionSums(g[i], memory.perSample());
      kernels.download(memory.perSample(), sums[i]);
    }
  }

  private void inner(INDArray v, INDArray w, Arrays memory, double[] out) {
    kernels.innerProducts(v, w, memory.perSample());
    kernels.download(memory.perSample(), out);
  }

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
