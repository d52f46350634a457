package org.morphoscope.model.onnx;

import java.util.List;
import java.util.Optional;
import org.morphoscope.model.Parameters;
import org.morphoscope.net.Op;
import org.morphoscope.net.Padding;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/** Operators that slide a window over a map of pixels, or take its mean. */
final class OnnxMaps {
  private static final String NO_PAD =
      "train the net with an average pooling that is not padded, or with a maximum";

  private final OnnxScope scope;

  OnnxMaps(OnnxScope scope) {
    this.scope = scope;
  }

  void convolution(OnnxNode node) {
    OnnxValue in = scope.map(node);
    OnnxTensor filters = scope.constant(node, 1);
    double[] weight = scope.numbers(filters);
    if (filters.shape().size() != 4) {
      throw node.refuse("filters of two-dimensional images", filters.shape().toString());
    }
    int outputs = filters.length(0);
    OnnxWindow window = OnnxWindow.of(node, filters.length(2), scope.shape(in), in.pad());
    if (filters.length(2) != window.kernel() || filters.length(3) != window.kernel()) {
      throw node.refuse("filters of side " + window.kernel(), filters.shape().toString());
    }
    boolean bias = !node.input(2).isEmpty();
    long groups = node.integer("group", 1);
    boolean depthwise = groups > 1;
    // as many outputs as inputs is for the net to see, which knows the input's channels
    if (depthwise && (groups != outputs || filters.length(1) != 1)) {
      throw node.refuse(
          "one group, or one per channel",
          Texts.of("%d groups for %d filters", groups, outputs),
          "train the net with groups 1, or with one filter per channel");
    }
    Op op =
        depthwise
            ? new Op.Depthwise(window.kernel(), window.stride(), window.pad(), bias)
            : new Op.Conv(outputs, window.kernel(), window.stride(), window.pad(), bias);
    String id = scope.step(node, op, List.of(in));
    scope.put(node, new OnnxValue(id, OnnxValue.Form.MAP, true));
    scope.net().numbers(id + Parameters.WEIGHT, weight);
    if (bias) {
      scope.net().numbers(id + Parameters.BIAS, scope.numbers(scope.constant(node, 2)));
    }
  }

  void pool(OnnxNode node, Op.Pool.Kind kind) {
    OnnxValue in = scope.map(node);
    Optional<TensorShape> shape = scope.shape(in);
    boolean maximum = kind == Op.Pool.Kind.MAX;
    if (node.outputs().size() > 1 && scope.readers(node.outputs().get(1)) > 0) {
      throw node.refuse("nobody to read the places of the maxima", "a reader");
    }
    if (!maximum && whole(node, shape, in.pad())) {
      globalMean(node, in);
      return;
    }
    OnnxWindow window = OnnxWindow.of(node, null, shape, in.pad());
    if (!maximum && !window.pad().equals(Padding.NONE)) {
      throw node.refuse("an average without padding", "padding of " + window.pad(), NO_PAD);
    }
    if (maximum && !in.pad().equals(Padding.NONE) && !scope.net().nonNegative(in.id())) {
      throw node.refuse(
          "a ReLU before the Pad, behind which zeros are never the only maximum",
          "another node",
          "train the net with the padding in its MaxPool");
    }
    Op op = new Op.Pool(kind, window.kernel(), window.stride(), window.pad());
    String id = scope.step(node, op, List.of(in));
    scope.put(node, new OnnxValue(id, OnnxValue.Form.MAP, true));
  }

  /** Whether a window of any form is the whole map, without padding. */
  private static boolean whole(OnnxNode node, Optional<TensorShape> shape, Padding pad) {
    List<Long> kernel = node.integers("kernel_shape", List.of());
    return shape.isPresent()
        && shape.get().height() != shape.get().width()
        && kernel.equals(List.of((long) shape.get().height(), (long) shape.get().width()))
        && pad.equals(Padding.NONE)
        && node.integers("pads", List.of()).stream().allMatch(side -> side == 0);
  }

  /** The mean over all positions. */
  void globalMean(OnnxNode node, OnnxValue in) {
    scope.stepAlike(node, new Op.GlobalAveragePool(), in);
  }

  void globalAverage(OnnxNode node) {
    OnnxValue in = scope.value(node, 0);
    scope.map(node);
    globalMean(node, in);
  }

