package org.morphoscope.compute.cuda;

import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Kernels on an NVIDIA card, float32 and float64: the CUDA C++ of this package's resources, one
 * fused kernel for nearly every method. The same numbers give the same result to the last bit.
 */
final class CudaKernels extends CudaSplitKernels {
  private static final double[] NO_VECTOR = {};

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

  @Override
  public boolean prefersParts() {
    return false;
  }

  @Override
  public DataType type() {
    return session.type();
  }

  @Override
  public INDArray allocate(long... shape) {
    session.enter();
    INDArray array = session.memory().allocate(shape);
    session.clear(array);
    return array;
  }

  @Override
  public ArrayPool newPool() {
    return new DeviceArrayPool(session.card(), type());
  }

  @Override
  public void upload(float[] source, int offset, INDArray array) {
    session.upload(source, offset, array);
  }

  @Override
  public void upload(double[] source, INDArray array) {
    session.upload(source, array);
  }

  @Override
  public void download(INDArray array, double[] target) {
    session.fetchNumbers(DeviceArrays.address(array), target, length(array), type());
  }

  @Override
  public void convolve(ConvShape shape, INDArray x, INDArray w, INDArray a) {
    convolutions.forward(shape, x, w, a);
  }

  @Override
  public void convolveBackwardData(ConvShape shape, INDArray w, INDArray ga, INDArray gx) {
    convolutions.backwardData(shape, w, ga, gx);
  }

  @Override
  public void convolveBackwardWeights(ConvShape shape, INDArray x, INDArray ga, INDArray gw) {
    convolutions.backwardWeights(shape, x, ga, gw);
  }

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

  @Override
  public void chainBackward(
      ChainShape shape, INDArray a, double[] kappa, double[] shift, INDArray gz, INDArray ga) {
    chainBackwardAffine(shape, a, kappa, shift, gz, kappa, NO_VECTOR, NO_VECTOR, ga);
  }

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
        .address(q == NO_VECTOR ? 0 : session.send(q))
        .address(r == NO_VECTOR ? 0 : session.send(r))
        .array(ga)
        .overElements(Shapes.pixels(shape), processors());
  }

  @Override
  public void innerProducts(INDArray v, INDArray w, INDArray out) {
    sampleSums(v, DeviceArrays.address(w), out);
  }

  @Override
  public void positionSums(INDArray v, INDArray out) {
    sampleSums(v, 0, out);
  }

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

  private static void add(double[] values, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  @Override
  public void enterThread() {
    session.enter();
  }

  @Override
  public void close() {
    session.close();
  }
}
