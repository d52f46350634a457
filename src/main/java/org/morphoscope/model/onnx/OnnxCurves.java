package org.morphoscope.model.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.net.Activation;
import org.morphoscope.net.Op;

/** Leaky ReLU, and SiLU, which files have as {@code x * Sigmoid(x)}. */
final class OnnxCurves {
  private final OnnxScope scope;

  /** What a Sigmoid read, by the name of its result. */
  private final Map<String, String> gated = new HashMap<>();

  OnnxCurves(OnnxScope scope) {
    this.scope = scope;
  }

  /** A slope of 0 is a ReLU, one of 1 nothing at all. */
  void leaky(OnnxNode node) {
    float alpha = node.real("alpha", (float) Activation.USUAL_SLOPE);
    OnnxValue in = scope.value(node, 0);
    if (alpha == 1) {
      scope.put(node, in);
      return;
    }
    if (!(alpha >= 0 && alpha < 1)) {
      throw node.refuse("alpha from 0 to 1", Float.toString(alpha));
    }
    // the decimal number that was meant, not the float next to it
    double slope = Double.parseDouble(Float.toString(alpha));
    scope.stepAlike(node, alpha == 0 ? new Op.Relu() : new Op.LeakyRelu(slope), in);
  }

  /** Remembers what it reads, for the product that must follow. */
  void sigmoid(OnnxNode node) {
    String result = node.outputs().get(0);
    String read = node.input(0);
    List<OnnxNode> readers =
        scope.file().nodes().stream().filter(other -> other.inputs().contains(result)).toList();
    boolean gates =
        !readers.isEmpty()
            && !scope.file().outputs().contains(result)
            && readers.stream().allMatch(other -> isProduct(other, result, read));
    if (!gates) {
      throw node.refuse("a Sigmoid that its own input is multiplied by (SiLU)", "another one");
    }
    scope.value(node, 0);
    gated.put(result, read);
  }

  private static boolean isProduct(OnnxNode node, String one, String other) {
    return node.operator().equals("Mul")
        && (node.inputs().equals(List.of(one, other)) || node.inputs().equals(List.of(other, one)));
  }

  /**
   * Takes a product with a Sigmoid.
   *
   * @return whether it was one
   */
  boolean product(OnnxNode node) {
    for (int i = 0; i < node.inputs().size(); i++) {
      String read = gated.get(node.input(i));
      if (read != null && isProduct(node, node.input(i), read)) {
        scope.stepAlike(node, new Op.Silu(), scope.value(node, 1 - i));
        return true;
      }
    }
    return false;
  }
}
