package org.morphoscope.model.onnx;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/** Operators that change how numbers lie and not what they are. */
final class OnnxShapes {
  private static final List<Long> TO_FIRST = List.of(0L, 3L, 1L, 2L);
  private static final List<Long> TO_LAST = List.of(0L, 2L, 3L, 1L);

  private final OnnxScope scope;

  OnnxShapes(OnnxScope scope) {
    this.scope = scope;
  }

  void handOn(OnnxNode node) {
    scope.put(node, scope.open(node, 0));
  }

  void dropout(OnnxNode node) {
    if (!node.input(2).isEmpty()
        && scope.isConstant(node.input(2))
        && scope.constant(node, 2).content() != null
        && scope.constant(node, 2).content().get(0) != 0) {
      throw node.refuse(
          "a net for inference", "training_mode true", "write the net after model.eval()");
    }
    handOn(node);
  }

  void cast(OnnxNode node) {
    long to = node.integer("to", 0);
    boolean real =
        to == OnnxFields.DATA_FLOAT
            || to == OnnxFields.DATA_DOUBLE
            || to == OnnxFields.DATA_FLOAT16
            || to == OnnxFields.DATA_BFLOAT16;
    if (!real) {
      throw node.refuse(
          "a cast to float numbers",
          "ONNX's element type " + to,
          "write the net with float32 numbers throughout");
    }
    handOn(node);
  }

  void flatten(OnnxNode node) {
    OnnxValue in = scope.value(node, 0);
    long axis = node.integer("axis", 1);
    long rank = in.form() == OnnxValue.Form.VECTOR ? 2 : 4;
    if (axis != 1 && axis != 1 - rank) {
      throw node.refuse("axis 1", Long.toString(axis));
    }
    scope.put(node, vector(in));
  }

  /** The same as one vector per image. */
  private OnnxValue vector(OnnxValue in) {
    return in.as(OnnxValue.Form.VECTOR, in.channelsFirst() || pixel(in));
  }

  /** Whether a value is one number per channel, so that the order of its axes does not matter. */
  private boolean pixel(OnnxValue in) {
    return scope.shape(in).map(TensorShape::positions).orElse(1) == 1;
  }

  void reshape(OnnxNode node) {
    OnnxValue in = scope.value(node, 0);
    List<Long> target = scope.constant(node, 1).int64();
    TensorShape shape = scope.shape(in).orElse(null);
    boolean images = !target.isEmpty() && oneRowPerImage(target.get(0));
    List<Long> rest = images ? target.subList(1, target.size()) : List.of();
    boolean copies = node.integer("allowzero", 0) == 0;
    if (images && rest.size() == 1 && fits(rest.get(0), shape)) {
      scope.put(node, vector(in));
    } else if (images && rest.size() == 3 && sameMap(rest, in, shape, copies)) {
      scope.put(node, in.as(OnnxValue.Form.MAP, true));
    } else if (images && rest.size() == 3 && sameLast(rest, in, shape, copies)) {
      scope.put(node, in.as(OnnxValue.Form.MAP, false));
    } else {
      throw node.refuse(
          "a reshape to one vector per image, or of such a vector to its map", shown(target));
    }
  }

  private static String shown(List<Long> target) {
    return target.toString().replace(Long.toString(OnnxFolding.BATCH), "N");
  }

  /** Whether a length is that of the batch: told, taken over, inferred, or fixed in the file. */
  private static boolean oneRowPerImage(long length) {
    return length == OnnxFolding.BATCH || length == -1 || length == 0 || length == 1;
  }

  private static boolean fits(long length, TensorShape shape) {
    return shape == null
        || length == -1
        || length == OnnxFolding.BATCH
        || length == (long) shape.channels() * shape.positions();
  }

  private boolean sameMap(List<Long> rest, OnnxValue in, TensorShape shape, boolean copies) {
    boolean order = in.channelsFirst() || pixel(in);
    return shape == null
        || order
            && is(rest.get(0), shape.channels(), copies && in.is(OnnxValue.Form.MAP))
            && is(rest.get(1), shape.height(), copies && in.is(OnnxValue.Form.MAP))
            && is(rest.get(2), shape.width(), copies && in.is(OnnxValue.Form.MAP));
  }

