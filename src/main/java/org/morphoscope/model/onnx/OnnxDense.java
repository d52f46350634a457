package org.morphoscope.model.onnx;

import java.util.List;
import org.morphoscope.model.Parameters;
import org.morphoscope.net.Op;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/** Gemm and MatMul as dense maps. */
final class OnnxDense {
  private final OnnxScope scope;

  OnnxDense(OnnxScope scope) {
    this.scope = scope;
  }

  void gemm(OnnxNode node) {
    node.requireInteger("transA", 0, 0);
    OnnxValue in = scope.value(node, 0);
    if (!in.is(OnnxValue.Form.VECTOR)) {
      throw node.refuse(
          "a Flatten before it", "a map", "write the net with a Flatten before its dense layer");
    }
    OnnxTensor added = node.input(2).isEmpty() ? null : scope.constant(node, 2);
    dense(node, in, OnnxGemm.of(node, scope, scope.constant(node, 1), added));
  }

  /** A product with a matrix; the bias comes with an Add behind it. */
  void product(OnnxNode node) {
    if (scope.isConstant(node.input(0))) {
      throw node.refuse(
          "activations times a constant matrix",
          "a constant times activations",
          "write the dense layer with the activations first");
    }
    OnnxValue in = scope.value(node, 0);
    boolean pixel =
        in.form() == OnnxValue.Form.MAP
            && !in.channelsFirst()
            && scope.shape(in).map(TensorShape::positions).orElse(1) == 1;
    if (!pixel && !in.is(OnnxValue.Form.VECTOR)) {
      throw node.refuse(
          "a vector per image", "a map", "write the net with a Flatten before its dense layer");
    }
    dense(node, in, OnnxGemm.of(node, scope, scope.constant(node, 1), null));
  }

  private void dense(OnnxNode node, OnnxValue in, OnnxGemm gemm) {
    double[] weight = gemm.weight();
    int outputs = gemm.bias().length;
    TensorShape shape = scope.shape(in).orElse(null);
    if (shape != null) {
      long inputs = (long) shape.channels() * shape.positions();
      if (weight.length != inputs * outputs) {
        throw node.refuse(
            Texts.of("a matrix with %d inputs, as many as %s", inputs, shape),
            Integer.toString(outputs == 0 ? 0 : weight.length / outputs),
            "get the file anew from where it was written");
      }
      if (!in.channelsFirst() && in.form() == OnnxValue.Form.VECTOR) {
        weight = channelsFirst(weight, outputs, shape);
      }
    }
    String id = scope.step(node, new Op.Dense(outputs), List.of(in));
    scope.net().numbers(id + Parameters.WEIGHT, weight);
    scope.net().numbers(id + Parameters.BIAS, gemm.bias());
    OnnxValue.Form form = in.form() == OnnxValue.Form.UNKNOWN ? OnnxValue.Form.VECTOR : in.form();
    scope.put(node, new OnnxValue(id, form, form == OnnxValue.Form.VECTOR));
  }

  /** Rows over height, width, channel as rows over channel, height, width. */
  private static double[] channelsFirst(double[] rows, int outputs, TensorShape shape) {
    int channels = shape.channels();
    int positions = shape.positions();
    double[] turned = new double[rows.length];
    for (int o = 0; o < outputs; o++) {
      int row = o * channels * positions;
      for (int p = 0; p < positions; p++) {
        for (int c = 0; c < channels; c++) {
          turned[row + c * positions + p] = rows[row + p * channels + c];
        }
      }
    }
    return turned;
  }
}