  void globalMaximum(OnnxNode node) {
    OnnxValue in = scope.value(node, 0);
    scope.map(node);
    TensorShape shape = scope.shape(in).orElse(new TensorShape(1, 1, 1));
    if (shape.height() != shape.width()) {
      throw node.refuse("a square map", shape.toString(), OnnxCures.of("MaxPool"));
    }
    scope.stepAlike(node, new Op.Pool(Op.Pool.Kind.MAX, shape.height(), shape.height()), in);
  }

  /** A mean over height and width, the axes as an attribute or as an input. */
  void reduceMean(OnnxNode node) {
    OnnxValue in = scope.value(node, 0);
    List<Long> axes =
        node.input(1).isEmpty()
            ? node.integers("axes", List.of())
            : scope.constant(node, 1).int64();
    List<Long> counted = axes.stream().map(axis -> axis < 0 ? axis + 4 : axis).sorted().toList();
    List<Long> wanted = in.channelsFirst() ? List.of(2L, 3L) : List.of(1L, 2L);
    if (!in.is(OnnxValue.Form.MAP) || !counted.equals(wanted)) {
      throw node.refuse(
          Texts.of("a mean over height and width (the axes %s)", wanted),
          axes.isEmpty() ? "one over all axes" : "the axes " + axes);
    }
    String id = scope.step(node, new Op.GlobalAveragePool(), List.of(in));
    boolean kept = node.integer("keepdims", 1) != 0;
    OnnxValue.Form form = kept ? OnnxValue.Form.MAP : OnnxValue.Form.VECTOR;
    scope.put(node, new OnnxValue(id, form, !kept || in.channelsFirst()));
  }

  /** Zeros around a map, which the convolution or the maximum behind it takes over. */
  void pad(OnnxNode node) {
    OnnxValue in = scope.padded(node, 0);
    String mode = node.text("mode", "constant");
    if (!mode.equals("constant")) {
      throw node.refuse(
          "mode constant", "'" + mode + "'", "train the net with zeros as its padding");
    }
    double value =
        node.input(2).isEmpty() ? node.real("value", 0) : scope.numbers(scope.constant(node, 2))[0];
    List<Long> pads =
        node.input(1).isEmpty()
            ? node.integers("pads", List.of())
            : scope.constant(node, 1).int64();
    long[] sides = sides(node, pads);
    for (int axis = 0; axis < 4; axis++) {
      boolean inside = axis == (in.channelsFirst() ? 2 : 1) || axis == (in.channelsFirst() ? 3 : 2);
      if (!inside && (sides[axis] != 0 || sides[axis + 4] != 0)) {
        throw node.refuse("a padding of height and width", pads.toString());
      }
    }
    int rows = in.channelsFirst() ? 2 : 1;
    Padding around =
        new Padding(
            Math.toIntExact(sides[rows]),
            Math.toIntExact(sides[rows + 1]),
            Math.toIntExact(sides[rows + 4]),
            Math.toIntExact(sides[rows + 5]));
    if (around.equals(Padding.NONE)) {
      scope.put(node, in);
      return;
    }
    if (value != 0 || !in.is(OnnxValue.Form.MAP)) {
      throw node.refuse(
          "zeros around a map",
          value != 0 ? "the value " + value : "a vector",
          "train the net with zeros as its padding");
    }
    scope.put(node, in.padded(in.pad().plus(around)));
  }

  /** Begins and ends of the four axes, where a list of axes may leave some out. */
  private long[] sides(OnnxNode node, List<Long> pads) {
    List<Long> axes =
        node.input(3).isEmpty() ? List.of(0L, 1L, 2L, 3L) : scope.constant(node, 3).int64();
    boolean fit =
        pads.size() == 2 * axes.size()
            && axes.stream().allMatch(axis -> axis >= -4 && axis < 4)
            && pads.stream().allMatch(side -> side >= 0 && side <= 1 << 10);
    if (!fit) {
      throw node.refuse(
          "paddings from 0 to 1024 of four axes", Texts.of("%s of the axes %s", pads, axes));
    }
    long[] sides = new long[8];
    for (int i = 0; i < axes.size(); i++) {
      int axis = (int) (axes.get(i) < 0 ? axes.get(i) + 4 : axes.get(i));
      sides[axis] = pads.get(i);
      sides[axis + 4] = pads.get(i + axes.size());
    }
    return sides;
  }
}
