package org.morphoscope.compute.cuda;

import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.LayerSplits;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The splits of {@link CudaKernels} (method.md sections 3.1 and 5); {@code splits.cu}. With {@code
 * u = kappa a + shift} and {@code d = kappa b} every kernel computes u, u + d and u - d of the
 * positions it looks at anew: arithmetic is cheaper there than memory.
 */
abstract class CudaSplitKernels extends CudaElementKernels {

  CudaSplitKernels(CudaSession session) {
    super(session);
  }

  /**
   * {@code dz = (phi(u + d) + phi(u - d)) / 2 - phi(u)}: a, b [N,H,W,C], dz [N,H',W',C], one thread
   * per element of dz.
   */
  @Override
  public void splitDelta(LayerSplits split, INDArray dz) {
    chain("split_delta", split.shape())
        .array(split.a())
        .array(split.b())
        .address(session.send(split.kappa()))
        .address(session.send(split.shift()))
        .array(dz)
        .overElements(Shapes.outputs(split.shape()), processors());
  }

  /** {@code gb = kappa (phi'(u + d)^T r - phi'(u - d)^T r) / 2}: both children meet the same r. */
  @Override
  public void splitGradient(LayerSplits split, INDArray r, INDArray gb) {
    childrenBackward(split, r, r, gb);
  }

  /** {@code plus = phi(u + d)}, {@code minus = phi(u - d)}: [N,H',W',C] each. */
  @Override
  public void childrenForward(LayerSplits split, INDArray plus, INDArray minus) {
    chain("children_forward", split.shape())
        .array(split.a())
        .array(split.b())
        .address(session.send(split.kappa()))
        .address(session.send(split.shift()))
        .array(plus)
        .array(minus)
        .overElements(Shapes.outputs(split.shape()), processors());
  }

  /**
   * {@code gb = kappa (phi'(u + d)^T gPlus - phi'(u - d)^T gMinus) / 2}: one thread per element of
   * b.
   */
  @Override
  public void childrenBackward(LayerSplits split, INDArray gPlus, INDArray gMinus, INDArray gb) {
    long values = unlessOverwritten(split.shape(), split.b(), gb);
    chain("children_backward", split.shape())
        .array(split.a())
        .address(values)
        .address(session.send(split.kappa()))
        .address(session.send(split.shift()))
        .array(gPlus)
        .array(gMinus)
        .array(gb)
        .overElements(Shapes.pixels(split.shape()), processors());
  }

  /**
   * Two kernels: products and coefficients {@code f_n^2 rows}, a block per image and tile of
   * channels; then the gradient of {@code r = g + coefficient h}, an element at a time. dz and r
   * are never stored.
   *
   * <p>The products are fetched last, when both kernels are queued: the host waits once.
   *
   * @param factor f, one per image
   * @param products {@code [N, C]}, overwritten
   * @param rows {@code [N, C]}, overwritten
   * @param gb {@code [N, H, W, C]}; may be b, of which a copy is taken where windows look at
   *     neighbours
   */
  @Override
  public void learnSplits(
      LayerSplits split,
      INDArray g,
      INDArray h,
      double[] factor,
      double[] products,
      double[] rows,
      INDArray gb) {
    int units = split.shape().batch() * split.shape().channels();
    int tile = Shapes.tile(split.shape().channels());
    // products, then rows, in double; the coefficients stay on the card in the arrays' type
    long out = session.results(2L * units);
    long coefficient = session.workspace((long) units * type().width());
    long values = unlessOverwritten(split.shape(), split.b(), gb);
    // both kernels read them: sent with the first launch and not overwritten before the second
    long onCardKappa = session.send(split.kappa());
    long onCardShift = session.send(split.shift());
    session
        .kernel("learn_products")
        .ints(tile)
        .ints(Shapes.chain(split.shape()))
        .array(split.a())
        .array(split.b())
        .address(onCardKappa)
        .address(onCardShift)
        .array(g)
        .array(h)
        .address(session.send(factor))
        .address(out)
        .address(out + (long) units * Double.BYTES)
        .address(coefficient)
        .over(Shapes.parts(split.shape().channels(), tile), split.shape().batch(), 1);
    chain("learn_gradient", split.shape())
        .array(split.a())
        .address(values)
        .address(onCardKappa)
        .address(onCardShift)
        .array(g)
        .array(h)
        .address(coefficient)
        .array(gb)
        .overElements(Shapes.pixels(split.shape()), processors());
    session.fetch(out, products, rows);
  }

  /**
   * For each gradient, per sample and channel, {@code dz . g}, {@code z . g} and the sum of g: the
   * third dimension of the grid is the gradient.
   *
   * @param z {@code [N, H', W', C]} of the unmodified net
   * @param g gradients, {@code [N, H', W', C]} each
   */
  @Override
  public void scoreSplits(
      LayerSplits split,
      INDArray z,
      INDArray[] g,
      double[][] splits,
      double[][] values,
      double[][] sums) {
    int units = split.shape().batch() * split.shape().channels();
    int tile = Shapes.tile(split.shape().channels());
    long out = session.results(3L * units * g.length);
    session
        .kernel("score_products")
        .ints(tile)
        .ints(Shapes.chain(split.shape()))
        .array(split.a())
        .array(split.b())
        .address(session.send(split.kappa()))
        .address(session.send(split.shift()))
        .array(z)
        .address(session.sendAddresses(g))
        .address(out)
        .over(Shapes.parts(split.shape().channels(), tile), split.shape().batch(), g.length);
    double[][] targets = new double[3 * g.length][];
    for (int i = 0; i < g.length; i++) {
      // as the kernel lays them out: gradient by gradient, [N, C] each
      targets[3 * i] = splits[i];
      targets[3 * i + 1] = values[i];
      targets[3 * i + 2] = sums[i];
    }
    session.fetch(out, targets);
  }

  /**
   * A kernel whose first argument is a chain. A chain is handed over as a struct of ints ({@link
   * Shapes#chain}).
   */
  final Launch chain(String kernel, ChainShape shape) {
    return session.kernel(kernel).ints(Shapes.chain(shape));
  }

  /**
   * Address of what a gradient is computed from: the array, or a copy where the result overwrites
   * it while other threads still look for a maximum there. Only a maximum looks at neighbours;
   * without one a thread reads its own element alone, before it writes it.
   */
  final long unlessOverwritten(ChainShape shape, INDArray values, INDArray target) {
    long address = DeviceArrays.address(values);
    return Shapes.looksAtNeighbours(shape) && address == DeviceArrays.address(target)
        ? session.copyOf(values)
        : address;
  }
}
