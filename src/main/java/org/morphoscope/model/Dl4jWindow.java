package org.morphoscope.model;

import org.morphoscope.net.Op;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/** The square window of a convolution or a pooling: kernel, stride and padding in pixels. */
record Dl4jWindow(int kernel, int stride, int pad) {

  static Dl4jWindow of(Dl4jVertex vertex) {
    int kernel = vertex.square("kernelSize", 1);
    int stride = vertex.square("stride", 1);
    vertex.require("cnn2dDataFormat", "NCHW");
    if (vertex.settings().has("dilation") && vertex.square("dilation", 1) != 1) {
      throw vertex.refuse("dilation 1", Dl4jVertex.shown(vertex.settings().path("dilation")));
    }
    String mode = vertex.settings().path("convolutionMode").asText("Truncate");
    if (same(vertex)) {
      // with another stride the padding depends on the size and may be uneven
      boolean even = stride == 1 && kernel % 2 == 1;
      if (!even && kernel != stride) {
        throw vertex.refuse(
            "padding that is equal on all sides",
            Texts.of("convolutionMode Same with kernel %d and stride %d", kernel, stride));
      }
      return new Dl4jWindow(kernel, stride, even ? kernel / 2 : 0);
    }
    if (!mode.equals("Truncate") && !mode.equals("Strict")) {
      throw vertex.refuse("convolutionMode Truncate, Strict or Same", mode);
    }
    return new Dl4jWindow(kernel, stride, vertex.square("padding", 0));
  }

  /** Whether padding is chosen so that no pixel is dropped. */
  static boolean same(Dl4jVertex vertex) {
    return vertex.settings().path("convolutionMode").asText().equals("Same");
  }

  /** DeepLearning4J pads an incomplete last window, ours is dropped. */
  static void requireWhole(Dl4jVertex vertex, TensorShape in) {
    int stride = vertex.square("stride", 1);
    if (in.height() % stride != 0 || in.width() % stride != 0) {
      throw vertex.refuse(
          Texts.of("a size that is a multiple of the stride %d", stride),
          Texts.of("%d x %d", in.height(), in.width()));
    }
  }

  static Op.Pool.Kind poolKind(Dl4jVertex vertex) {
    String kind = vertex.settings().path("poolingType").asText();
    return switch (kind) {
      case "MAX" -> Op.Pool.Kind.MAX;
      case "AVG" -> Op.Pool.Kind.AVERAGE;
      default -> throw vertex.refuse("the pooling MAX or AVG", "'" + kind + "'");
    };
  }
}
