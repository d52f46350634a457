package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Convolver;
import org.morphoscope.compute.kernels.NativeThreads;
import org.morphoscope.compute.kernels.PairMoments;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The fast kernels on the host, float32: convolutions by the given {@link Convolver}, the
 * memory-bound rest as fused vector loops over the arrays' own memory. Nothing is allocated per
 * call once every shape has been seen.
 *
 * <p>Activations are {@code [N, H, W, C]}: the channel runs fastest, so a loop over all elements
 * meets the per-channel numbers in turn ({@link ChannelTile}). One instance per shard, used by its
 * thread only; tables, scratch and buffers are reused from call to call.
 */
public final class CpuKernels extends CpuSplitKernels {
  private final Convolver convolver;
  // loops share the tables and scratch memory of the super class: one call at a time
  private final CpuChain chain = new CpuChain(tiles, scratch);
  private final StatisticsLoops statistics = new StatisticsLoops(tiles);
  private final GramBlocks gramBlocks = new GramBlocks(buffers);

  /**
   * Takes over the convolver and closes it.
   *
   * @param convolver does the convolutions; closed with this
   */
  public CpuKernels(Convolver convolver) {
    this.convolver = convolver;
  }

  @Override
  public String id() {
    return convolver.id();
  }

  @Override
  public DataType type() {
    return DataType.FLOAT;
  }

  @Override
  public INDArray allocate(long... shape) {
    return Nd4j.create(DataType.FLOAT, shape, 'c');
  }

  @Override
  public ArrayPool newPool() {
    return new HostArrayPool();
  }

  /** One copy; the images of a batch come this way. */
  @Override
  public void upload(float[] source, int offset, INDArray array) {
    buffers.of(array).asFloatBuffer().put(source, offset, length(array));
  }

  /** Rounds to float. */
  @Override
  public void upload(double[] source, INDArray array) {
    ByteBuffer target = buffers.of(array);
    for (int i = 0; i < source.length; i++) {
      PixelLoops.put(target, i, (float) source[i]);
    }
  }

  /** Exact: every float is a double. */
  @Override
  public void download(INDArray array, double[] target) {
    ByteBuffer source = buffers.of(array);
    int length = length(array);
    for (int i = 0; i < length; i++) {
      target[i] = PixelLoops.get(source, i);
    }
  }

  /** {@code a = w * x}: x [N,H,W,I], w [O,I,k,k], a [N,H',W',O]. */
  @Override
  public void convolve(ConvShape shape, INDArray x, INDArray w, INDArray a) {
    convolver.forward(shape, x, w, a);
  }

  /** {@code gx = w^T * ga}. */
  @Override
  public void convolveBackwardData(ConvShape shape, INDArray w, INDArray ga, INDArray gx) {
    convolver.backwardData(shape, w, ga, gx);
  }

  /** {@code gw = sum_n x_n * ga_n}. */
  @Override
  public void convolveBackwardWeights(ConvShape shape, INDArray x, INDArray ga, INDArray gw) {
    convolver.backwardWeights(shape, x, ga, gw);
  }

  /** {@code sum (v - o_c)} and {@code sum (v - o_c)^2} per channel, in one sweep over v. */
  @Override
  public void channelMoments(INDArray v, double[] origin, double[] sum, double[] sumSquares) {
    statistics.moments(buffers.of(v), length(v), origin, sum, sumSquares);
  }

  /** {@code sum (v - ov_c) (w - ow_c)} per channel. */
  @Override
  public void channelCrossMoment(
      INDArray v, double[] originV, INDArray w, double[] originW, double[] sumProduct) {
    statistics.crossMoment(buffers.of(v), buffers.of(w), length(v), originV, originW, sumProduct);
  }

  /** Five sums in one sweep over v and w, where the default would take three. */
  @Override
  public void channelPairMoments(
      INDArray v, double[] originV, INDArray w, double[] originW, PairMoments to) {
    statistics.pairMoments(buffers.of(v), buffers.of(w), length(v), originV, originW, to);
  }

  /** {@code z = phi(kappa a + shift)}. A global average behind a window is rare and composed. */
  @Override
  public void chainForward(
      ChainShape shape, INDArray a, double[] kappa, double[] shift, INDArray z) {
    if (shape.thenGlobal()) {
      tail.average(shape, z, (windowed, pooled) -> chainForward(windowed, a, kappa, shift, pooled));
      return;
    }
    chain.forward(shape, buffers.of(a), kappa, shift, buffers.of(z));
  }

  /** {@code ga = kappa phi'(u)^T gz}; u is recomputed from a instead of being kept. */
  @Override
  public void chainBackward(
      ChainShape shape, INDArray a, double[] kappa, double[] shift, INDArray gz, INDArray ga) {
    if (shape.thenGlobal()) {
      tail.spread(
          shape, gz, (windowed, pooled) -> chainBackward(windowed, a, kappa, shift, pooled, ga));
      return;
    }
    chain.backward(shape, buffers.of(a), kappa, shift, buffers.of(gz), buffers.of(ga));
  }

  /**
   * {@code sum gu} and {@code sum gu (a - o_c)} per channel; gu is never stored without pooling.
   * Sums are over images and positions; both targets are overwritten.
   */
  @Override
  public void chainBackwardSums(
      ChainShape shape,
      INDArray a,
      double[] kappa,
      double[] shift,
      INDArray gz,
      double[] origin,
      double[] sumG,
      double[] sumGA) {
    if (shape.thenGlobal()) {
      tail.spread(
          shape,
          gz,
          (windowed, pooled) ->
              chainBackwardSums(windowed, a, kappa, shift, pooled, origin, sumG, sumGA));
      return;
    }
    chain.backwardSums(shape, buffers.of(a), kappa, shift, buffers.of(gz), origin, sumG, sumGA);
  }

