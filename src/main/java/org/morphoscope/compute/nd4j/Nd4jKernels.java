package org.morphoscope.compute.nd4j;

import java.util.Arrays;
import org.morphoscope.compute.kernels.ArrayPool;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.NativeThreads;
import org.morphoscope.compute.kernels.Scratch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J operations only: runs on any ND4J backend, in float32 and float64, and is what the fast
 * kernels are tested against. No loop here touches the elements of an array on the host.
 */
public final class Nd4jKernels extends Nd4jSplitKernels {
  private final Nd4jConvolver convolver;

  /**
   * @param type FLOAT or DOUBLE
   */
  public Nd4jKernels(DataType type) {
    super(type);
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException("expected FLOAT or DOUBLE, found " + type);
    }
    this.convolver = new Nd4jConvolver(type);
  }

  @Override
  public String id() {
    return convolver.id();
  }

  @Override
  public DataType type() {
    return type;
  }

  @Override
  public INDArray allocate(long... shape) {
    return Nd4j.create(type, shape, 'c');
  }

  @Override
  public ArrayPool newPool() {
    return new PlainArrayPool(this);
  }

  @Override
  public void upload(float[] source, int offset, INDArray array) {
    int length = Math.toIntExact(array.length());
    try (Scratch scratch = new Scratch(type)) {
      float[] slice = Arrays.copyOfRange(source, offset, offset + length);
      array.assign(scratch.keep(Nd4j.create(slice, array.shape(), 'c')));
    }
  }

  @Override
  public void upload(double[] source, INDArray array) {
    try (Scratch scratch = new Scratch(type)) {
      array.assign(scratch.keep(Nd4j.createFromArray(source)).reshape('c', array.shape()));
    }
  }

  @Override
  public void download(INDArray array, double[] target) {
    try (Scratch scratch = new Scratch(type)) {
      double[] values = scratch.copy(array).data().asDouble();
      System.arraycopy(values, 0, target, 0, Math.toIntExact(array.length()));
    }
  }

  @Override
  public void convolve(ConvShape shape, INDArray x, INDArray w, INDArray a) {
    convolver.forward(shape, x, w, a);
  }

  @Override
  public void convolveBackwardData(ConvShape shape, INDArray w, INDArray ga, INDArray gx) {
    convolver.backwardData(shape, w, ga, gx);
  }

  @Override
  public void convolveBackwardWeights(ConvShape shape, INDArray x, INDArray ga, INDArray gw) {
    convolver.backwardWeights(shape, x, ga, gw);
  }

  @Override
  public void channelMoments(INDArray v, double[] origin, double[] sum, double[] sumSquares) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray centred = centred(v, origin, scratch);
      sumInto(centred, sum, scratch);
      sumInto(centred.muli(centred), sumSquares, scratch);
    }
  }

  @Override
  public void channelCrossMoment(
      INDArray v, double[] originV, INDArray w, double[] originW, double[] sumProduct) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray product = centred(v, originV, scratch).muli(centred(w, originW, scratch));
      sumInto(product, sumProduct, scratch);
    }
  }

  @Override
  public void chainForward(
      ChainShape shape, INDArray a, double[] kappa, double[] shift, INDArray z) {
    if (shape.thenGlobal()) {
      tail.average(shape, z, (windowed, pooled) -> chainForward(windowed, a, kappa, shift, pooled));
      return;
    }
    try (Scratch scratch = new Scratch(type)) {
      Nd4jChain chain = new Nd4jChain(shape, type, scratch);
      chain.forward(chain.affine(a, kappa, shift), z);
    }
  }

  @Override
  public void chainBackward(
      ChainShape shape, INDArray a, double[] kappa, double[] shift, INDArray gz, INDArray ga) {
    if (shape.thenGlobal()) {
      tail.spread(
          shape, gz, (windowed, pooled) -> chainBackward(windowed, a, kappa, shift, pooled, ga));
      return;
    }
    try (Scratch scratch = new Scratch(type)) {
      Nd4jChain chain = new Nd4jChain(shape, type, scratch);
      INDArray gu = chain.backward(chain.affine(a, kappa, shift), gz);
      Nd4jChain.rows(gu).muliRowVector(scratch.vector(kappa));
      ga.assign(gu);
    }
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
    if (shape.thenGlobal()) {
      tail.spread(
          shape,
          gz,
          (windowed, pooled) ->
              chainBackwardSums(windowed, a, kappa, shift, pooled, origin, sumG, sumGA));
      return;
    }
    try (Scratch scratch = new Scratch(type)) {
      Nd4jChain chain = new Nd4jChain(shape, type, scratch);
      INDArray gu = chain.backward(chain.affine(a, kappa, shift), gz);
      sumInto(gu, sumG, scratch);
      sumInto(gu.muli(centred(a, origin, scratch)), sumGA, scratch);
    }
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
    if (shape.thenGlobal()) {
      tail.spread(
          shape,
          gz,
          (windowed, pooled) ->
              chainBackwardAffine(windowed, a, kappa, shift, pooled, p, q, r, ga));
      return;
    }
    try (Scratch scratch = new Scratch(type)) {
      Nd4jChain chain = new Nd4jChain(shape, type, scratch);
      INDArray gu = chain.backward(chain.affine(a, kappa, shift), gz);
      Nd4jChain.rows(gu).muliRowVector(scratch.vector(p));
      ga.assign(gu.addi(chain.affine(a, q, r)));
    }
  }

  @Override
  public void innerProducts(INDArray v, INDArray w, INDArray out) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray product = scratch.keep(v.mul(w));
      out.assign(scratch.keep(Nd4jChain.positions(product).sum(1)));
    }
  }

  @Override
  public void positionSums(INDArray v, INDArray out) {
    try (Scratch scratch = new Scratch(type)) {
      out.assign(scratch.keep(Nd4jChain.positions(v).sum(1)));
    }
  }

  @Override
  public void addRowProducts(INDArray rows, INDArray v, double[] out) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray column = v.reshape('c', new long[] {v.length(), 1});
      double[] products = scratch.keep(rows.mmul(column)).data().asDouble();
      for (int n = 0; n < out.length; n++) {
        out[n] += products[n];
      }
    }
  }

  @Override
  public void addGram(INDArray left, INDArray right, double[] gram, int first, int stride) {
    int p = Math.toIntExact(left.size(1));
    int q = Math.toIntExact(right.size(1));
    try (Scratch scratch = new Scratch(type)) {
      INDArray product = scratch.keep(Nd4j.gemm(left, right, true, false));
      double[] values = scratch.copy(product).data().asDouble();
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < q; j++) {
          gram[first + i * stride + j] += values[i * q + j];
        }
      }
    }
  }

  @Override
  public void enterThread() {
    NativeThreads.useOne();
  }

  @Override
  public void close() {
    closeScratch();
    convolver.close();
  }

  private static INDArray centred(INDArray v, double[] origin, Scratch scratch) {
    INDArray centred = scratch.copy(v);
    Nd4jChain.rows(centred).subiRowVector(scratch.vector(origin));
    return centred;
  }

  /** Sums over positions in the array's type, over samples in double. */
  private static void sumInto(INDArray v, double[] target, Scratch scratch) {
    INDArray perSample = scratch.keep(Nd4jChain.positions(v).sum(1));
    INDArray total = scratch.keep(scratch.cast(perSample, DataType.DOUBLE).sum(0));
    System.arraycopy(scratch.copy(total).data().asDouble(), 0, target, 0, target.length);
  }
}
