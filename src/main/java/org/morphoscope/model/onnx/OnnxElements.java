package org.morphoscope.model.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.morphoscope.model.Parameters;
import org.morphoscope.net.Op;
import org.morphoscope.text.Texts;

/** Operators on every number by itself: ReLU and its relatives, BatchNorm, sums. */
final class OnnxElements {
  private static final double SIX = 6;

  /** Bounds beyond it are none: exporters write the largest float32 for "no bound". */
  private static final double UNBOUNDED = 3e38;

  private final OnnxScope scope;

  OnnxElements(OnnxScope scope) {
    this.scope = scope;
  }

  void relu(OnnxNode node) {
    OnnxValue in = scope.open(node, 0);
    if (in.capped()) {
      activate(node, new Op.Relu6(), in);
    } else {
      activate(node, new Op.Relu(), scope.value(node, 0));
    }
  }

  private void activate(OnnxNode node, Op op, OnnxValue in) {
    scope.stepAlike(node, op, in);
  }

  /** A clip, whose bounds are attributes before operator set 11 and inputs from then on. */
  void clip(OnnxNode node) {
    double low = bound(node, 1, "min", -Double.MAX_VALUE);
    double high = bound(node, 2, "max", Double.MAX_VALUE);
    bounded(node, scope.open(node, 0), low, high);
  }

  private double bound(OnnxNode node, int input, String attribute, double otherwise) {
    if (node.attributes().containsKey(attribute)) {
      return node.real(attribute, 0);
    }
    return node.input(input).isEmpty() ? otherwise : scalar(node, input);
  }

  private double scalar(OnnxNode node, int input) {
    double[] numbers = scope.numbers(scope.constant(node, input));
    if (numbers.length != 1) {
      throw node.refuse("one number as input " + (input + 1), numbers.length + " numbers");
    }
    return numbers[0];
  }

  /** Min or Max with one number, on either side. */
  void extreme(OnnxNode node, boolean minimum) {
    boolean first = scope.isConstant(node.input(0));
    if (node.inputs().size() != 2 || !first && !scope.isConstant(node.input(1))) {
      throw node.refuse("a minimum or maximum with one number", "one of several values");
    }
    double number = scalar(node, first ? 0 : 1);
    OnnxValue in = scope.open(node, first ? 1 : 0);
    bounded(node, in, minimum ? -Double.MAX_VALUE : number, minimum ? number : Double.MAX_VALUE);
  }

  private void bounded(OnnxNode node, OnnxValue in, double low, double high) {
    double top = in.capped() ? Math.min(high, SIX) : high;
    boolean unknown = in.form() == OnnxValue.Form.UNKNOWN;
    boolean rectified = !unknown && scope.net().nonNegative(in.id());
    if (in.probabilities() || !in.pad().equals(org.morphoscope.net.Padding.NONE)) {
      scope.value(node, 0);
    }
    if (low <= -UNBOUNDED && top >= UNBOUNDED || rectified && low <= 0 && top >= UNBOUNDED) {
      scope.put(node, in);
    } else if (low == 0 && top >= UNBOUNDED) {
      activate(node, new Op.Relu(), in);
    } else if (low == 0 && top == SIX) {
      activate(node, new Op.Relu6(), in);
    } else if (rectified && low <= 0 && top == SIX && relu6InPlace(in)) {
      scope.put(node, in);
    } else if (low <= -UNBOUNDED && top == SIX) {
      scope.put(node, in.cappedAtSix());
    } else {
      throw node.refuse("the bounds 0 and 6, or 0 alone", Texts.of("%s and %s", low, high));
    }
  }

  /** A ReLU that nothing else reads, with a minimum with 6 behind it. */
  private boolean relu6InPlace(OnnxValue in) {
    Op op = scope.net().op(in.id());
    if (op instanceof Op.Relu && !in.shared()) {
      scope.net().replace(in.id(), new Op.Relu6());
      return true;
    }
    return op instanceof Op.Relu6;
  }