  /**
   * {@code ga = p_c gu + q_c a + r_c}, in place where ga is a: an element is read before it is
   * written.
   */
  @Override
  public void chainBackwardAffine(
      ChainShape shape,
      INDArray a,
      double[] kappa,
      double[] shift,
      INDArray gz,
      double[] p,
      double[] q,
      double[] r,
      INDArray ga) {
    if (shape.thenGlobal()) {
      tail.spread(
          shape,
          gz,
          (windowed, pooled) ->
              chainBackwardAffine(windowed, a, kappa, shift, pooled, p, q, r, ga));
      return;
    }
    chain.backwardAffine(
        shape, buffers.of(a), kappa, shift, buffers.of(gz), p, q, r, buffers.of(ga));
  }

  /** {@code out[n, c] = sum over positions v w}: the form of s = dz . g (method.md section 2). */
  @Override
  public void innerProducts(INDArray v, INDArray w, INDArray out) {
    int samples = Math.toIntExact(v.size(0));
    statistics.innerProducts(
        buffers.of(v), buffers.of(w), buffers.of(out), samples, length(v) / samples, channels(v));
  }

  /** {@code out[n, c] = sum over positions v}. */
  @Override
  public void positionSums(INDArray v, INDArray out) {
    int samples = Math.toIntExact(v.size(0));
    statistics.positionSums(
        buffers.of(v), buffers.of(out), samples, length(v) / samples, channels(v));
  }

  /** {@code r += coefficient[n, c] v}: the form of the multiplier (method.md section 5). */
  @Override
  public void addScaled(INDArray coefficient, INDArray v, INDArray r) {
    int samples = Math.toIntExact(v.size(0));
    statistics.addScaled(
        buffers.of(coefficient),
        buffers.of(v),
        buffers.of(r),
        samples,
        length(v) / samples,
        channels(v));
  }

  /** {@code target = source}, bytes and not numbers: a NaN stays what it is. */
  @Override
  public void copy(INDArray source, INDArray target) {
    ByteBuffer from = buffers.of(source);
    buffers.of(target).put(0, from, 0, from.capacity());
  }

  /** {@code gram += left^T right} by one matrix product (method.md section 7). */
  @Override
  public void addGram(INDArray left, INDArray right, double[] gram, int first, int stride) {
    gramBlocks.add(left, right, gram, first, stride);
  }

  /**
   * {@code out[n] += rows[n] . v}: rows of P numbers each, one behind the other. With rows of S's
   * or K's gradients in delta this is {@code row_n . delta} (method.md section 3.3).
   */
  @Override
  public void addRowProducts(INDArray rows, INDArray v, double[] out) {
    int length = length(v);
    for (int n = 0; n < out.length; n++) {
      out[n] += ElementLoops.dot(buffers.of(rows), n * length, buffers.of(v), length);
    }
  }

  /** {@code target += sum_n coefficient[n] rows[n]}. */
  @Override
  public void addRows(INDArray rows, double[] coefficient, INDArray target) {
    int length = length(target);
    for (int n = 0; n < coefficient.length; n++) {
      ElementLoops.addRow(
          (float) coefficient[n], buffers.of(rows), n * length, buffers.of(target), length);
    }
  }

  /** {@code out = v + w}. */
  @Override
  public void add(INDArray v, INDArray w, INDArray out) {
    ElementLoops.add(buffers.of(v), buffers.of(w), buffers.of(out), length(out));
  }

  /** {@code target *= factor}. */
  @Override
  public void multiply(INDArray factor, INDArray target) {
    ElementLoops.multiply(buffers.of(factor), buffers.of(target), length(target));
  }

  @Override
  public void clear(INDArray target) {
    ElementLoops.clear(buffers.of(target), length(target));
  }

  /** {@code target += factor source}. */
  @Override
  public void axpy(double factor, INDArray source, INDArray target) {
    ElementLoops.axpy((float) factor, buffers.of(source), buffers.of(target), length(target));
  }

  /** {@code velocity = momentum velocity + g + decay w}, {@code w -= rate velocity}. */
  @Override
  public void momentumStep(
      INDArray weight,
      INDArray gradient,
      INDArray velocity,
      double rate,
      double momentum,
      double weightDecay) {
    ElementLoops.momentum(
        buffers.of(weight),
        buffers.of(gradient),
        buffers.of(velocity),
        length(weight),
        (float) rate,
        (float) momentum,
        (float) weightDecay);
  }

  /** Adam with the corrections of its bias in rate and epsilon already. */
  @Override
  public void adamStep(
      INDArray weight,
      INDArray gradient,
      INDArray m,
      INDArray v,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay) {
    ElementLoops.adam(
        buffers.of(weight),
        buffers.of(gradient),
        buffers.of(m),
        buffers.of(v),
        length(weight),
        rate,
        beta1,
        beta2,
        epsilon,
        weightDecay);
  }

  /** One OpenMP thread for the calling thread: the other cores have shards of their own. */
  @Override
  public void enterThread() {
    NativeThreads.useOne();
  }

  @Override
  public void close() {
    closeScratch();
    gramBlocks.close();
    convolver.close();
  }

  /** C, the last dimension. */
  private static int channels(INDArray array) {
    return Math.toIntExact(array.size(array.rank() - 1));
  }
}
