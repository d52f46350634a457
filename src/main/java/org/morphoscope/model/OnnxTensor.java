package org.morphoscope.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.text.Texts;

/**
 * A constant of an ONNX file, decoded when it is asked for.
 *
 * @param name empty for the value of an attribute
 * @param shape lengths of its axes
 * @param type ONNX's number of the element type
 * @param content its bytes, little-endian; null when they are not in the file
 * @param integers its elements where the file lists them as numbers
 */
record OnnxTensor(
    String name, List<Long> shape, int type, ByteBuffer content, List<Long> integers) {
  private static final int MAX_AXES = 8;

  /** All elements in C order, float32 or float64, checked to be finite. */
  double[] values() {
    int size =
        switch (type) {
          case OnnxFields.DATA_FLOAT -> Float.BYTES;
          case OnnxFields.DATA_DOUBLE -> Double.BYTES;
          default ->
              throw new UnsuitableException(
                  place(),
                  "float32 or float64 numbers",
                  "ONNX's element type " + type,
                  "write the net with float32 weights");
        };
    double[] values = new double[count(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = size == Float.BYTES ? content.getFloat(i * size) : content.getDouble(i * size);
      if (!Double.isFinite(values[i])) {
        throw new UnsuitableException(
            place(), "finite numbers", values[i] + " at " + i, "train the net again");
      }
    }
    return values;
  }

  /** All elements of an int64 array. */
  List<Long> int64() {
    if (type != OnnxFields.DATA_INT64) {
      throw UnsuitableException.damaged(place(), "int64 numbers", "element type " + type);
    }
    if (content == null) {
      return integers;
    }
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < count(Long.BYTES); i++) {
      values.add(content.getLong(i * Long.BYTES));
    }
    return values;
  }

  /** Length of an axis. */
  int length(int axis) {
    return Math.toIntExact(shape.get(axis));
  }

  /** Number of elements, once it is sure that the file holds them. */
  private int count(int size) {
    long room = content == null ? 0 : content.capacity();
    long count = 1;
    for (long length : shape) {
      if (length < 0 || length > ModelBytes.MAX_BYTES || shape.size() > MAX_AXES) {
        throw UnsuitableException.damaged(place(), "a shape", shape.toString());
      }
      count = Math.min(count * length, ModelBytes.MAX_BYTES);
    }
    if (count * size != room) {
      throw UnsuitableException.damaged(
          place(),
          Texts.of("%d bytes for the shape %s", count * size, shape),
          content == null ? "none in this file" : room + " bytes");
    }
    return (int) count;
  }

  private String place() {
    return "constant '" + name + "'";
  }
}
