package org.morphoscope.model.onnx;

import java.util.List;
import java.util.stream.IntStream;
import org.morphoscope.model.Parameter;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.TensorShape;

/**
 * Pixels as the input of a file, and probabilities as its output: uint8 from 0 to 255 become {@code
 * (v - 255 mean) / (255 std)} in the graph, and a softmax stands behind the logits.
 *
 * @param mean per channel, of pixels from 0 to 1
 * @param std per channel
 * @param channelsFirst whether the input is {@code [N, C, H, W]}, else {@code [N, H, W, C]}
 */
public record OnnxPixels(List<Double> mean, List<Double> std, boolean channelsFirst) {
  /** Name of the input. */
  public static final String INPUT = "pixels";

  /** Name of the output. */
  public static final String OUTPUT = "probabilities";

  private static final String FLOAT = "preprocessing/float";
  private static final String FIRST = "preprocessing/channels_first";
  private static final String CENTRED = "preprocessing/centred";
  private static final String MEAN = "preprocessing/mean";
  private static final String STD = "preprocessing/std";
  private static final double BYTE = 255;

  /**
   * Copies the lists.
   *
   * @param mean per channel, of pixels from 0 to 1
   * @param std per channel
   * @param channelsFirst whether the input is {@code [N, C, H, W]}, else {@code [N, H, W, C]}
   */
  public OnnxPixels {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
  }

  /** The nodes up to the net's images. */
  void before(NetworkSpec spec, OnnxNodes nodes) {
    nodes.operator("Cast", FLOAT, List.of(INPUT), OnnxNodes.integer("to", OnnxFields.DATA_FLOAT));
    String images = FLOAT;
    if (!channelsFirst) {
      nodes.operator("Transpose", FIRST, List.of(FLOAT), OnnxNodes.ints("perm", 0, 3, 1, 2));
      images = FIRST;
    }
    nodes.operator("Sub", CENTRED, List.of(images, MEAN), to -> {});
    nodes.operator("Div", spec.nodes().get(0).id(), List.of(CENTRED, STD), to -> {});
  }

  /** The node behind the net's logits. */
  static void after(NetworkSpec spec, OnnxNodes nodes) {
    List<Node> all = spec.nodes();
    String logits = all.get(all.size() - 1).id();
    nodes.operator("Softmax", OUTPUT, List.of(logits), OnnxNodes.integer("axis", 1));
  }

  List<Parameter> constants() {
    int[] perChannel = {1, mean.size(), 1, 1};
    return List.of(
        new Parameter(MEAN, perChannel, inBytes(mean)),
        new Parameter(STD, perChannel, inBytes(std)));
  }

  private static double[] inBytes(List<Double> values) {
    return IntStream.range(0, values.size()).mapToDouble(c -> values.get(c) * BYTE).toArray();
  }

  /** Axes of the input behind the first. */
  int[] shape(TensorShape image) {
    return channelsFirst
        ? new int[] {image.channels(), image.height(), image.width()}
        : new int[] {image.height(), image.width(), image.channels()};
  }
}
