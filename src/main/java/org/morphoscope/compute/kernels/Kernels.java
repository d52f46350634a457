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
public interface Kernels extends SplitKernels, ElementKernels, AutoCloseable {

  /** {@return what does the convolutions: {@code "onednn"}, {@code "nd4j"} or {@code "cuda"}} */
  String id();

  /**
   * {@return whether many images are better worked on in parts that stay in a processor's cache} A
   * card wants as much work at once as there is.
   */
  default boolean prefersParts() {
    return true;
  }

  /** {@return the type of every array: FLOAT or DOUBLE} */
  DataType type();

  /**
   * {@return a zero-filled C-order array of {@link #type()}}
   *
   * @param shape sizes of the dimensions, outermost first
   */
  INDArray allocate(long... shape);

  /** {@return a new pool of such arrays, but with any contents; the caller closes it} */
  ArrayPool newPool();

  /**
   * Copies {@code source[offset .. offset + array.length)} into the array, C order.
   *
   * @param source host memory
   * @param offset where the copied piece begins
   * @param array of {@link #type()}, overwritten
   */
  void upload(float[] source, int offset, INDArray array);

  /**
   * Copies {@code source} into the array, C order.
   *
   * @param source host memory, as long as the array
   * @param array of {@link #type()}, overwritten
   */
  void upload(double[] source, INDArray array);

  /**
   * Copies the array into {@code target}, C order.
   *
   * @param array of {@link #type()}
   * @param target host memory, as long as the array, overwritten
   */
  void download(INDArray array, double[] target);

  // ---- convolution

  /**
   * {@code a = w * x}: x [N,H,W,I], w [O,I,k,k] (depthwise: [O,1,k,k]), a [N,H',W',O].
   *
   * @param shape sizes of the batch, the filters, the stride and the padding
   * @param x {@code [N, H, W, I]}
   * @param w {@code [O, I, k, k]}; depthwise {@code [O, 1, k, k]}
   * @param a {@code [N, H', W', O]}, overwritten
   */
  void convolve(ConvShape shape, INDArray x, INDArray w, INDArray a);

  /**
   * Gradient in the input: {@code gx = w^T * ga}.
   *
   * @param shape sizes of the batch, the filters, the stride and the padding
   * @param w {@code [O, I, k, k]}; depthwise {@code [O, 1, k, k]}
   * @param ga {@code [N, H', W', O]}, gradient in a
   * @param gx {@code [N, H, W, I]}, overwritten
   */
  void convolveBackwardData(ConvShape shape, INDArray w, INDArray ga, INDArray gx);

  /**
   * Gradient in the weights, summed over the batch: gw [O,I,k,k].
   *
   * @param shape sizes of the batch, the filters, the stride and the padding
   * @param x {@code [N, H, W, I]}
   * @param ga {@code [N, H', W', O]}, gradient in a
   * @param gw of the shape of the weights, overwritten
   */
  void convolveBackwardWeights(ConvShape shape, INDArray x, INDArray ga, INDArray gw);

  // ---- per-channel statistics over [N, H, W, C]

  /**
   * {@code sum[c] = sum (v - origin[c])}, {@code sumSquares[c] = sum (v - origin[c])^2} over
   * samples and positions, accumulated in double. An origin near the mean avoids cancellation.
   *
   * @param v {@code [N, H, W, C]}
   * @param origin {@code [C]}, subtracted from v
   * @param sum {@code [C]}, overwritten
   * @param sumSquares {@code [C]}, overwritten
   */
  void channelMoments(INDArray v, double[] origin, double[] sum, double[] sumSquares);

  /**
   * {@code sumProduct[c] = sum (v - originV[c]) (w - originW[c])} over samples and positions.
   *
   * @param v {@code [N, H, W, C]}
   * @param originV {@code [C]}, subtracted from v
   * @param w of the shape of v
   * @param originW {@code [C]}, subtracted from w
   * @param sumProduct {@code [C]}, overwritten
   */
  void channelCrossMoment(
      INDArray v, double[] originV, INDArray w, double[] originW, double[] sumProduct);

  /**
   * Both arrays' {@link #channelMoments} and their {@link #channelCrossMoment}, which an
   * implementation may take in one sweep.
   *
   * @param v {@code [N, H, W, C]}
   * @param originV {@code [C]}, subtracted from v
   * @param w of the shape of v
   * @param originW {@code [C]}, subtracted from w
   * @param to overwritten with all five sums
   */
  default void channelPairMoments(
      INDArray v, double[] originV, INDArray w, double[] originW, PairMoments to) {
    channelMoments(v, originV, to.v(), to.vv());
    channelMoments(w, originW, to.w(), to.ww());
    channelCrossMoment(v, originV, w, originW, to.vw());
  }

