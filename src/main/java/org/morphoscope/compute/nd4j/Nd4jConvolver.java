package org.morphoscope.compute.nd4j;

import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.compute.kernels.Convolver;
import org.morphoscope.compute.kernels.Scratch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolutions by ND4J operations, on any backend and in both precisions.
 *
 * <p>The data gradient of a stride-1 convolution is a convolution with rotated, transposed filters;
 * every other gradient takes {@code conv2d_bp} and drops the half it does not need ({@code
 * conv2d_input_bp} is correct but ten times slower, {@code deconv2d} is wrong at stride 2).
 *
 * <p>x {@code [N,H,W,I]}, w {@code [O,I,k,k]} (depthwise {@code [O,1,k,k]}), a {@code [N,H',W',O]}.
 * Padding that differs by side is laid around the input first ({@link Nd4jPadding}).
 */
public final class Nd4jConvolver implements Convolver {
  /** ND4J's codes: explicit padding, activations NHWC, weights OIHW. */
  private static final int EXPLICIT_PADDING = 0;

  private static final int NHWC = 1;
  private static final int OIHW = 1;

  private final DataType type;

  /**
   * Computes in the given precision.
   *
   * @param type FLOAT or DOUBLE: that of every array
   */
  public Nd4jConvolver(DataType type) {
    this.type = type;
  }

  @Override
  public String id() {
    return "nd4j";
  }

  /** {@code a = w * x}. */
  @Override
  public void forward(ConvShape shape, INDArray x, INDArray w, INDArray a) {
    if (!shape.pad().equal()) {
      try (Scratch scratch = new Scratch(type)) {
        forward(Nd4jPadding.without(shape), Nd4jPadding.around(shape, x, scratch), w, a);
      }
      return;
    }
    if (shape.groups() > 1) {
      Nd4j.exec(
          DynamicCustomOp.builder("depthwise_conv2d")
              .addInputs(x, multiplierFirst(w))
              .addOutputs(a)
              .addIntegerArguments(arguments(shape.kernel(), shape.stride(), shape.pad().top()))
              .build());
      return;
    }
    convolution(x, w, a, shape.kernel(), shape.stride(), shape.pad().top());
  }

  /** {@code [C, 1, k, k]} as {@code [1, C, k, k]}, ND4J's depthwise order, without a copy. */
  private static INDArray multiplierFirst(INDArray w) {
    return w.reshape('c', 1, w.size(0), w.size(2), w.size(3));
  }

  /**
   * {@code gx = w^T * ga}. At stride 1, {@code gx[y] = sum_t w[t] ga[y + pad - t]}: a convolution
   * of ga with the filters turned by 180 degrees, inputs and outputs exchanged, padded by {@code k
   * - 1 - pad}.
   */
  @Override
  public void backwardData(ConvShape shape, INDArray w, INDArray ga, INDArray gx) {
    if (!shape.pad().equal()) {
      try (Scratch scratch = new Scratch(type)) {
        ConvShape whole = Nd4jPadding.without(shape);
        INDArray gradient =
            scratch.empty(shape.batch(), whole.inHeight(), whole.inWidth(), shape.inChannels());
        backwardData(whole, w, ga, gradient);
        gx.assign(Nd4jPadding.inner(shape, gradient));
      }
      return;
    }
    int fullPad = shape.kernel() - 1 - shape.pad().top();
    try (Scratch scratch = new Scratch(type)) {
      if (shape.groups() == 1 && shape.stride() == 1 && fullPad >= 0) {
        // a filter of one pixel is its own rotation
        INDArray rotated = w;
        if (shape.kernel() > 1) {
          rotated = scratch.empty(w.shape());
          Nd4j.exec(
              DynamicCustomOp.builder("reverse")
                  .addInputs(w)
                  .addOutputs(rotated)
                  .addIntegerArguments(2, 3)
                  .build());
        }
        // [I, O, k, k]: what was an output is read
        INDArray transposed = scratch.copy(rotated.permute(1, 0, 2, 3));
        convolution(ga, transposed, gx, shape.kernel(), 1, fullPad);
      } else {
        // the input's values matter only to the weight gradient, which is dropped
        INDArray x = scratch.zeros(gx.shape());
        gradients(shape, x, w, ga, gx, scratch.empty(w.shape()));
      }
    }
  }

  /** {@code gw = sum_n x_n * ga_n}, [O,I,k,k]. */
  @Override
  public void backwardWeights(ConvShape shape, INDArray x, INDArray ga, INDArray gw) {
    if (!shape.pad().equal()) {
      try (Scratch scratch = new Scratch(type)) {
        backwardWeights(Nd4jPadding.without(shape), Nd4jPadding.around(shape, x, scratch), ga, gw);
      }
      return;
    }
    try (Scratch scratch = new Scratch(type)) {
      // the filters' values matter only to the data gradient, which is dropped
      INDArray w = scratch.zeros(gw.shape());
      gradients(shape, x, w, ga, scratch.empty(x.shape()), gw);
    }
  }

  @Override
  public void close() {}

  /** ND4J's convolution without bias, padded equally on all sides. */
  private static void convolution(
      INDArray x, INDArray w, INDArray a, int kernel, int stride, int pad) {
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d")
            .addInputs(x, w)
            .addOutputs(a)
            .addIntegerArguments(arguments(kernel, stride, pad))
            .build());
  }

  /** Both gradients of a convolution; ND4J computes one only with the other. */
  private static void gradients(
      ConvShape shape, INDArray x, INDArray w, INDArray ga, INDArray gx, INDArray gw) {
    boolean depthwise = shape.groups() > 1;
    Nd4j.exec(
        DynamicCustomOp.builder(depthwise ? "depthwise_conv2d_bp" : "conv2d_bp")
            .addInputs(x, depthwise ? multiplierFirst(w) : w, ga)
            .addOutputs(gx, depthwise ? multiplierFirst(gw) : gw)
            .addIntegerArguments(arguments(shape.kernel(), shape.stride(), shape.pad().top()))
            .build());
  }

  /** Kernel, stride, padding and dilation in both directions, then the layouts. */
  private static int[] arguments(int kernel, int stride, int pad) {
    return new int[] {kernel, kernel, stride, stride, pad, pad, 1, 1, EXPLICIT_PADDING, NHWC, OIHW};
  }
}
