package org.morphoscope.model.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.model.Model;
import org.morphoscope.model.Parameter;
import org.morphoscope.model.Parameters;
import org.morphoscope.model.ProtoWriter;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.Op;
import org.morphoscope.net.TensorShape;

/**
 * ONNX, operator set 13: input {@code [N, C, H, W]} float32 with a free number of images, output
 * the logits {@code [N, K]}; or pixels in and probabilities out, see {@link OnnxPixels}. Nodes and
 * their outputs have the net's node ids.
 */
public final class OnnxWriter {
  private static final int IR_VERSION = 7;
  private static final int OPERATOR_SET = 13;

  private OnnxWriter() {}

  /**
   * {@return bytes of the file; the model's metadata stands in the file's {@code metadata_props}}
   *
   * @param model the net with its numbers
   */
  public static byte[] write(Model model) {
    return write(model, Optional.empty());
  }

  /**
   * {@return bytes of the file}
   *
   * @param model the net with its numbers
   * @param pixels what the file takes in; where it is given, the graph begins with the
   *     normalisation of bytes and ends with a softmax, so that probabilities come out
   */
  public static byte[] write(Model model, Optional<OnnxPixels> pixels) {
    ProtoWriter file =
        new ProtoWriter()
            .number(OnnxFields.MODEL_IR_VERSION, IR_VERSION)
            .text(OnnxFields.MODEL_PRODUCER, "morphoscope")
            .message(OnnxFields.MODEL_GRAPH, to -> graph(model, pixels, to))
            .message(
                OnnxFields.MODEL_OPSET,
                to ->
                    to.text(OnnxFields.OPSET_DOMAIN, "")
                        .number(OnnxFields.OPSET_VERSION, OPERATOR_SET));
    for (Map.Entry<String, String> entry : model.metadata().entrySet()) {
      file.message(
          OnnxFields.MODEL_METADATA,
          to ->
              to.text(OnnxFields.ENTRY_KEY, entry.getKey())
                  .text(OnnxFields.ENTRY_VALUE, entry.getValue()));
    }
    return file.toByteArray();
  }

  private static void graph(Model model, Optional<OnnxPixels> pixels, ProtoWriter to) {
    NetworkSpec spec = model.spec();
    OnnxNodes nodes = new OnnxNodes(spec, to);
    pixels.ifPresent(input -> input.before(spec, nodes));
    for (Node node : spec.nodes()) {
      if (!(node.op() instanceof Op.Input)) {
        nodes.write(node);
      }
    }
    pixels.ifPresent(input -> OnnxPixels.after(spec, nodes));
    to.text(OnnxFields.GRAPH_NAME, spec.name());
    for (Parameter each : pixels.map(OnnxPixels::constants).orElse(List.of())) {
      to.message(OnnxFields.GRAPH_INITIALIZER, tensor -> tensor(each, tensor));
    }
    if (nodes.unsqueezes()) {
      to.message(OnnxFields.GRAPH_INITIALIZER, OnnxWriter::pixelAxes);
    }
    if (nodes.clips()) {
      Parameter zero = new Parameter(OnnxNodes.ZERO, new int[0], new double[] {0});
      Parameter six = new Parameter(OnnxNodes.SIX, new int[0], new double[] {6});
      to.message(OnnxFields.GRAPH_INITIALIZER, tensor -> tensor(zero, tensor));
      to.message(OnnxFields.GRAPH_INITIALIZER, tensor -> tensor(six, tensor));
    }
    for (Parameter each : Parameters.of(spec, model.weights())) {
      to.message(OnnxFields.GRAPH_INITIALIZER, tensor -> tensor(each, tensor));
    }
    TensorShape image = spec.input();
    int[] shape = {image.channels(), image.height(), image.width()};
    List<Node> all = spec.nodes();
    int[] classes = {spec.classes()};
    if (pixels.isPresent()) {
      int[] given = pixels.get().shape(image);
      to.message(
          OnnxFields.GRAPH_INPUT, v -> value(OnnxPixels.INPUT, OnnxFields.DATA_UINT8, given, v));
      to.message(
          OnnxFields.GRAPH_OUTPUT,
          v -> value(OnnxPixels.OUTPUT, OnnxFields.DATA_FLOAT, classes, v));
      return;
    }
    to.message(
        OnnxFields.GRAPH_INPUT, v -> value(all.get(0).id(), OnnxFields.DATA_FLOAT, shape, v));
    to.message(
        OnnxFields.GRAPH_OUTPUT,
        v -> value(all.get(all.size() - 1).id(), OnnxFields.DATA_FLOAT, classes, v));
  }

  private static void tensor(Parameter parameter, ProtoWriter to) {
    for (int length : parameter.shape()) {
      to.number(OnnxFields.TENSOR_DIMENSION, length);
    }
    ByteBuffer raw =
        ByteBuffer.allocate(Math.multiplyExact(parameter.values().length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (double value : parameter.values()) {
      raw.putFloat((float) value);
    }
    to.number(OnnxFields.TENSOR_TYPE, OnnxFields.DATA_FLOAT)
        .text(OnnxFields.TENSOR_NAME, parameter.name())
        .bytes(OnnxFields.TENSOR_RAW, raw.array());
  }

  private static void pixelAxes(ProtoWriter to) {
    byte[] raw =
        ByteBuffer.allocate(2 * Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(2)
            .putLong(3)
            .array();
    to.number(OnnxFields.TENSOR_DIMENSION, 2)
        .number(OnnxFields.TENSOR_TYPE, OnnxFields.DATA_INT64)
        .text(OnnxFields.TENSOR_NAME, OnnxNodes.PIXEL_AXES)
        .bytes(OnnxFields.TENSOR_RAW, raw);
  }

  /** A tensor of any number of images. */
  private static void value(String name, int type, int[] shape, ProtoWriter to) {
    to.text(OnnxFields.VALUE_NAME, name)
        .message(
            OnnxFields.VALUE_TYPE,
            holder ->
                holder.message(
                    OnnxFields.VALUE_TENSOR,
                    tensor ->
                        tensor
                            .number(OnnxFields.VALUE_ELEMENT, type)
                            .message(OnnxFields.VALUE_SHAPE, axes -> axes(shape, axes))));
  }

  private static void axes(int[] shape, ProtoWriter to) {
    to.message(OnnxFields.VALUE_DIMENSION, n -> n.text(OnnxFields.DIMENSION_SYMBOL, "N"));
    for (int length : shape) {
      to.message(OnnxFields.VALUE_DIMENSION, n -> n.number(OnnxFields.DIMENSION_LENGTH, length));
    }
  }
}
