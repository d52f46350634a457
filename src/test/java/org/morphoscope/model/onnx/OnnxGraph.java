package org.morphoscope.model.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.morphoscope.model.ProtoWriter;

/** An ONNX file written node by node, as any exporter might; for tests. */
final class OnnxGraph {
  private final ProtoWriter graph = new ProtoWriter();
  private final SplittableRandom random = new SplittableRandom(11);
  private final int operatorSet;

  /** Where weights go when they shall lie beside the net; null when they are inside. */
  private final String location;

  private final java.io.ByteArrayOutputStream beside = new java.io.ByteArrayOutputStream();
  private int valueType = OnnxFields.DATA_FLOAT;

  OnnxGraph(int operatorSet) {
    this(operatorSet, null);
  }

  OnnxGraph(int operatorSet, String location) {
    this.operatorSet = operatorSet;
    this.location = location;
    graph.text(OnnxFields.GRAPH_NAME, "traits");
  }

  /** Type of the weights that follow: float32, float64, float16 or bfloat16. */
  OnnxGraph type(int type) {
    valueType = type;
    return this;
  }

  /** The images, with a free number of them. */
  OnnxGraph input(String name, int... shape) {
    return value(OnnxFields.GRAPH_INPUT, name, shape);
  }

  OnnxGraph output(String name, int... shape) {
    return value(OnnxFields.GRAPH_OUTPUT, name, shape);
  }

  private OnnxGraph value(int field, String name, int... shape) {
    graph.message(
        field,
        v ->
            v.text(OnnxFields.VALUE_NAME, name)
                .message(
                    OnnxFields.VALUE_TYPE,
                    type ->
                        type.message(
                            OnnxFields.VALUE_TENSOR,
                            tensor ->
                                tensor
                                    .number(OnnxFields.VALUE_ELEMENT, OnnxFields.DATA_FLOAT)
                                    .message(OnnxFields.VALUE_SHAPE, axes -> axes(shape, axes)))));
    return this;
  }

  private static void axes(int[] shape, ProtoWriter to) {
    to.message(OnnxFields.VALUE_DIMENSION, n -> n.text(OnnxFields.DIMENSION_SYMBOL, "N"));
    for (int length : shape) {
      to.message(OnnxFields.VALUE_DIMENSION, n -> n.number(OnnxFields.DIMENSION_LENGTH, length));
    }
  }

  /** An attribute of a node. */
  static Consumer<ProtoWriter> ints(String name, long... values) {
    return node ->
        node.message(
            OnnxFields.NODE_ATTRIBUTE,
            to -> {
              to.text(OnnxFields.ATTRIBUTE_NAME, name);
              for (long value : values) {
                to.number(OnnxFields.ATTRIBUTE_INTS, value);
              }
              to.number(OnnxFields.ATTRIBUTE_TYPE, OnnxFields.TYPE_INTS);
            });
  }

  static Consumer<ProtoWriter> integer(String name, long value) {
    return node ->
        node.message(
            OnnxFields.NODE_ATTRIBUTE,
            to ->
                to.text(OnnxFields.ATTRIBUTE_NAME, name)
                    .number(OnnxFields.ATTRIBUTE_INT, value)
                    .number(OnnxFields.ATTRIBUTE_TYPE, OnnxFields.TYPE_INT));
  }

  static Consumer<ProtoWriter> real(String name, float value) {
    return node ->
        node.message(
            OnnxFields.NODE_ATTRIBUTE,
            to ->
                to.text(OnnxFields.ATTRIBUTE_NAME, name)
                    .real(OnnxFields.ATTRIBUTE_FLOAT, value)
                    .number(OnnxFields.ATTRIBUTE_TYPE, OnnxFields.TYPE_FLOAT));
  }

  static Consumer<ProtoWriter> text(String name, String value) {
    return node ->
        node.message(
            OnnxFields.NODE_ATTRIBUTE,
            to ->
                to.text(OnnxFields.ATTRIBUTE_NAME, name)
                    .text(OnnxFields.ATTRIBUTE_STRING, value)
                    .number(OnnxFields.ATTRIBUTE_TYPE, 3));
  }

