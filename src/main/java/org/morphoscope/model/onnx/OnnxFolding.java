package org.morphoscope.model.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/**
 * Operators that can be worked out while reading: constants with other axes, and the little
 * arithmetic with which exporters write a Flatten (Shape, Gather, Concat, Reshape).
 */
final class OnnxFolding {
  /** The number of images, which a file may leave open, within a shape. */
  static final long BATCH = -1_000_003L;

  private static final Set<String> FOLDED =
      Set.of(
          "Identity",
          "Cast",
          "Reshape",
          "Squeeze",
          "Unsqueeze",
          "Transpose",
          "Gather",
          "Slice",
          "Concat",
          "Flatten");

  /** Numbers that may be copied while constants get other axes. */
  private static final long MAX_COPIED = 20_000_000;

  private final OnnxScope scope;
  private long copied;

  OnnxFolding(OnnxScope scope) {
    this.scope = scope;
  }

  /**
   * Works a node out when all it reads is constant.
   *
   * @return whether it was
   */
  boolean fold(OnnxNode node) {
    if (node.operator().equals("Constant")) {
      scope.constant(node.outputs().get(0), constant(node));
      return true;
    }
    if (node.operator().equals("Shape")) {
      scope.constant(node.outputs().get(0), shape(node));
      return true;
    }
    boolean constant =
        FOLDED.contains(node.operator())
            && node.inputs().stream().allMatch(name -> name.isEmpty() || scope.isConstant(name));
    if (constant && !node.input(0).isEmpty()) {
      scope.constant(node.outputs().get(0), folded(node));
      return true;
    }
    return false;
  }

  private static OnnxTensor constant(OnnxNode node) {
    OnnxAttribute value = node.attributes().get("value");
    if (value != null && value.tensor() != null) {
      return value.tensor();
    }
    for (String name : List.of("value_float", "value_floats", "value_int", "value_ints")) {
      OnnxAttribute found = node.attributes().get(name);
      if (found != null) {
        String title = node.outputs().get(0);
        return switch (name) {
          case "value_float" -> OnnxTensor.of(title, List.of(), new double[] {found.real()});
          case "value_floats" ->
              OnnxTensor.of(
                  title,
                  List.of((long) found.reals().size()),
                  found.reals().stream().mapToDouble(Float::doubleValue).toArray());
          case "value_int" -> OnnxTensor.of(title, 0, List.of(found.integer()));
          default -> OnnxTensor.of(title, 1, found.integers());
        };
      }
    }
    throw node.refuse("an array or a number as its value", "none");
  }

  /** The shape of activations, the number of images left open. */
  private OnnxTensor shape(OnnxNode node) {
    OnnxValue in = scope.value(node, 0);
    TensorShape shape = scope.shape(in).orElse(new TensorShape(1, 1, 1));
    List<Long> lengths = new ArrayList<>(List.of(BATCH));
    if (in.form() == OnnxValue.Form.VECTOR) {
      lengths.add((long) shape.channels() * shape.positions());
    } else if (in.channelsFirst()) {
      lengths.addAll(List.of((long) shape.channels(), (long) shape.height(), (long) shape.width()));
    } else {
      lengths.addAll(List.of((long) shape.height(), (long) shape.width(), (long) shape.channels()));
    }
    int from = within(node.integer("start", 0), lengths.size());
    int to = within(node.integer("end", lengths.size()), lengths.size());
    return OnnxTensor.of(
        node.outputs().get(0), 1, from < to ? lengths.subList(from, to) : List.of());
  }

  /** An index from the front or the back, kept within a list. */
  private static int within(long index, int size) {
    long counted = index < 0 ? index + size : index;
    return (int) Math.max(0, Math.min(size, counted));
  }

  private OnnxTensor folded(OnnxNode node) {
    OnnxTensor in = scope.constant(node, 0);
    return switch (node.operator()) {
      case "Identity", "Cast" -> in;
      case "Transpose" -> transposed(node, in);
      case "Gather" -> gathered(node, in);
      case "Slice" -> sliced(node, in);
      case "Concat" -> joined(node);
      default -> reshaped(node, in);
    };
  }

