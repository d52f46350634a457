package org.morphoscope.model.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.morphoscope.compute.Weights;
import org.morphoscope.model.Model;
import org.morphoscope.model.ProtoWriter;
import org.morphoscope.net.NetworkSpec;

/** A written file that can be changed node by node, to make files that others would write. */
final class OnnxFiles {
  private final List<OnnxNode> nodes;
  private final Map<String, OnnxTensor> constants;
  private final String name;
  private final String output;
  private long[] shape;

  private OnnxFiles(OnnxFile file) {
    nodes = new ArrayList<>(file.nodes());
    constants = new LinkedHashMap<>(file.constants());
    name = file.name();
    output = file.outputs().get(0);
    shape = file.inputs().get(0).shape().stream().mapToLong(Long::longValue).toArray();
  }

  static OnnxFiles of(NetworkSpec spec, Weights weights) {
    return new OnnxFiles(OnnxParser.parse(OnnxWriter.write(new Model(spec, weights, Map.of()))));
  }

  void imageShape(long channels, long height, long width) {
    shape = new long[] {-1, channels, height, width};
  }

  void array(String name, float[] values, long... ofShape) {
    ByteBuffer content =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      content.putFloat(value);
    }
    List<Long> axes = LongStream.of(ofShape).boxed().toList();
    constants.put(
        name, new OnnxTensor(name, axes, OnnxFields.DATA_FLOAT, content.flip(), null, Map.of()));
  }

  void operator(String name, String operator) {
    OnnxNode old = nodes.get(at(name));
    replace(name, operator, old.inputs(), old.attributes());
  }

  void addInput(String name, String input) {
    input(name, nodes.get(at(name)).inputs().size(), input);
  }

  void input(String name, int index, String input) {
    OnnxNode old = nodes.get(at(name));
    List<String> inputs = new ArrayList<>(old.inputs());
    if (index == inputs.size()) {
      inputs.add(input);
    } else {
      inputs.set(index, input);
    }
    replace(name, old.operator(), inputs, old.attributes());
  }

  void integers(String name, String attribute, long... values) {
    List<Long> list = LongStream.of(values).boxed().toList();
    attribute(name, attribute, new OnnxAttribute(0, 0, "", list, List.of(), null));
  }

  void integer(String name, String attribute, long value) {
    attribute(name, attribute, new OnnxAttribute(0, value, "", List.of(), List.of(), null));
  }

  private void attribute(String name, String attribute, OnnxAttribute value) {
    OnnxNode old = nodes.get(at(name));
    Map<String, OnnxAttribute> attributes = new LinkedHashMap<>(old.attributes());
    attributes.put(attribute, value);
    replace(name, old.operator(), old.inputs(), attributes);
  }

  /** Puts a node between a node and its first input. */
  void insertBefore(String name, String operator, String inserted) {
    String read = nodes.get(at(name)).inputs().get(0);
    nodes.add(
        at(name), new OnnxNode(inserted, operator, "", List.of(read), List.of(inserted), Map.of()));
    input(name, 0, inserted);
  }

  private void replace(
      String name, String operator, List<String> inputs, Map<String, OnnxAttribute> attributes) {
    OnnxNode old = nodes.get(at(name));
    nodes.set(
        at(name), new OnnxNode(name, operator, old.domain(), inputs, old.outputs(), attributes));
  }

  private int at(String name) {
    return nodes.stream().map(OnnxNode::name).toList().indexOf(name);
  }

  byte[] bytes() {
    return new ProtoWriter()
        .message(OnnxFields.MODEL_OPSET, to -> to.number(OnnxFields.OPSET_VERSION, 13))
        .message(OnnxFields.MODEL_GRAPH, this::graph)
        .toByteArray();
  }

  private void graph(ProtoWriter to) {
    to.text(OnnxFields.GRAPH_NAME, name);
    nodes.forEach(node -> to.message(OnnxFields.GRAPH_NODE, n -> node(node, n)));
    constants.values().forEach(c -> to.message(OnnxFields.GRAPH_INITIALIZER, t -> tensor(c, t)));
    to.message(OnnxFields.GRAPH_INPUT, this::input);
    to.message(OnnxFields.GRAPH_OUTPUT, value -> value.text(OnnxFields.VALUE_NAME, output));
  }

  private static void node(OnnxNode node, ProtoWriter to) {
    node.inputs().forEach(input -> to.text(OnnxFields.NODE_INPUT, input));
    node.outputs().forEach(result -> to.text(OnnxFields.NODE_OUTPUT, result));
    to.text(OnnxFields.NODE_NAME, node.name()).text(OnnxFields.NODE_OPERATOR, node.operator());
    node.attributes()
        .forEach(
            (name, value) ->
                to.message(
                    OnnxFields.NODE_ATTRIBUTE,
                    a -> {
                      a.text(OnnxFields.ATTRIBUTE_NAME, name)
                          .real(OnnxFields.ATTRIBUTE_FLOAT, value.real())
                          .number(OnnxFields.ATTRIBUTE_INT, value.integer());
                      value.integers().forEach(i -> a.number(OnnxFields.ATTRIBUTE_INTS, i));
                    }));
  }

  private static void tensor(OnnxTensor tensor, ProtoWriter to) {
    tensor.shape().forEach(length -> to.number(OnnxFields.TENSOR_DIMENSION, length));
    byte[] content = new byte[tensor.content().capacity()];
    tensor.content().duplicate().get(0, content);
    to.number(OnnxFields.TENSOR_TYPE, tensor.type())
        .text(OnnxFields.TENSOR_NAME, tensor.name())
        .bytes(OnnxFields.TENSOR_RAW, content);
  }

  private void input(ProtoWriter value) {
    value
        .text(OnnxFields.VALUE_NAME, "input")
        .message(
            OnnxFields.VALUE_TYPE,
            type ->
                type.message(
                    OnnxFields.VALUE_TENSOR,
                    tensor -> tensor.message(OnnxFields.VALUE_SHAPE, this::axes)));
  }

  private void axes(ProtoWriter to) {
    for (long length : shape) {
      to.message(
          OnnxFields.VALUE_DIMENSION,
          axis -> {
            if (length >= 0) {
              axis.number(OnnxFields.DIMENSION_LENGTH, length);
            }
          });
    }
  }
}
