package org.morphoscope.model.onnx;

import java.util.Arrays;
import java.util.List;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/**
 * Add, Sub, Mul and Div with a constant: a bias or a factor per channel, which the layer before
 * takes up exactly; at the images, their normalisation.
 */
final class OnnxAffine {
  private static final String CURE =
      "write the net with this constant folded into the layer before it (most exporters do when"
          + " asked to optimise)";

  private final OnnxScope scope;

  OnnxAffine(OnnxScope scope) {
    this.scope = scope;
  }

  void take(OnnxNode node) {
    if (node.inputs().size() != 2) {
      throw node.refuse("activations and one constant", node.inputs().size() + " inputs", CURE);
    }
    boolean first = scope.isConstant(node.input(0));
    if (!first && !scope.isConstant(node.input(1))) {
      throw node.refuse("a sum of activations, or a constant", "two activations");
    }
    OnnxValue in = scope.value(node, first ? 1 : 0);
    TensorShape shape = scope.shape(in).orElse(null);
    if (in.form() == OnnxValue.Form.UNKNOWN || shape == null) {
      scope.put(node, in);
      return;
    }
    double[] constant = perChannel(node, scope.constant(node, first ? 0 : 1), in, shape);
    double[] factor = new double[constant.length];
    double[] shift = new double[constant.length];
    for (int c = 0; c < constant.length; c++) {
      double v = constant[c];
      switch (node.operator()) {
        case "Add", "Sum" -> set(factor, shift, c, 1, v);
        case "Sub" -> set(factor, shift, c, first ? -1 : 1, first ? v : -v);
        case "Mul" -> set(factor, shift, c, v, 0);
        default -> set(factor, shift, c, first ? Double.NaN : 1 / v, 0);
      }
      if (!Double.isFinite(factor[c])) {
        throw node.refuse(
            "a division by numbers other than 0", first ? "one of a constant" : "0", CURE);
      }
    }
    apply(node, in, factor, shift);
  }

  private static void set(double[] factor, double[] shift, int c, double f, double s) {
    factor[c] = f;
    shift[c] = s;
  }

  private void apply(OnnxNode node, OnnxValue in, double[] factor, double[] shift) {
    boolean nothing =
        Arrays.stream(factor).allMatch(v -> v == 1) && Arrays.stream(shift).allMatch(v -> v == 0);
    if (!nothing && scope.isImages(in)) {
      if (in.shared() || Arrays.stream(factor).anyMatch(v -> v == 0)) {
        throw node.refuse(
            "images that are normalised in one place, by factors other than 0",
            in.shared() ? "that something else reads them too" : "a factor 0",
            "write the net without its normalisation of the images");
      }
      scope.scaleImages(factor, shift);
    } else if (!nothing && (in.shared() || !scope.net().takeAffine(in.id(), factor, shift))) {
      throw node.refuse(
          "a convolution, a dense layer or a BatchNormalization before it that nothing else reads",
          in.shared() ? "one that is read twice" : "another node",
          CURE);
    }
    scope.put(node, in);
  }

  /** A constant as one number per channel: its other axes must have length 1. */
  private double[] perChannel(OnnxNode node, OnnxTensor constant, OnnxValue in, TensorShape shape) {
    boolean map = in.form() == OnnxValue.Form.MAP;
    int rank = map ? 4 : 2;
    int channelAxis = map && !in.channelsFirst() ? 3 : 1;
    double[] numbers = scope.numbers(constant);
    List<Long> lengths = constant.shape();
    boolean pixels = !map && shape.positions() > 1;
    boolean fits = lengths.size() <= rank && (!pixels || numbers.length == 1);
    for (int i = 0; fits && i < lengths.size(); i++) {
      boolean channels = i + rank - lengths.size() == channelAxis;
      fits = lengths.get(i) == 1 || channels && lengths.get(i) == shape.channels();
    }
    if (!fits || numbers.length == 0) {
      throw node.refuse(
          Texts.of("one number, or one for each of the %d channels", shape.channels()),
          "a constant of the shape " + lengths,
          CURE);
    }
    double[] all = new double[shape.channels()];
    for (int c = 0; c < all.length; c++) {
      all[c] = numbers[numbers.length == 1 ? 0 : c];
    }
    return all;
  }
}
