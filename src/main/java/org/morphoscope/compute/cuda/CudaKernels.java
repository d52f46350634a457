package org.morphoscope.compute.cuda;

import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Kernels on an NVIDIA card, float32 and float64: the CUDA C++ of this package's resources, one
 * fused kernel for nearly every method. The same numbers give the same result to the last bit.
 *
 * <p>A method that fills arrays returns when its kernel is queued; one that fills a {@code
 * double[]} waits for the card. Work on elements is a loop whose stride is the grid; sums are trees
 * within a block and slices across blocks ({@link Reductions}).
 *
 * <p>Arguments of a launch stand in the order of the CUDA text, whose file is named with each
 * method.
 */
final class CudaKernels extends CudaSplitKernels {
  private static final double[] NO_VECTOR = {};

  // sums in two stages; convolutions use them too
  private final Reductions reductions;
  private final Convolutions convolutions;

  /** A block of a Gram matrix on its way back; grows. */
  private double[] block = {};

  /** Takes over the session and closes it. */
  CudaKernels(CudaSession session) {
    super(session);
    this.reductions = new Reductions(session);
    this.convolutions = new Convolutions(session, reductions);
  }

  @Override
  public String id() {
    return "cuda";
  }

  /** The card fills with work: the larger a launch, the better. */
  @Override
  public boolean prefersParts() {
    return false;
  }

  @Override
  public DataType type() {
    return session.type();
  }

  /** Zeros, in memory that closed arrays of about that size have left. */
  @Override
  public INDArray allocate(long... shape) {
    session.enter();
    INDArray array = session.memory().allocate(shape);
    session.clear(array);
    return array;
  }

  /** Blocks of the card's memory that stay from round to round. */
  @Override
  public ArrayPool newPool() {
    return new DeviceArrayPool(session.card(), type());
  }

  /** Through pinned memory of the host; the caller may overwrite the source at once. */
  @Override
  public void upload(float[] source, int offset, INDArray array) {
    session.upload(source, offset, array);
  }

  @Override
  public void upload(double[] source, INDArray array) {
    session.upload(source, array);
  }

  /** Waits for all work before it, since everything is in one stream. */
  @Override
  public void download(INDArray array, double[] target) {
    session.fetchNumbers(DeviceArrays.address(array), target, length(array), type());
  }

  /**
   * {@code a = w * x}: x [N,H,W,I], w [O,I,k,k] (depthwise [O,1,k,k]), a [N,H',W',O]; {@code
   * convolution.cu}, {@code depthwise.cu}.
   */
  @Override
  public void convolve(ConvShape shape, INDArray x, INDArray w, INDArray a) {
    convolutions.forward(shape, x, w, a);
  }

  /** {@code gx = w^T * ga}: ga [N,H',W',O], gx [N,H,W,I]. */
  @Override
  public void convolveBackwardData(ConvShape shape, INDArray w, INDArray ga, INDArray gx) {
    convolutions.backwardData(shape, w, ga, gx);
  }

  /** {@code gw = sum_n x_n * ga_n}: gw [O,I,k,k]. */
  @Override
  public void convolveBackwardWeights(ConvShape shape, INDArray x, INDArray ga, INDArray gw) {
    convolutions.backwardWeights(shape, x, ga, gw);
  }

  /**
   * {@code sum (v - o_c)} and {@code sum (v - o_c)^2} over the {@code N H W} rows of v, in double;
   * {@code statistics.cu}.
   */
  @Override
  public void channelMoments(INDArray v, double[] origin, double[] sum, double[] sumSquares) {
    int channels = channels(v);
    int rows = length(v) / channels;
    reductions.channelSums(
        rows,
        channels,
        tile ->
            session
                .kernel("channel_moments")
                .ints(tile)
                .ints(rows)
                .ints(channels)
                .array(v)
                .address(session.send(origin)),
        sum,
        sumSquares);
  }

  /** {@code sum (v - ov_c) (w - ow_c)} over the rows of v and w, in double. */
  @Override
  public void channelCrossMoment(
      INDArray v, double[] originV, INDArray w, double[] originW, double[] sumProduct) {
    int channels = channels(v);
    int rows = length(v) / channels;
    reductions.channelSums(
        rows,
        channels,
        tile ->
            session
                .kernel("channel_cross_moment")
                .ints(tile)
                .ints(rows)
                .ints(channels)
                .array(v)
                .address(session.send(originV))
                .array(w)
                .address(session.send(originW)),
        sumProduct);
  }

