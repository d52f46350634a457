package org.morphoscope.model;

import java.util.List;
import org.morphoscope.text.Texts;

/** The square window of a convolution or a pooling: kernel, stride and padding in pixels. */
record OnnxWindow(int kernel, int stride, int pad) {
  private static final int LARGEST = 1 << 10;

  /**
   * @param otherwise kernel where the node does not name it, null when it must
   */
  static OnnxWindow of(OnnxNode node, Integer otherwise) {
    List<Long> fallback =
        otherwise == null ? List.of() : List.of((long) otherwise, (long) otherwise);
    int kernel = square(node, "kernel_shape", node.integers("kernel_shape", fallback), 1);
    int stride = square(node, "strides", node.integers("strides", List.of(1L, 1L)), 1);
    if (square(node, "dilations", node.integers("dilations", List.of(1L, 1L)), 1) != 1) {
      throw node.refuse("dilations 1", node.integers("dilations", List.of()).toString());
    }
    node.requireInteger("ceil_mode", 0, 0);
    return new OnnxWindow(kernel, stride, pad(node, kernel, stride));
  }

  private static int pad(OnnxNode node, int kernel, int stride) {
    String automatic = node.text("auto_pad", "NOTSET");
    switch (automatic) {
      case "NOTSET", "" -> {
        List<Long> pads = node.integers("pads", List.of(0L, 0L, 0L, 0L));
        if (pads.size() != 4) {
          throw node.refuse("pads of two axes", pads.toString());
        }
        return square(node, "pads", pads, 0);
      }
      case "VALID" -> {
        return 0;
      }
      default -> {
        // with a stride the padding depends on the size and is uneven
        if (stride == 1 && kernel % 2 == 1) {
          return kernel / 2;
        }
        throw node.refuse("equal padding on all sides", "auto_pad " + automatic);
      }
    }
  }

  private static int square(OnnxNode node, String what, List<Long> lengths, int least) {
    if (lengths.size() < 2 || lengths.stream().distinct().count() != 1) {
      throw node.refuse(Texts.of("%s equal in two axes", what), lengths.toString());
    }
    long length = lengths.get(0);
    if (length < least || length > LARGEST || lengths.size() > 4) {
      throw node.refuse(
          Texts.of("%s from %d to %d in two axes", what, least, LARGEST), lengths.toString());
    }
    return (int) length;
  }
}
