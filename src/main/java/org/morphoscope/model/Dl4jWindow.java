package org.morphoscope.model;

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
            "convolutionMode Same with kernel %d and stride %d".formatted(kernel, stride));
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
}
