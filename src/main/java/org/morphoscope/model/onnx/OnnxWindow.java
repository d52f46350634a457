package org.morphoscope.model.onnx;

import java.util.List;
import java.util.Optional;
import org.morphoscope.net.Padding;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/** The square window of a convolution or a pooling: kernel, stride and padding in pixels. */
record OnnxWindow(int kernel, int stride, Padding pad) {
  private static final int LARGEST = 1 << 10;
  private static final String SQUARE =
      "train the net with a square window, the same in height and width";

  /**
   * @param otherwise kernel where the node does not name it, null when it must
   * @param in what the window slides over; empty when it is not known
   * @param before padding that a Pad laid around it
   */
  static OnnxWindow of(OnnxNode node, Integer otherwise, Optional<TensorShape> in, Padding before) {
    List<Long> fallback =
        otherwise == null ? List.of() : List.of((long) otherwise, (long) otherwise);
    int kernel = square(node, "kernel_shape", node.integers("kernel_shape", fallback));
    int stride = square(node, "strides", node.integers("strides", List.of(1L, 1L)));
    if (square(node, "dilations", node.integers("dilations", List.of(1L, 1L))) != 1) {
      throw node.refuse(
          "dilations 1",
          node.integers("dilations", List.of()).toString(),
          "train the net without dilation");
    }
    int height = in.map(TensorShape::height).orElse(kernel) + before.rows();
    int width = in.map(TensorShape::width).orElse(kernel) + before.columns();
    Padding pad = pad(node, kernel, stride, height, width);
    if (node.integer("ceil_mode", 0) != 0 && in.isPresent()) {
      pad =
          pad.plus(
              new Padding(
                  0,
                  0,
                  roundedUp(height, pad.top(), pad.bottom(), kernel, stride),
                  roundedUp(width, pad.left(), pad.right(), kernel, stride)));
    }
    return new OnnxWindow(kernel, stride, before.plus(pad));
  }

  private static Padding pad(OnnxNode node, int kernel, int stride, int height, int width) {
    String automatic = node.text("auto_pad", "NOTSET");
    return switch (automatic) {
      case "NOTSET", "" -> listed(node, node.integers("pads", List.of(0L, 0L, 0L, 0L)));
      case "VALID" -> Padding.NONE;
      case "SAME_UPPER", "SAME_LOWER" -> {
        int rows = same(height, kernel, stride);
        int columns = same(width, kernel, stride);
        // what cannot be halved goes below and to the right, or above and to the left
        int extra = automatic.equals("SAME_LOWER") ? 1 : 0;
        int top = (rows + extra) / 2;
        int left = (columns + extra) / 2;
        yield new Padding(top, left, rows - top, columns - left);
      }
      default ->
          throw node.refuse(
              "auto_pad NOTSET, VALID, SAME_UPPER or SAME_LOWER", "'" + automatic + "'");
    };
  }

  /** Padding with which as many windows fit as there are strides in a length, rounded up. */
  static int same(int length, int kernel, int stride) {
    int windows = (length + stride - 1) / stride;
    return Math.max(0, (windows - 1) * stride + kernel - length);
  }

  /** Padding behind the end that makes an incomplete last window whole, if it begins before it. */
  private static int roundedUp(int length, int before, int after, int kernel, int stride) {
    int room = length + before + after - kernel;
    if (room <= 0 || room % stride == 0) {
      return 0;
    }
    int begin = (room / stride + 1) * stride;
    return begin >= length + before ? 0 : begin + kernel - length - before - after;
  }

  private static Padding listed(OnnxNode node, List<Long> pads) {
    if (pads.size() != 4 || pads.stream().anyMatch(side -> side < 0 || side > LARGEST)) {
      throw node.refuse(Texts.of("pads from 0 to %d of two axes", LARGEST), pads.toString());
    }
    return new Padding(
        pads.get(0).intValue(),
        pads.get(1).intValue(),
        pads.get(2).intValue(),
        pads.get(3).intValue());
  }

  private static int square(OnnxNode node, String what, List<Long> lengths) {
    if (lengths.size() != 2 || !lengths.get(0).equals(lengths.get(1))) {
      throw node.refuse(Texts.of("%s equal in height and width", what), lengths.toString(), SQUARE);
    }
    long length = lengths.get(0);
    if (length < 1 || length > LARGEST) {
      throw node.refuse(Texts.of("%s from 1 to %d", what, LARGEST), lengths.toString());
    }
    return (int) length;
  }
}
