package org.morphoscope.model.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import org.morphoscope.net.Op;
import org.morphoscope.net.Padding;

/** The square window of a convolution or a pooling: kernel, stride and padding in pixels. */
record Dl4jWindow(int kernel, int stride, Padding pad) {
  private static final int LARGEST = 1 << 10;

  /**
   * @param height of what the window slides over
   * @param width of the same
   */
  static Dl4jWindow of(Dl4jVertex vertex, int height, int width) {
    int kernel = vertex.square("kernelSize", 1);
    int stride = vertex.square("stride", 1);
    vertex.require("cnn2dDataFormat", "NCHW");
    if (vertex.settings().has("dilation") && vertex.square("dilation", 1) != 1) {
      throw vertex.refuse("dilation 1", Dl4jVertex.shown(vertex.settings().path("dilation")));
    }
    String mode = vertex.settings().path("convolutionMode").asText("Truncate");
    if (mode.equals("Same")) {
      // as many windows as there are strides, rounded up; what cannot be halved goes behind
      int rows = same(height, kernel, stride);
      int columns = same(width, kernel, stride);
      Padding pad = new Padding(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
      return new Dl4jWindow(kernel, stride, pad);
    }
    if (!mode.equals("Truncate") && !mode.equals("Strict")) {
      throw vertex.refuse("convolutionMode Truncate, Strict or Same", mode);
    }
    return new Dl4jWindow(kernel, stride, Padding.of(vertex.square("padding", 0)));
  }

  private static int same(int length, int kernel, int stride) {
    int windows = (length + stride - 1) / stride;
    return Math.max(0, (windows - 1) * stride + kernel - length);
  }

  /** The zeros of a ZeroPaddingLayer: above, below, left, right. */
  static Padding zeros(Dl4jVertex vertex) {
    JsonNode sides = vertex.settings().path("padding");
    int[] lengths = new int[4];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = sides.size() == 4 ? sides.path(i).asInt(-1) : -1;
      if (lengths[i] < 0 || lengths[i] > LARGEST) {
        throw vertex.refuse("padding of four sides from 0 to " + LARGEST, Dl4jVertex.shown(sides));
      }
    }
    vertex.require("dataFormat", "NCHW");
    return new Padding(lengths[0], lengths[2], lengths[1], lengths[3]);
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
