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
 *
 * <p>Each method is its formula as a sequence of array operations. Temporaries go into a {@link
 * Scratch} and are freed when the method ends: waiting for the garbage collector would fill native
 * memory.
 */
public final class Nd4jKernels extends Nd4jSplitKernels {
  // the only member with code of its own; everything else is a sequence of operations
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

  /** A pool without blocks: on any backend an array can only come from ND4J. */
  @Override
  public ArrayPool newPool() {
    return new PlainArrayPool(this);
  }

  /** The slice is copied: ND4J's arrays over a Java array begin at its first element. */
  @Override
  public void upload(float[] source, int offset, INDArray array) {
    int length = Math.toIntExact(array.length());
    try (Scratch scratch = new Scratch(type)) {
      float[] slice = Arrays.copyOfRange(source, offset, offset + length);
      array.assign(scratch.keep(Nd4j.create(slice, array.shape(), 'c')));
    }
  }

  /** {@code array = source}, cast to the arrays' type. */
  @Override
  public void upload(double[] source, INDArray array) {
    try (Scratch scratch = new Scratch(type)) {
      array.assign(scratch.keep(Nd4j.createFromArray(source)).reshape('c', array.shape()));
    }
  }

  /** {@code target = array}; a copy in C order first, since an array may be a view. */
  @Override
  public void download(INDArray array, double[] target) {
    try (Scratch scratch = new Scratch(type)) {
      double[] values = scratch.copy(array).data().asDouble();
      System.arraycopy(values, 0, target, 0, Math.toIntExact(array.length()));
    }
  }

  /** {@code a = w * x}: x [N,H,W,I], w [O,I,k,k] (depthwise [O,1,k,k]), a [N,H',W',O]. */
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

  /**
   * {@code sum (v - o_c)} and {@code sum (v - o_c)^2} per channel.
   *
   * @param v {@code [N, H, W, C]}
   * @param origin {@code [C]}
   * @param sum {@code [C]}, overwritten
   * @param sumSquares {@code [C]}, overwritten
   */
  @Override
  public void channelMoments(INDArray v, double[] origin, double[] sum, double[] sumSquares) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray centred = centred(v, origin, scratch);
      sumInto(centred, sum, scratch);
      sumInto(centred.muli(centred), sumSquares, scratch);
    }
  }

  /** {@code sum (v - ov_c) (w - ow_c)} per channel. */
  @Override
  public void channelCrossMoment(
      INDArray v, double[] originV, INDArray w, double[] originW, double[] sumProduct) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray product = centred(v, originV, scratch).muli(centred(w, originW, scratch));
      sumInto(product, sumProduct, scratch);
    }
  }

  /** {@code u = kappa a + shift}, {@code z = phi(u)}: a [N,H,W,C], z [N,H',W',C]. */
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

  /** {@code ga = kappa phi'(u)^T gz}; gu is complete before ga is written, so ga may be a. */
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

  /**
   * {@code sumG = sum gu}, {@code sumGA = sum gu (a - origin)} per channel, {@code gu = phi'(u)^T
   * gz}.
   *
   * @param gz {@code [N, H', W', C]}
   * @param origin {@code [C]}, near the mean of a
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
    try (Scratch scratch = new Scratch(type)) {
      Nd4jChain chain = new Nd4jChain(shape, type, scratch);
      // the whole gradient in u as one array: here clarity counts more than memory
      INDArray gu = chain.backward(chain.affine(a, kappa, shift), gz);
      sumInto(gu, sumG, scratch);
      sumInto(gu.muli(centred(a, origin, scratch)), sumGA, scratch);
    }
  }

  /** {@code ga = p gu + q a + r} per channel; {@code q a + r} is an affine map as any other. */
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

  /** {@code out[n, c] = sum over positions v w}: v, w [N,H,W,C], out [N,C]. */
  @Override
  public void innerProducts(INDArray v, INDArray w, INDArray out) {
    try (Scratch scratch = new Scratch(type)) {
      INDArray product = scratch.keep(v.mul(w));
      out.assign(scratch.keep(Nd4jChain.positions(product).sum(1)));
    }
  }

  /** {@code out[n, c] = sum over positions v}: v [N,H,W,C], out [N,C]. */
  @Override
  public void positionSums(INDArray v, INDArray out) {
    try (Scratch scratch = new Scratch(type)) {
      out.assign(scratch.keep(Nd4jChain.positions(v).sum(1)));
    }
  }

  /** {@code out += rows v}: rows [N,P], v of P elements as a column. */
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

  /**
   * {@code gram += left^T right} (method.md section 7): left [N,P], right [N,Q], the block [P,Q]
   * row by row.
   *
   * @param first where the block's first element is in {@code gram}
   * @param stride length of a row of {@code gram}
   */
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

  /** One OpenMP thread for the calling thread's operations; no effect on a card. */
  @Override
  public void enterThread() {
    NativeThreads.useOne();
  }

  @Override
  public void close() {
    closeScratch();
    convolver.close();
  }

  /** A fresh {@code v - origin_c}. */
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