  // ---- the chain

  /**
   * {@code z = phi(kappa a + shift)}: a [N,H,W,C], z [N,H',W',C].
   *
   * @param shape sizes, activation and pooling
   * @param a {@code [N, H, W, C]}, output of the convolution
   * @param kappa {@code [C]}, factor of the affine map
   * @param shift {@code [C]}, constant of the affine map
   * @param z {@code [N, H', W', C]}, overwritten
   */
  void chainForward(ChainShape shape, INDArray a, double[] kappa, double[] shift, INDArray z);

  /**
   * Frozen backward: with {@code gu = phi'(u)^T gz}, {@code ga = kappa gu}. {@code ga} may be the
   * same array as {@code a}. The gradient of a maximum goes to its first position in row-major
   * order; ReLU'(0) = 0.
   *
   * @param shape sizes, activation and pooling
   * @param a {@code [N, H, W, C]}, output of the convolution
   * @param kappa {@code [C]}, factor of the affine map
   * @param shift {@code [C]}, constant of the affine map
   * @param gz {@code [N, H', W', C]}, gradient in z
   * @param ga {@code [N, H, W, C]}, overwritten
   */
  void chainBackward(
      ChainShape shape, INDArray a, double[] kappa, double[] shift, INDArray gz, INDArray ga);

  /**
   * First half of a training BatchNorm's backward: {@code sumG[c] = sum gu}, {@code sumGA[c] = sum
   * gu (a - origin[c])} over samples and positions.
   *
   * @param shape sizes, activation and pooling
   * @param a {@code [N, H, W, C]}, output of the convolution
   * @param kappa {@code [C]}, factor of the affine map
   * @param shift {@code [C]}, constant of the affine map
   * @param gz {@code [N, H', W', C]}, gradient in z
   * @param origin {@code [C]}, subtracted from a
   * @param sumG {@code [C]}, overwritten
   * @param sumGA {@code [C]}, overwritten
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
   *
   * @param shape sizes, activation and pooling
   * @param a {@code [N, H, W, C]}, output of the convolution
   * @param kappa {@code [C]}, factor of the affine map
   * @param shift {@code [C]}, constant of the affine map
   * @param gz {@code [N, H', W', C]}, gradient in z
   * @param p {@code [C]}, factor of gu
   * @param q {@code [C]}, factor of a
   * @param r {@code [C]}, constant
   * @param ga {@code [N, H, W, C]}, overwritten
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

  /**
   * @param v {@code [N, H, W, C]}
   * @param w of the shape of v
   * @param out {@code [N, C]}, per sample and channel {@code out[n, c] = sum over positions v w}
   */
  void innerProducts(INDArray v, INDArray w, INDArray out);

  /**
   * @param v {@code [N, H, W, C]}
   * @param out {@code [N, C]}, per sample and channel {@code out[n, c] = sum over positions v}
   */
  void positionSums(INDArray v, INDArray out);

  /**
   * Adds {@code coefficient[n, c] v[n, h, w, c]} to r.
   *
   * @param coefficient {@code [N, C]}
   * @param v {@code [N, H, W, C]}
   * @param r of the shape of v, added to
   */
  void addScaled(INDArray coefficient, INDArray v, INDArray r);

  /**
   * @param rows {@code [N, P]}
   * @param v of P elements in any shape
   * @param out N numbers, to which {@code rows v} is added
   */
  void addRowProducts(INDArray rows, INDArray v, double[] out);

  /**
   * Adds {@code rows^T coefficient} to {@code target}: rows [N, P], target of P elements.
   *
   * @param rows {@code [N, P]}
   * @param coefficient N numbers
   * @param target of P elements in any shape, added to
   */
  void addRows(INDArray rows, double[] coefficient, INDArray target);

  /**
   * Adds {@code left^T right} to a block of a row-major matrix: left [N, P], right [N, Q].
   *
   * @param left {@code [N, P]}
   * @param right {@code [N, Q]}
   * @param gram row-major, added to
   * @param first where the block's first element is in {@code gram}
   * @param stride length of a row of {@code gram}
   */
  void addGram(INDArray left, INDArray right, double[] gram, int first, int stride);

  /** Prepares the calling thread (for example, one OpenMP thread per shard). */
  void enterThread();

  @Override
  void close();
}