  /** Numbers in the same order with other axes. */
  private OnnxTensor reshaped(OnnxNode node, OnnxTensor in) {
    if (in.isInteger()) {
      List<Long> values = in.int64();
      boolean scalar = node.operator().equals("Squeeze") && values.size() == 1;
      return OnnxTensor.of(in.name(), scalar ? 0 : 1, values);
    }
    List<Long> before = in.shape();
    List<Long> after = new ArrayList<>(before);
    List<Long> told =
        node.input(1).isEmpty()
            ? node.integers("axes", List.of())
            : scope.constant(node, 1).int64();
    switch (node.operator()) {
      case "Reshape" -> {
        long known = 1;
        for (int i = 0; i < told.size(); i++) {
          long length = told.get(i) == 0 && i < before.size() ? before.get(i) : told.get(i);
          known *= length > 0 ? Math.min(length, Integer.MAX_VALUE) : 1;
          told = replaced(told, i, length);
        }
        long all = before.stream().reduce(1L, (a, b) -> a * Math.min(b, Integer.MAX_VALUE));
        after = new ArrayList<>();
        for (long length : told) {
          after.add(length < 0 && known > 0 ? all / known : length);
        }
      }
      case "Unsqueeze" -> {
        List<Long> places =
            told.stream()
                .map(axis -> axis < 0 ? axis + before.size() + told(node) : axis)
                .sorted()
                .toList();
        for (long place : places) {
          after.add(within(place, after.size()), 1L);
        }
      }
      case "Squeeze" -> {
        List<Long> places =
            told.stream().map(axis -> axis < 0 ? axis + before.size() : axis).toList();
        after.clear();
        for (int i = 0; i < before.size(); i++) {
          boolean out = before.get(i) == 1 && (places.isEmpty() || places.contains((long) i));
          if (!out) {
            after.add(before.get(i));
          }
        }
      }
      default -> throw node.refuse("activations", "the constant '" + in.name() + "'");
    }
    return in.withShape(after);
  }

  private long told(OnnxNode node) {
    return node.input(1).isEmpty()
        ? node.integers("axes", List.of()).size()
        : scope.constant(node, 1).int64().size();
  }

  private static List<Long> replaced(List<Long> list, int index, long value) {
    List<Long> copy = new ArrayList<>(list);
    copy.set(index, value);
    return copy;
  }

  private OnnxTensor transposed(OnnxNode node, OnnxTensor in) {
    double[] values = scope.numbers(in);
    copied += values.length;
    if (copied > MAX_COPIED) {
      throw new UnsuitableException(
          node.place(),
          Texts.of("at most %,d numbers in transposed constants", MAX_COPIED),
          "more",
          "write the net with its constants folded");
    }
    int rank = in.shape().size();
    List<Long> order = new ArrayList<>(node.integers("perm", List.of()));
    for (int i = rank - 1; order.size() < rank; i--) {
      order.add((long) i);
    }
    if (order.size() != rank
        || order.stream().distinct().count() != rank
        || order.stream().anyMatch(axis -> axis < 0 || axis >= rank)) {
      throw node.refuse(Texts.of("an order of %d axes", rank), order.toString());
    }
    int[] strides = new int[rank];
    int[] lengths = new int[rank];
    for (int i = rank - 1, step = 1; i >= 0; i--) {
      strides[i] = step;
      step *= in.length(i);
    }
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int axis = order.get(i).intValue();
      lengths[i] = in.length(axis);
      shape.add((long) lengths[i]);
    }
    double[] turned = new double[values.length];
    for (int i = 0; i < turned.length; i++) {
      int rest = i;
      int from = 0;
      for (int axis = rank - 1; axis >= 0; axis--) {
        from += rest % lengths[axis] * strides[order.get(axis).intValue()];
        rest /= lengths[axis];
      }
      turned[i] = values[from];
    }
    return OnnxTensor.of(in.name(), shape, turned);
  }

  private OnnxTensor gathered(OnnxNode node, OnnxTensor in) {
    List<Long> values = whole(node, in);
    OnnxTensor at = scope.constant(node, 1);
    List<Long> chosen = new ArrayList<>();
    for (long index : at.int64()) {
      long counted = index < 0 ? index + values.size() : index;
      if (counted < 0 || counted >= values.size() || node.integer("axis", 0) != 0) {
        throw node.refuse(
            "an index below " + values.size(),
            Long.toString(index),
            "get the file anew from where it was written");
      }
      chosen.add(values.get((int) counted));
    }
    return OnnxTensor.of(in.name(), at.shape().size(), chosen);
  }

  private OnnxTensor sliced(OnnxNode node, OnnxTensor in) {
    List<Long> values = whole(node, in);
    long from = one(node, 1, "starts", 0);
    long to = one(node, 2, "ends", values.size());
    long step = node.input(4).isEmpty() ? 1 : one(node, 4, "steps", 1);
    if (step != 1) {
      throw node.refuse("a slice with step 1", "step " + step);
    }
    int first = within(from, values.size());
    int last = within(to, values.size());
    return OnnxTensor.of(in.name(), 1, first < last ? values.subList(first, last) : List.of());
  }

  private long one(OnnxNode node, int input, String attribute, long otherwise) {
    List<Long> told =
        node.input(input).isEmpty()
            ? node.integers(attribute, List.of(otherwise))
            : scope.constant(node, input).int64();
    if (told.size() != 1) {
      throw node.refuse(attribute + " of one axis", told.toString());
    }
    return told.get(0);
  }

  private OnnxTensor joined(OnnxNode node) {
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      values.addAll(whole(node, scope.constant(node, i)));
      if (values.size() > 1 << 10) {
        throw node.refuse("a shape", "a longer list of numbers");
      }
    }
    return OnnxTensor.of(node.outputs().get(0), 1, values);
  }

  private static List<Long> whole(OnnxNode node, OnnxTensor in) {
    if (!in.isInteger() || in.shape().size() > 1) {
      throw node.refuse("a list of whole numbers", "the constant '" + in.name() + "'");
    }
    return in.int64();
  }
}
