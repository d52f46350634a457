package org.morphoscope.model.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.model.ProtoReader;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.text.Texts;

/** Takes the messages of {@code onnx.proto} apart; fields it does not know are passed over. */
final class OnnxParser {
  private static final int MAX_ITEMS = 10_000;

  private long operatorSet;
  private String graphName = "";
  private boolean graphSeen;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final List<OnnxFile.Input> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private OnnxParser() {}

  static OnnxFile parse(byte[] bytes) {
    OnnxParser parser = new OnnxParser();
    ProtoReader file = new ProtoReader(bytes);
    while (file.next()) {
      parser.modelField(file);
    }
    if (!parser.graphSeen) {
      throw UnsuitableException.damaged("", "an ONNX file with a graph", "no graph");
    }
    return new OnnxFile(
        parser.operatorSet,
        parser.graphName,
        parser.nodes,
        parser.inputs,
        parser.outputs,
        parser.constants,
        parser.metadata);
  }

  private void modelField(ProtoReader file) {
    switch (file.field()) {
      case OnnxFields.MODEL_GRAPH -> {
        graphSeen = true;
        graph(file.message());
      }
      case OnnxFields.MODEL_OPSET -> operatorSet(file.message());
      case OnnxFields.MODEL_METADATA -> {
        entry(file.message(), metadata);
        limit(metadata.size(), "entries of metadata");
      }
      default -> {}
    }
  }

  private void operatorSet(ProtoReader set) {
    String domain = "";
    long version = 0;
    while (set.next()) {
      switch (set.field()) {
        case OnnxFields.OPSET_DOMAIN -> domain = set.text();
        case OnnxFields.OPSET_VERSION -> version = set.number();
        default -> {}
      }
    }
    if (domain.isEmpty() || domain.equals("ai.onnx")) {
      operatorSet = version;
    }
  }

  private static void entry(ProtoReader entry, Map<String, String> to) {
    String key = "";
    String value = "";
    while (entry.next()) {
      switch (entry.field()) {
        case OnnxFields.ENTRY_KEY -> key = entry.text();
        case OnnxFields.ENTRY_VALUE -> value = entry.text();
        default -> {}
      }
    }
    to.put(key, value);
  }

  private void graph(ProtoReader graph) {
    while (graph.next()) {
      switch (graph.field()) {
        case OnnxFields.GRAPH_NODE -> nodes.add(node(graph.message()));
        case OnnxFields.GRAPH_NAME -> graphName = graph.text();
        case OnnxFields.GRAPH_INITIALIZER -> {
          OnnxTensor tensor = tensor(graph.message());
          constants.put(tensor.name(), tensor);
        }
        case OnnxFields.GRAPH_INPUT -> inputs.add(value(graph.message()));
        case OnnxFields.GRAPH_OUTPUT -> outputs.add(value(graph.message()).name());
        default -> {}
      }
      limit(nodes.size(), "nodes");
      limit(constants.size(), "constants");
      limit(inputs.size() + outputs.size(), "inputs and outputs");
    }
  }

  private static void limit(int found, String what) {
    if (found > MAX_ITEMS) {
      throw new UnsuitableException(
          "", Texts.of("at most %d %s", MAX_ITEMS, what), "more", "choose a smaller net");
    }
  }

  private static OnnxNode node(ProtoReader node) {
    String name = "";
    String operator = "";
    String domain = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, OnnxAttribute> attributes = new LinkedHashMap<>();
    while (node.next()) {
      switch (node.field()) {
        case OnnxFields.NODE_NAME -> name = node.text();
        case OnnxFields.NODE_OPERATOR -> operator = node.text();
        case OnnxFields.NODE_DOMAIN -> domain = node.text();
        case OnnxFields.NODE_INPUT -> inputs.add(node.text());
        case OnnxFields.NODE_OUTPUT -> outputs.add(node.text());
        case OnnxFields.NODE_ATTRIBUTE -> attribute(node.message(), attributes);
        default -> {}
      }
    }
    return new OnnxNode(name, operator, domain, inputs, outputs, attributes);
  }

