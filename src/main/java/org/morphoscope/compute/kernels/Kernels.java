package org.morphoscope.compute.kernels;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arithmetic of all passes on preallocated arrays. Activations are {@code [N, H, W, C]},
 * weights {@code [O, I, kH, kW]}, both C order and of {@link #type()}; vectors with one number per
 * channel live on the host as {@code double[C]}. Outputs are overwritten unless the text says
 * "adds".
 *
 * <p>Not thread-safe: one instance per shard (see the package's decisions). Array arguments must
 * not overlap unless the text allows it. Shapes are trusted: callers get them from the plan of the
 * net.
 *
 * <p>Names follow method.md: {@code u = kappa a + shift}, {@code b = theta * x}, {@code d = kappa
 * b}, {@code phi} the chain from {@code u} to {@code z}, {@code g = dL_n/dz}.
 */
public interface Kernels extends SplitKernels, AutoCloseable {

  /** {@code "onednn"}, {@code "nd4j"} or {@code "cuda"}: what does the convolutions. */
  String id();

  /**
   * Whether many images are better worked on in parts that stay in a processor's cache. A card
   * wants as much work at once as there is.
   */
  default boolean prefersParts() {
    return true;
  }

  /** FLOAT or DOUBLE: the type of every array. */
  DataType type();

  /** A zero-filled C-order array of {@link #type()}. */
  INDArray allocate(long... shape);

  /** A new pool of such arrays, but with any contents. */
  ArrayPool newPool();

  /** Copies {@code source[offset .. offset + array.length)} into the array, C order. */
  void upload(float[] source, int offset, INDArray array);

  /** Copies {@code source} into the array, C order. */
  void upload(double[] source, INDArray array);

  /** Copies the array into {@code target}, C order. */
  void download(INDArray array, double[] target);

  // ---- convolution

  /** {@code a = w * x}: x [N,H,W,I], w [O,I,k,k] (depthwise: [O,1,k,k]), a [N,H',W',O]. */
  void convolve(ConvShape shape, INDArray x, INDArray w, INDArray a);

  /** Gradient in the input: {@code gx = w^T * ga}. */
  void convolveBackwardData(ConvShape shape, INDArray w, INDArray ga, INDArray gx);

  /** Gradient in the weights, summed over the batch: gw [O,I,k,k]. */
  void convolveBackwardWeights(ConvShape shape, INDArray x, INDArray ga, INDArray gw);

  // ---- per-channel statistics over [N, H, W, C]

  /**
   * {@code sum[c] = sum (v - origin[c])}, {@code sumSquares[c] = sum (v - origin[c])^2} over
   * samples and positions, accumulated in double. An origin near the mean avoids cancellation.
   */
  void channelMoments(INDArray v, double[] origin, double[] sum, double[] sumSquares);

  /** {@code sumProduct[c] = sum (v - originV[c]) (w - originW[c])} over samples and positions. */
  void channelCrossMoment(
      INDArray v, double[] originV, INDArray w, double[] originW, double[] sumProduct);

  /**
   * Both arrays' {@link #channelMoments} and their {@link #channelCrossMoment}, which an
   * implementation may take in one sweep.
   */
  default void channelPairMoments(
      INDArray v, double[] originV, INDArray w, double[] originW, PairMoments to) {
    channelMoments(v, originV, to.v(), to.vv());
    channelMoments(w, originW, to.w(), to.ww());
    channelCrossMoment(v, originV, w, originW, to.vw());
  }

  // ---- the chain

  /** {@code z = phi(kappa a + shift)}: a [N,H,W,C], z [N,H',W',C]. */
  void chainForward(ChainShape shape, INDArray a, double[] kappa, double[] shift, INDArray z);

  /**
   * Frozen backward: with {@code gu = phi'(u)^T gz}, {@code ga = kappa gu}. {@code ga} may be the
   * same array as {@code a}. The gradient of a maximum goes to its first position in row-major
   * order; ReLU'(0) = 0.
   */
  void chainBackward(
      ChainShape shape, INDArray a, double[] kappa, double[] shift, INDArray gz, INDArray ga);

  /**
   * First half of a training BatchNorm's backward: {@code sumG[c] = sum gu}, {@code sumGA[c] = sum
   * gu (a - origin[c])} over samples and positions.
   */
  void chainBackwardSums(
      ChainShape shape,
      INDArray a,
      double[] kappa,
      double[] shift,
      INDArray gz,
      double[] origin,
      double[] sumG,
      double[] sumGA);

  /**
   * Second half: {@code ga = p[c] gu + q[c] a + r[c]}. {@code ga} may be the same array as {@code
   * a}.
   */
  void chainBackwardAffine(
      ChainShape shape,
      INDArray a,
      double[] kappa,
      double[] shift,
      INDArray gz,
      double[] p,
      double[] q,
      double[] r,
      INDArray ga);

  // ---- products over [N, H, W, C]

  /** Per sample and channel, {@code out[n, c] = sum over positions v w}: out [N, C]. */
  void innerProducts(INDArray v, INDArray w, INDArray out);

  /** Per sample and channel, {@code out[n, c] = sum over positions v}: out [N, C]. */
  void positionSums(INDArray v, INDArray out);

  /** Adds {@code coefficient[n, c] v[n, h, w, c]} to r. */
  void addScaled(INDArray coefficient, INDArray v, INDArray r);

  /** {@code out = v + w}, same shape; {@code out} may be one of them. */
  void add(INDArray v, INDArray w, INDArray out);

  /** {@code target = 0}, whatever was there. */
  void clear(INDArray target);

  /** {@code target = source}, same shape. */
  void copy(INDArray source, INDArray target);

  /** Adds {@code rows v} to {@code out}: rows [N, P], v of P elements, out of N. */
  void addRowProducts(INDArray rows, INDArray v, double[] out);

  /** Adds {@code rows^T coefficient} to {@code target}: rows [N, P], target of P elements. */
  void addRows(INDArray rows, double[] coefficient, INDArray target);

  /**
   * Adds {@code left^T right} to a block of a row-major matrix: left [N, P], right [N, Q].
   *
   * @param first where the block's first element is in {@code gram}
   * @param stride length of a row of {@code gram}
   */
  void addGram(INDArray left, INDArray right, double[] gram, int first, int stride);

  // ---- optimiser, elementwise over arrays of equal shape

  /** Adds {@code factor * source} to target. */
  void axpy(double factor, INDArray source, INDArray target);

  /**
   * {@code velocity = momentum velocity + (gradient + weightDecay weight)}, {@code weight -= rate
   * velocity}.
   */
  void momentumStep(
      INDArray weight,
      INDArray gradient,
      INDArray velocity,
      double rate,
      double momentum,
      double weightDecay);

  /**
   * Adam with bias correction already in {@code rate} and {@code epsilon}: {@code m = beta1 m + (1
   * - beta1) g}, {@code v = beta2 v + (1 - beta2) g^2}, {@code weight -= rate m / (sqrt(v) +
   * epsilon)}, with {@code g = gradient + weightDecay weight}.
   */
  void adamStep(
      INDArray weight,
      INDArray gradient,
      INDArray m,
      INDArray v,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay);

  /** Prepares the calling thread (for example, one OpenMP thread per shard). */
  void enterThread();

  @Override
  void close();
}
