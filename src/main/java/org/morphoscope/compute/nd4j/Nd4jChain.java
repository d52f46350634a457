package org.morphoscope.compute.nd4j;

import java.util.function.Consumer;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.Scratch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The chain {@code phi} by ND4J operations. A pooling window is seen as its k x k positions, each a
 * strided view {@code [N, H', W', C]} of the input, so that pooling is elementwise.
 */
final class Nd4jChain {
  private final ChainShape shape;
  private final DataType type;
  private final Scratch scratch;

  Nd4jChain(ChainShape shape, DataType type, Scratch scratch) {
    this.shape = shape;
    this.type = type;
    this.scratch = scratch;
  }

  /** {@code [N, H, W, C]} seen as {@code [N H W, C]}. */
  static INDArray rows(INDArray v) {
    long channels = v.size(v.rank() - 1);
    return v.reshape('c', new long[] {v.length() / channels, channels});
  }

  /** {@code [N, H, W, C]} seen as {@code [N, H W, C]}. */
  static INDArray positions(INDArray v) {
    long n = v.size(0);
    long channels = v.size(v.rank() - 1);
    return v.reshape('c', new long[] {n, v.length() / (n * channels), channels});
  }

  /** A fresh {@code kappa a + shift}. */
  INDArray affine(INDArray a, double[] kappa, double[] shift) {
    INDArray u = scratch.copy(a);
    rows(u).muliRowVector(scratch.vector(kappa)).addiRowVector(scratch.vector(shift));
    return u;
  }

  /** {@code z = phi(u)}; u is used up. */
  void forward(INDArray u, INDArray z) {
    // a product and not a maximum with 0, which would hide the NaN of a diverged net
    pool(shape.relu() ? u.muli(indicator(scratch.keep(u.gt(0)))) : u, z);
  }

  /** A fresh {@code gu = phi'(u)^T gz}; u is kept. */
  INDArray backward(INDArray u, INDArray gz) {
    INDArray gu = scratch.zeros(u.shape());
    switch (shape.pooling()) {
      case NONE -> gu.assign(gz);
      case GLOBAL -> {
        INDArray share = scratch.keep(positions(gz).div(shape.height() * shape.width()));
        positions(gu).addi(share);
      }
      case AVERAGE -> {
        INDArray share = scratch.keep(gz.div(shape.window() * shape.window()));
        eachWindowPosition(gu, view -> view.addi(share));
      }
      case MAX -> routeToFirstMaximum(u, gz, gu);
    }
    if (shape.relu()) {
      gu.muli(indicator(scratch.keep(u.gt(0))));
    }
    return gu;
  }

  private void pool(INDArray r, INDArray z) {
    switch (shape.pooling()) {
      case NONE -> z.assign(r);
      case GLOBAL -> {
        INDArray sum = scratch.keep(positions(r).sum(1));
        rows(z).assign(sum.divi(shape.height() * shape.width()));
      }
      case AVERAGE -> {
        z.assign(0);
        eachWindowPosition(r, z::addi);
        z.divi(shape.window() * shape.window());
      }
      case MAX -> maximum(r, z);
    }
  }

  private void maximum(INDArray r, INDArray z) {
    z.assign(view(r, 0, 0));
    eachWindowPosition(r, view -> Transforms.max(z, view, false));
  }

  /** The maximum of u is where the maximum of relu(u) is, or the ReLU's gradient there is 0. */
  private void routeToFirstMaximum(INDArray u, INDArray gz, INDArray gu) {
    INDArray maximum = scratch.empty(gz.shape());
    maximum(u, maximum);
    INDArray open = scratch.copy(gz);
    for (int dy = 0; dy < shape.window(); dy++) {
      for (int dx = 0; dx < shape.window(); dx++) {
        // open holds gz where no earlier position of the window was the maximum
        INDArray hit = indicator(scratch.keep(view(u, dy, dx).eq(maximum)));
        hit.muli(open);
        view(gu, dy, dx).addi(hit);
        open.subi(hit);
      }
    }
  }

  private INDArray indicator(INDArray condition) {
    return scratch.cast(condition, type);
  }

  private void eachWindowPosition(INDArray v, Consumer<INDArray> action) {
    for (int dy = 0; dy < shape.window(); dy++) {
      for (int dx = 0; dx < shape.window(); dx++) {
        action.accept(view(v, dy, dx));
      }
    }
  }

  private INDArray view(INDArray v, int dy, int dx) {
    long channels = shape.channels();
    long row = shape.width() * channels;
    long[] viewShape = {shape.batch(), shape.outHeight(), shape.outWidth(), channels};
    long[] strides = {shape.height() * row, shape.stride() * row, shape.stride() * channels, 1};
    return Nd4j.create(v.data(), viewShape, strides, v.offset() + dy * row + dx * channels, 'c');
  }
}