  private static void attribute(ProtoReader from, Map<String, OnnxAttribute> to) {
    String name = "";
    float real = 0;
    long integer = 0;
    String text = "";
    List<Long> integers = new ArrayList<>();
    List<Float> reals = new ArrayList<>();
    OnnxTensor tensor = null;
    while (from.next()) {
      switch (from.field()) {
        case OnnxFields.ATTRIBUTE_NAME -> name = from.text();
        case OnnxFields.ATTRIBUTE_FLOAT -> real = from.real();
        case OnnxFields.ATTRIBUTE_INT -> integer = from.number();
        case OnnxFields.ATTRIBUTE_STRING -> text = from.text();
        case OnnxFields.ATTRIBUTE_INTS -> integers.addAll(from.numbers());
        case OnnxFields.ATTRIBUTE_FLOATS -> reals(from.reals(), reals);
        case OnnxFields.ATTRIBUTE_TENSOR -> tensor = tensor(from.message());
        default -> {}
      }
      limit(integers.size() + reals.size(), "numbers in an attribute");
    }
    to.put(name, new OnnxAttribute(real, integer, text, integers, reals, tensor));
  }

  private static void reals(ByteBuffer from, List<Float> to) {
    for (int at = 0; at + Float.BYTES <= from.capacity(); at += Float.BYTES) {
      limit(to.size(), "numbers in an attribute");
      to.add(from.getFloat(at));
    }
  }

  private static OnnxTensor tensor(ProtoReader from) {
    String name = "";
    List<Long> shape = new ArrayList<>();
    int type = 0;
    long location = 0;
    ByteBuffer content = null;
    ByteBuffer integers = null;
    Map<String, String> external = new LinkedHashMap<>();
    while (from.next()) {
      switch (from.field()) {
        case OnnxFields.TENSOR_NAME -> name = from.text();
        case OnnxFields.TENSOR_DIMENSION -> shape.addAll(from.numbers());
        case OnnxFields.TENSOR_TYPE -> type = (int) from.number();
        case OnnxFields.TENSOR_LOCATION -> location = from.number();
        case OnnxFields.TENSOR_EXTERNAL -> entry(from.message(), external);
        case OnnxFields.TENSOR_INTS32, OnnxFields.TENSOR_INTS64 ->
            integers = joined(integers, from.packed());
        case OnnxFields.TENSOR_RAW, OnnxFields.TENSOR_FLOATS, OnnxFields.TENSOR_DOUBLES -> {
          if (content != null) {
            throw UnsuitableException.damaged(
                "constant '" + name + "'", "its numbers once", "twice");
          }
          content = from.content();
        }
        default -> {}
      }
      limit(shape.size() + external.size(), "numbers in a shape");
    }
    if (location == 0) {
      external.clear();
    }
    return new OnnxTensor(name, shape, type, content, integers, external);
  }

  /** Numbers that a writer did not pack come one by one: few of them. */
  private static ByteBuffer joined(ByteBuffer before, ByteBuffer next) {
    if (before == null) {
      return next;
    }
    limit(before.capacity() + next.capacity(), "bytes of numbers that are not packed");
    return ByteBuffer.allocate(before.capacity() + next.capacity())
        .put(before.duplicate().rewind())
        .put(next.duplicate().rewind())
        .flip();
  }

  private static OnnxFile.Input value(ProtoReader from) {
    String name = "";
    int type = 0;
    List<Long> shape = new ArrayList<>();
    while (from.next()) {
      if (from.field() == OnnxFields.VALUE_NAME) {
        name = from.text();
      } else if (from.field() == OnnxFields.VALUE_TYPE) {
        ProtoReader tensor = inner(from.message(), OnnxFields.VALUE_TENSOR);
        while (tensor.next()) {
          if (tensor.field() == OnnxFields.VALUE_ELEMENT) {
            type = (int) tensor.number();
          } else if (tensor.field() == OnnxFields.VALUE_SHAPE) {
            axes(tensor.message(), shape);
          }
        }
      }
    }
    return new OnnxFile.Input(name, type, shape);
  }

  private static void axes(ProtoReader from, List<Long> shape) {
    while (from.next()) {
      if (from.field() == OnnxFields.VALUE_DIMENSION) {
        long length = -1;
        ProtoReader axis = from.message();
        while (axis.next()) {
          if (axis.field() == OnnxFields.DIMENSION_LENGTH) {
            length = axis.number();
          }
        }
        shape.add(length);
        limit(shape.size(), "axes");
      }
    }
  }

  /** The message in a field; an empty one when the field is missing. */
  private static ProtoReader inner(ProtoReader from, int field) {
    while (from.next()) {
      if (from.field() == field) {
        return from.message();
      }
    }
    return new ProtoReader(new byte[0]);
  }
}