  private boolean sameLast(List<Long> rest, OnnxValue in, TensorShape shape, boolean copies) {
    boolean order = !in.channelsFirst() || pixel(in);
    return shape != null
        && order
        && is(rest.get(0), shape.height(), copies && in.is(OnnxValue.Form.MAP))
        && is(rest.get(1), shape.width(), copies && in.is(OnnxValue.Form.MAP))
        && is(rest.get(2), shape.channels(), copies && in.is(OnnxValue.Form.MAP));
  }

  /** Whether a length in a reshape stands for this one; two that are inferred do not occur. */
  private static boolean is(long length, int wanted, boolean copies) {
    return length == wanted || length == -1 || length == 0 && copies;
  }

  void transpose(OnnxNode node) {
    OnnxValue in = scope.padded(node, 0);
    List<Long> order = node.integers("perm", List.of());
    if (order.equals(List.of(0L, 1L, 2L, 3L)) || order.equals(List.of(0L, 1L))) {
      scope.put(node, in);
    } else if (in.is(OnnxValue.Form.MAP) && order.equals(TO_FIRST) && !in.channelsFirst()) {
      scope.put(node, in.as(in.form(), true));
    } else if (in.is(OnnxValue.Form.MAP) && order.equals(TO_LAST) && in.channelsFirst()) {
      scope.put(node, in.as(in.form(), false));
    } else if (in.form() == OnnxValue.Form.UNKNOWN) {
      scope.put(node, in);
    } else {
      throw node.refuse(
          "channels moved to the front (0, 3, 1, 2) or to the back (0, 2, 3, 1)", order.toString());
    }
  }

  void squeeze(OnnxNode node) {
    OnnxValue in = scope.value(node, 0);
    List<Long> axes = axes(node, 4);
    List<Long> wanted = in.channelsFirst() ? List.of(2L, 3L) : List.of(1L, 2L);
    if (!in.is(OnnxValue.Form.MAP) || !axes.equals(wanted) || !pixel(in)) {
      throw node.refuse(Texts.of("the axes %s of a map of one pixel", wanted), "the axes " + axes);
    }
    scope.put(node, vector(in));
  }

  void unsqueeze(OnnxNode node) {
    OnnxValue in = scope.value(node, 0);
    List<Long> axes = axes(node, 4);
    boolean first = axes.equals(List.of(2L, 3L));
    if (!in.is(OnnxValue.Form.VECTOR) || !pixel(in) || !first && !axes.equals(List.of(1L, 2L))) {
      throw node.refuse("the axes 2 and 3 behind a dense map", axes.toString());
    }
    scope.put(node, in.as(OnnxValue.Form.MAP, first));
  }

  /** Axes as an attribute or as an input, counted from the front, in order. */
  private List<Long> axes(OnnxNode node, int rank) {
    List<Long> stored =
        node.input(1).isEmpty()
            ? node.integers("axes", List.of())
            : scope.constant(node, 1).int64();
    List<Long> counted = new ArrayList<>();
    stored.forEach(axis -> counted.add(axis < 0 ? axis + rank : axis));
    return counted.stream().sorted().toList();
  }

  /** A last Softmax or LogSoftmax, which growth does without: it works on the logits. */
  void softmax(OnnxNode node) {
    OnnxValue in = scope.value(node, 0);
    long axis = node.integer("axis", scope.file().operatorSet() < 13 ? 1 : -1);
    boolean vector = in.is(OnnxValue.Form.VECTOR) || pixel(in);
    long rank = in.form() == OnnxValue.Form.MAP ? 4 : 2;
    long counted = axis < 0 ? axis + rank : axis;
    long classes = rank == 2 || in.channelsFirst() ? 1 : 3;
    if (!vector || counted != classes) {
      throw node.refuse(
          "a softmax over the classes, at the end",
          Texts.of("the axis %d of %s", axis, vector ? "the logits" : "a map"),
          "cut the net behind its last dense layer");
    }
    for (String output : node.outputs()) {
      // what follows is refused by name where it is read; the end is checked with the outputs
      scope.tell(
          Texts.of(
              "The %s at the end ('%s') is left off: growth works on the logits before it.",
              node.operator(), output));
    }
    scope.put(node, in.asProbabilities());
  }
}
