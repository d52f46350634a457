package org.morphoscope.compute.cuda;

import org.morphoscope.compute.kernels.ChainShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The splits of {@link CudaKernels}. */
abstract class CudaSplitKernels extends CudaElementKernels {

  CudaSplitKernels(CudaSession session) {
    super(session);
  }

  @Override
  public void splitDelta(
      ChainShape shape, INDArray a, INDArray b, double[] kappa, double[] shift, INDArray dz) {
    chain("split_delta", shape)
        .array(a)
        .array(b)
        .address(session.send(kappa))
        .address(session.send(shift))
        .array(dz)
        .overElements(Shapes.outputs(shape), processors());
  }

  @Override
  public void splitGradient(
      ChainShape shape,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray r,
      INDArray gb) {
    childrenBackward(shape, a, b, kappa, shift, r, r, gb);
  }

  @Override
  public void childrenForward(
      ChainShape shape,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray plus,
      INDArray minus) {
    chain("children_forward", shape)
        .array(a)
        .array(b)
        .address(session.send(kappa))
        .address(session.send(shift))
        .array(plus)
        .array(minus)
        .overElements(Shapes.outputs(shape), processors());
  }

  @Override
  public void childrenBackward(
      ChainShape shape,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray gPlus,
      INDArray gMinus,
      INDArray gb) {
    long values = unlessOverwritten(shape, b, gb);
    chain("children_backward", shape)
        .array(a)
        .address(values)
        .address(session.send(kappa))
        .address(session.send(shift))
        .array(gPlus)
        .array(gMinus)
        .array(gb)
        .overElements(Shapes.pixels(shape), processors());
  }

  @Override
  public void learnSplits(
      ChainShape shape,
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
    int units = shape.batch() * shape.channels();
    int tile = Shapes.tile(shape.channels());
    long out = session.results(2L * units);
    long coefficient = session.workspace((long) units * type().width());
    long values = unlessOverwritten(shape, b, gb);
    long onCardKappa = session.send(kappa);
    long onCardShift = session.send(shift);
    session
        .kernel("learn_products")
        .ints(tile)
        .ints(Shapes.chain(shape))
        .array(a)
        .array(b)
        .address(onCardKappa)
        .address(onCardShift)
        .array(g)
        .array(h)
        .address(session.send(factor))
        .address(out)
        .address(out + (long) units * Double.BYTES)
        .address(coefficient)
        .over(Shapes.parts(shape.channels(), tile), shape.batch(), 1);
    chain("learn_gradient", shape)
        .array(a)
        .address(values)
        .address(onCardKappa)
        .address(onCardShift)
        .array(g)
        .array(h)
        .address(coefficient)
        .array(gb)
        .overElements(Shapes.pixels(shape), processors());
    session.fetch(out, products, rows);
  }

  @Override
  public void scoreSplits(
      ChainShape shape,
      INDArray a,
      INDArray b,
      double[] kappa,
      double[] shift,
      INDArray z,
      INDArray[] g,
      double[][] splits,
      double[][] values,
      double[][] sums) {
    int units = shape.batch() * shape.channels();
    int tile = Shapes.tile(shape.channels());
    long out = session.results(3L * units * g.length);
    session
        .kernel("score_products")
        .ints(tile)
        .ints(Shapes.chain(shape))
        .array(a)
        .array(b)
        .address(session.send(kappa))
        .address(session.send(shift))
        .array(z)
        .address(session.sendAddresses(g))
        .address(out)
        .over(Shapes.parts(shape.channels(), tile), shape.batch(), g.length);
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