  void batchNorm(OnnxNode node) {
    if (node.integer("training_mode", 0) != 0) {
      throw node.refuse("training_mode 0", "1", "write the net for inference (after model.eval())");
    }
    node.requireInteger("spatial", 1, 1);
    OnnxValue in = scope.value(node, 0);
    int positions = scope.shape(in).map(shape -> shape.positions()).orElse(1);
    if (in.form() == OnnxValue.Form.VECTOR && positions > 1) {
      throw node.refuse("a map or the output of a dense layer", "a flattened map");
    }
    if (in.form() == OnnxValue.Form.MAP && !in.channelsFirst() && positions > 1) {
      throw node.refuse("channels before height and width", "channels last");
    }
    float epsilon = node.real("epsilon", 1e-5f);
    if (!(epsilon >= 0)) {
      throw node.refuse("epsilon of at least 0", Float.toString(epsilon));
    }
    double[][] stored = new double[4][];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = scope.numbers(scope.constant(node, i + 1));
    }
    boolean known = in.form() != OnnxValue.Form.UNKNOWN;
    if (known && !in.shared() && scope.net().op(in.id()) instanceof Op.Dense) {
      intoDense(node, in, stored, epsilon);
      return;
    }
    if (known && !in.shared()) {
      scope.net().takeBias(in.id(), stored[2]);
    }
    // the decimal number that was meant, not the float next to it
    Op op = new Op.BatchNorm(Double.parseDouble(Float.toString(epsilon)));
    String id = scope.step(node, op, List.of(in));
    scope.put(node, in.of(id));
    scope.net().numbers(id + Parameters.WEIGHT, stored[0]);
    scope.net().numbers(id + Parameters.BIAS, stored[1]);
    scope.net().numbers(id + Parameters.MEAN, stored[2]);
    scope.net().numbers(id + Parameters.VARIANCE, stored[3]);
  }

  /** A dense layer always has a bias, which a BatchNorm would undo: the two become one. */
  private void intoDense(OnnxNode node, OnnxValue in, double[][] stored, float epsilon) {
    int width = ((Op.Dense) scope.net().op(in.id())).outputs();
    if (Arrays.stream(stored).anyMatch(numbers -> numbers.length != width)) {
      throw node.refuse(
          Texts.of("%d numbers of each kind", width),
          "other lengths",
          "get the file anew from where it was written");
    }
    double[] factor = new double[width];
    double[] shift = new double[width];
    for (int c = 0; c < width; c++) {
      factor[c] = stored[0][c] / Math.sqrt(stored[3][c] + epsilon);
      shift[c] = stored[1][c] - factor[c] * stored[2][c];
    }
    scope.net().takeAffine(in.id(), factor, shift);
    scope.tell(
        Texts.of(
            "The BatchNormalization '%s' behind a dense layer is folded into it: the function is the same.",
            node.title()));
    scope.put(node, in);
  }

  /** A sum of activations, or a bias. */
  void sum(OnnxNode node) {
    if (node.inputs().stream().anyMatch(scope::isConstant)) {
      new OnnxAffine(scope).take(node);
      return;
    }
    List<OnnxValue> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      inputs.add(scope.value(node, i));
    }
    OnnxValue first = inputs.get(0);
    for (OnnxValue other : inputs) {
      boolean known =
          first.form() != OnnxValue.Form.UNKNOWN && other.form() != OnnxValue.Form.UNKNOWN;
      boolean alike =
          other.form() == first.form() && other.channelsFirst() == first.channelsFirst();
      boolean shapes =
          scope.shape(first).isEmpty()
              || scope.shape(other).isEmpty()
              || scope.shape(first).equals(scope.shape(other));
      if (known && (!alike || !shapes)) {
        throw node.refuse(
            "inputs of one shape",
            Texts.of("%s and %s", shown(first), shown(other)),
            "choose a net that adds activations of one shape");
      }
    }
    String id = scope.step(node, new Op.Add(), inputs);
    scope.put(node, first.of(id));
  }

  private String shown(OnnxValue value) {
    String shape = scope.shape(value).map(Object::toString).orElse("unknown");
    return (value.form() == OnnxValue.Form.MAP ? "a map of " : "a vector of ") + shape;
  }
}