  /** A node whose result has its name. */
  @SafeVarargs
  final OnnxGraph node(
      String operator, String name, List<String> inputs, Consumer<ProtoWriter>... attributes) {
    graph.message(
        OnnxFields.GRAPH_NODE,
        to -> {
          inputs.forEach(input -> to.text(OnnxFields.NODE_INPUT, input));
          to.text(OnnxFields.NODE_OUTPUT, name)
              .text(OnnxFields.NODE_NAME, name)
              .text(OnnxFields.NODE_OPERATOR, operator);
          for (Consumer<ProtoWriter> attribute : attributes) {
            attribute.accept(to);
          }
        });
    return this;
  }

  /** Random weights, of the size that keeps activations near 1. */
  OnnxGraph weights(String name, long... shape) {
    long count = 1;
    for (long length : shape) {
      count *= length;
    }
    double scale = shape.length > 1 ? 2 / Math.sqrt((double) count / shape[0]) : 0.5;
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    return floats(name, values, shape);
  }

  OnnxGraph floats(String name, double[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (valueType) {
        case OnnxFields.DATA_DOUBLE -> raw.putDouble(value);
        case OnnxFields.DATA_FLOAT16 -> raw.putShort(half(value));
        case OnnxFields.DATA_BFLOAT16 ->
            raw.putShort((short) (Float.floatToIntBits((float) value) >>> 16));
        default -> raw.putFloat((float) value);
      }
    }
    byte[] bytes = new byte[raw.position()];
    raw.get(0, bytes);
    graph.message(
        OnnxFields.GRAPH_INITIALIZER,
        to -> {
          for (long length : shape) {
            to.number(OnnxFields.TENSOR_DIMENSION, length);
          }
          to.number(OnnxFields.TENSOR_TYPE, valueType).text(OnnxFields.TENSOR_NAME, name);
          if (location == null) {
            to.bytes(OnnxFields.TENSOR_RAW, bytes);
          } else {
            entry(to, "location", location);
            entry(to, "offset", Integer.toString(beside.size()));
            entry(to, "length", Integer.toString(bytes.length));
            to.number(OnnxFields.TENSOR_LOCATION, 1);
            beside.writeBytes(bytes);
          }
        });
    return this;
  }

  private static void entry(ProtoWriter to, String key, String value) {
    to.message(
        OnnxFields.TENSOR_EXTERNAL,
        e -> e.text(OnnxFields.ENTRY_KEY, key).text(OnnxFields.ENTRY_VALUE, value));
  }

  /** Whole numbers along one axis, inside the net. */
  OnnxGraph longs(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      raw.putLong(value);
    }
    graph.message(
        OnnxFields.GRAPH_INITIALIZER,
        to ->
            to.number(OnnxFields.TENSOR_DIMENSION, values.length)
                .number(OnnxFields.TENSOR_TYPE, OnnxFields.DATA_INT64)
                .text(OnnxFields.TENSOR_NAME, name)
                .bytes(OnnxFields.TENSOR_RAW, raw.array()));
    return this;
  }

  /** The nearest float16 of a small number, halves away from 0. */
  static short half(double value) {
    double size = Math.abs(value);
    int sign = value < 0 ? 0x8000 : 0;
    int exponent = size == 0 ? -14 : Math.max(-14, Math.getExponent(size));
    int steps = (int) Math.round(Math.scalb(size, 10 - exponent));
    // a number that is not subnormal has the leading 1 left out; a carry goes to the exponent
    int bits = steps < 1024 ? steps : ((exponent + 14) << 10) + steps;
    return (short) (sign | bits);
  }

  /** The file. */
  byte[] bytes() {
    return new ProtoWriter()
        .number(OnnxFields.MODEL_IR_VERSION, 8)
        .message(OnnxFields.MODEL_GRAPH, to -> to.append(graph))
        .message(OnnxFields.MODEL_OPSET, to -> to.number(OnnxFields.OPSET_VERSION, operatorSet))
        .toByteArray();
  }

  /** What lies beside it. */
  byte[] besides() {
    return beside.toByteArray();
  }

  /** Names as a list, for short. */
  static List<String> in(String... names) {
    return new ArrayList<>(List.of(names));
  }
}