  /**
   * {@code z = phi(kappa a + shift)}: one thread per element of z goes through its window, and
   * through all windows where a global average follows; {@code chain.cu}.
   */
  @Override
  public void chainForward(
      ChainShape shape, INDArray a, double[] kappa, double[] shift, INDArray z) {
    chain("chain_forward", shape)
        .array(a)
        .address(session.send(kappa))
        .address(session.send(shift))
        .array(z)
        .overElements(Shapes.outputs(shape), processors());
  }

  /** {@code ga = kappa phi'(u)^T gz}: the affine form below with p = kappa and neither q nor r. */
  @Override
  public void chainBackward(
      ChainShape shape, INDArray a, double[] kappa, double[] shift, INDArray gz, INDArray ga) {
    chainBackwardAffine(shape, a, kappa, shift, gz, kappa, NO_VECTOR, NO_VECTOR, ga);
  }

  /**
   * {@code sum gu} and {@code sum gu (a - o_c)} per channel, {@code gu = phi'(u)^T gz} formed on
   * the way and not stored.
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
    reductions.channelSums(
        Shapes.pixels(shape) / shape.channels(),
        shape.channels(),
        tile ->
            session
                .kernel("chain_backward_sums")
                .ints(tile)
                .ints(Shapes.chain(shape))
                .array(a)
                .address(session.send(kappa))
                .address(session.send(shift))
                .array(gz)
                .address(session.send(origin)),
        sumG,
        sumGA);
  }

  /**
   * {@code ga = p_c gu + q_c a + r_c}: one thread per element of a gathers what all windows over it
   * send back, so no two threads add to one number.
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
    long values = unlessOverwritten(shape, a, ga);
    chain("chain_backward", shape)
        .address(values)
        .address(session.send(kappa))
        .address(session.send(shift))
        .array(gz)
        .address(session.send(p))
        // 0 is a null pointer there: the term is left out
        .address(q == NO_VECTOR ? 0 : session.send(q))
        .address(r == NO_VECTOR ? 0 : session.send(r))
        .array(ga)
        .overElements(Shapes.pixels(shape), processors());
  }

  /** {@code out[n, c] = sum over positions v w}: [N, C], a block per image and tile of channels. */
  @Override
  public void innerProducts(INDArray v, INDArray w, INDArray out) {
    sampleSums(v, DeviceArrays.address(w), out);
  }

  /** The same kernel without w, which then stands for ones. */
  @Override
  public void positionSums(INDArray v, INDArray out) {
    sampleSums(v, 0, out);
  }

  /** Per sample and channel the sum of v, times w unless its address is 0. */
  private void sampleSums(INDArray v, long w, INDArray out) {
    int channels = channels(v);
    int samples = Math.toIntExact(v.size(0));
    int tile = Shapes.tile(channels);
    session
        .kernel("inner_products")
        .ints(tile)
        .ints(length(v) / samples / channels)
        .ints(channels)
        .array(v)
        .address(w)
        .array(out)
        .over(Shapes.parts(channels, tile), samples, 1);
  }

  /** {@code out[n] += rows[n] . v}: a block per row, sums in double; waits for the card. */
  @Override
  public void addRowProducts(INDArray rows, INDArray v, double[] out) {
    long products = session.results(out.length);
    session
        .kernel("row_products")
        .ints(length(v))
        .array(rows)
        .array(v)
        .address(products)
        .over(1, out.length, 1);
    double[] values = new double[out.length];
    session.fetch(products, values);
    add(values, out);
  }

  /**
   * {@code gram += left^T right} (method.md section 7): the product on the card in the arrays'
   * type, the sum over steps on the host in double.
   */
  @Override
  public void addGram(INDArray left, INDArray right, double[] gram, int first, int stride) {
    int rows = channels(left);
    int columns = channels(right);
    long product = session.workspace((long) rows * columns * type().width());
    convolutions.gram(Math.toIntExact(left.size(0)), rows, columns, left, right, product);
    if (block.length < rows * columns) {
      block = new double[rows * columns];
    }
    session.fetchNumbers(product, block, rows * columns, type());
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        gram[first + i * stride + j] += block[i * columns + j];
      }
    }
  }

  /** {@code sums += values}. */
  private static void add(double[] values, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  /** Makes the card's context current for the calling thread. */
  @Override
  public void enterThread() {
    session.enter();
  }

  @Override
  public void close() {
    session.close();
  }
}
