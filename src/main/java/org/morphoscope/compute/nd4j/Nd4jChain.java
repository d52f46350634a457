package org.morphoscope.compute.nd4j;

import java.util.function.Consumer;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.Scratch;
import org.morphoscope.net.Padding;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The chain {@code phi} by ND4J operations. A pooling window is seen as its k x k positions, each a
 * strided view {@code [N, H', W', C]} of the input, so that pooling is elementwise. The chain is
 * {@code z = phi(u)} with {@code u = kappa a + shift} (method.md section 2); everything but {@link
 * #affine} begins at u. For one call: its temporaries are the scratch's.
 */
final class Nd4jChain {
  /** ReLU6's upper bound. */
  private static final int SIX = 6;

  /** Lies around an image before a maximum is taken. */
  private static final double LOWEST = -Float.MAX_VALUE;

  // of the arrays that are handed over; a windowed pooling without a global one behind it
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

  /** A fresh {@code kappa a + shift}. {@code [N, H, W, C]}; kappa and shift {@code [C]}. */
  INDArray affine(INDArray a, double[] kappa, double[] shift) {
    INDArray u = scratch.copy(a);
    rows(u).muliRowVector(scratch.vector(kappa)).addiRowVector(scratch.vector(shift));
    return u;
  }

  /** {@code z = phi(u)}; u is used up: u {@code [N, H, W, C]}, z {@code [N, H', W', C]}. */
  void forward(INDArray u, INDArray z) {
    // a product and not a maximum with 0, which would hide the NaN of a diverged net
    pool(activate(u), z);
  }

  /** The activation in place. */
  private INDArray activate(INDArray u) {
    return switch (shape.activation().kind()) {
      case NONE -> u;
      case RELU -> u.muli(indicator(scratch.keep(u.gt(0))));
      case RELU6 -> {
        INDArray top = indicator(scratch.keep(u.gte(SIX))).muli(SIX);
        yield u.muli(between(u)).addi(top);
      }
      case LEAKY_RELU -> u.muli(leaky(u));
      case SILU -> u.muli(scratch.keep(Transforms.sigmoid(u, true)));
    };
  }

  /** 1 where {@code u > 0}, else the slope. */
  private INDArray leaky(INDArray u) {
    double slope = shape.activation().slope();
    return indicator(scratch.keep(u.gt(0))).muli(1 - slope).addi(slope);
  }

  /** Multiplies by {@code s (1 + u (1 - s))}, s the sigmoid of u. */
  private void gateSilu(INDArray u, INDArray gu) {
    INDArray s = scratch.keep(Transforms.sigmoid(u, true));
    gu.muli(s);
    gu.muli(s.rsubi(1).muli(u).addi(1));
  }

  /**
   * A fresh {@code gu = phi'(u)^T gz}; u is kept. First through the pooling, then the activation's
   * gate: ReLU'(0) = 0, ReLU6'(6) = 0.
   */
  INDArray backward(INDArray u, INDArray gz) {
    INDArray gu = scratch.zeros(u.shape());
    switch (shape.pooling()) {
      case NONE -> gu.assign(gz);
      // gz [N, 1, 1, C] meets all positions alike
      case GLOBAL -> {
        INDArray share = scratch.keep(positions(gz).div(shape.height() * shape.width()));
        positions(gu).addi(share);
      }
      case AVERAGE -> {
        INDArray share = scratch.keep(gz.div(shape.window() * shape.window()));
        eachWindowPosition(gu, view -> view.addi(share));
      }
      case MAX ->
          routeToFirstMaximum(shape.activation().curved() ? activate(scratch.copy(u)) : u, gz, gu);
    }
    switch (shape.activation().kind()) {
      case NONE -> {}
      case RELU -> gu.muli(indicator(scratch.keep(u.gt(0))));
      case RELU6 -> gu.muli(between(u));
      case LEAKY_RELU -> gu.muli(leaky(u));
      case SILU -> gateSilu(u, gu);
    }
    return gu;
  }

  /** 1 where {@code 0 < u < 6}, else 0. */
  private INDArray between(INDArray u) {
    return indicator(scratch.keep(u.gt(0))).muli(indicator(scratch.keep(u.lt(SIX))));
  }

  /** A fresh copy with something around it that no maximum takes. */
  private INDArray padded(INDArray v) {
    ChainShape whole = shape.padded();
    INDArray around = scratch.empty(shape.batch(), whole.height(), whole.width(), shape.channels());
    around.assign(LOWEST);
    inner(around).assign(v);
    return around;
  }

  /**
   * The image within a padded one. {@code [N, H, W, C]} with the padded one's strides: writing to
   * it writes there.
   */
  private INDArray inner(INDArray padded) {
    ChainShape whole = shape.padded();
    long channels = shape.channels();
    long row = whole.width() * channels;
    long[] viewShape = {shape.batch(), shape.height(), shape.width(), channels};
    long[] strides = {whole.height() * row, row, channels, 1};
    long first = shape.pad().top() * row + shape.pad().left() * channels;
    return Nd4j.create(padded.data(), viewShape, strides, padded.offset() + first, 'c');
  }

  /** Whether a maximum has something around its image. */
  private boolean isPadded() {
    return !shape.pad().equals(Padding.NONE);
  }

  /**
   * {@code z} from {@code r = activation(u)}: copy, mean over all positions, mean over windows, or
   * maximum over windows.
   */
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

  /** The largest of the window's k k views, element by element. */
  private void maximum(INDArray r, INDArray z) {
    if (isPadded()) {
      new Nd4jChain(shape.padded(), type, scratch).maximum(padded(r), z);
      return;
    }
    z.assign(view(r, 0, 0));
    eachWindowPosition(r, view -> Transforms.max(z, view, false));
  }

  /**
   * The maximum of u is where the maximum of relu(u) is, or the ReLU's gradient there is 0; what
   * comes behind a curved activation is compared as it is. Of equal values the first in row-major
   * order gets the gradient, as in every back end.
   */
  private void routeToFirstMaximum(INDArray u, INDArray gz, INDArray gu) {
    if (isPadded()) {
      INDArray whole = padded(u);
      INDArray gradient = scratch.zeros(whole.shape());
      new Nd4jChain(shape.padded(), type, scratch).routeToFirstMaximum(whole, gz, gradient);
      gu.assign(inner(gradient));
      return;
    }
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

  /** 1 and 0 of the arrays' type, to multiply with. */
  private INDArray indicator(INDArray condition) {
    return scratch.cast(condition, type);
  }

  /** The window's positions in row-major order. */
  private void eachWindowPosition(INDArray v, Consumer<INDArray> action) {
    for (int dy = 0; dy < shape.window(); dy++) {
      for (int dx = 0; dx < shape.window(); dx++) {
        action.accept(view(v, dy, dx));
      }
    }
  }

  /**
   * What position (dy, dx) of all windows sees, {@code [N, H', W', C]}: a view with the pooling's
   * stride, no copy; views of overlapping windows share elements.
   */
  private INDArray view(INDArray v, int dy, int dx) {
    long channels = shape.channels();
    long row = shape.width() * channels;
    long[] viewShape = {shape.batch(), shape.outHeight(), shape.outWidth(), channels};
    long[] strides = {shape.height() * row, shape.stride() * row, shape.stride() * channels, 1};
    return Nd4j.create(v.data(), viewShape, strides, v.offset() + dy * row + dx * channels, 'c');
  }
}
