package org.morphoscope.compute.cuda;

import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.LayerSplits;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The splits of {@link CudaKernels}. */
abstract class CudaSplitKernels extends CudaElementKernels {

  CudaSplitKernels(CudaSession session) {
    super(session);
  }

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

  @Override
  public void splitGradient(LayerSplits split, INDArray r, INDArray gb) {
    childrenBackward(split, r, r, gb);
  }

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
    long out = session.results(2L * units);
    long coefficient = session.workspace((long) units * type().width());
    long values = unlessOverwritten(split.shape(), split.b(), gb);
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
      targets[3 * i] = splits[i];
      targets[3 * i + 1] = values[i];
      targets[3 * i + 2] = sums[i];
    }
    session.fetch(out, targets);
  }

  /** A kernel whose first argument is a chain. */
  final Launch chain(String kernel, ChainShape shape) {
    return session.kernel(kernel).ints(Shapes.chain(shape));
  }

  /**
   * Address of what a gradient is computed from: the array, or a copy where the result overwrites
   * it while other threads still look for a maximum there.
   */
  final long unlessOverwritten(ChainShape shape, INDArray values, INDArray target) {
    long address = DeviceArrays.address(values);
    return Shapes.looksAtNeighbours(shape) && address == DeviceArrays.address(target)
        ? session.copyOf(values)
        : address;
  }
}
