package org.morphoscope.model.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.morphoscope.model.ModelBytes;
import org.morphoscope.model.ProtoReader;
import org.morphoscope.model.ShortFloats;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.text.Texts;

/**
 * A constant of an ONNX file, decoded when it is asked for.
 *
 * @param name empty for the value of an attribute
 * @param shape lengths of its axes
 * @param type ONNX's number of the element type
 * @param content its bytes, little-endian; null when they are not in the file
 * @param integers its elements where the file lists them as numbers, as packed varints
 * @param external where its bytes are when they lie in another file: {@code location}, {@code
 *     offset}, {@code length}; empty otherwise
 */
record OnnxTensor(
    String name,
    List<Long> shape,
    int type,
    ByteBuffer content,
    ByteBuffer integers,
    Map<String, String> external) {
  private static final int MAX_AXES = 8;

  OnnxTensor {
    shape = List.copyOf(shape);
    external = Map.copyOf(external);
  }

  /** Numbers of our own, float64. */
  static OnnxTensor of(String name, List<Long> shape, double[] values) {
    ByteBuffer content =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      content.putDouble(value);
    }
    return new OnnxTensor(name, shape, OnnxFields.DATA_DOUBLE, content.flip(), null, Map.of());
  }

  /** Whole numbers of our own, int64, along one axis; a scalar when {@code axes} is 0. */
  static OnnxTensor of(String name, int axes, List<Long> values) {
    ByteBuffer content =
        ByteBuffer.allocate(values.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(content::putLong);
    List<Long> shape = axes == 0 ? List.of() : List.of((long) values.size());
    return new OnnxTensor(name, shape, OnnxFields.DATA_INT64, content.flip(), null, Map.of());
  }

  /** The same numbers with other axes. */
  OnnxTensor withShape(List<Long> newShape) {
    return new OnnxTensor(name, newShape, type, content, integers, external);
  }

  /** The same constant with its bytes, which lay in another file. */
  OnnxTensor withContent(ByteBuffer bytes) {
    return new OnnxTensor(name, shape, type, bytes, null, Map.of());
  }

  boolean isInteger() {
    return type == OnnxFields.DATA_INT64 || type == OnnxFields.DATA_INT32;
  }

  /** Bytes of all elements as a file holds them, once the shape is known to be one. */
  long byteLength() {
    return (long) count() * size();
  }

  private int size() {
    return switch (type) {
      case OnnxFields.DATA_FLOAT, OnnxFields.DATA_INT32 -> Float.BYTES;
      case OnnxFields.DATA_DOUBLE, OnnxFields.DATA_INT64 -> Double.BYTES;
      case OnnxFields.DATA_FLOAT16, OnnxFields.DATA_BFLOAT16 -> Short.BYTES;
      default ->
          throw new UnsuitableException(
              place(),
              "numbers of the type float32, float64, float16 or bfloat16 (int32 or int64 for"
                  + " shapes)",
              "ONNX's element type " + type,
              "write the net with float32 weights and before it is quantised");
    };
  }

  /**
   * All elements in C order, float32, float64, float16 or bfloat16, each exactly, checked to be
   * finite.
   */
  double[] values() {
    int size = size();
    if (isInteger()) {
      throw new UnsuitableException(
          place(),
          "numbers of the type float32, float64, float16 or bfloat16",
          "whole numbers",
          "write the net with float32 weights");
    }
    double[] values = new double[present(size)];
    long[] bits = content == null ? varints(values.length) : null;
    for (int i = 0; i < values.length; i++) {
      values[i] = bits == null ? element(i * size) : half((short) bits[i]);
      if (!Double.isFinite(values[i])) {
        throw new UnsuitableException(
            place(), "finite numbers", values[i] + " at " + i, "train the net again");
      }
    }
    return values;
  }

  private double element(int at) {
    return switch (type) {
      case OnnxFields.DATA_FLOAT -> content.getFloat(at);
      case OnnxFields.DATA_DOUBLE -> content.getDouble(at);
      default -> half(content.getShort(at));
    };
  }

  /** A number of 16 bits. */
  private double half(short bits) {
    return type == OnnxFields.DATA_BFLOAT16
        ? ShortFloats.ofBfloat16(bits)
        : ShortFloats.ofFloat16(bits);
  }

  /** All elements of an array of whole numbers. */
  List<Long> int64() {
    if (!isInteger()) {
      throw UnsuitableException.damaged(
          place(), "whole numbers, int32 or int64", "element type " + type);
    }
    int size = size();
    int count = present(size);
    List<Long> values = new ArrayList<>();
    long[] listed = content == null ? varints(count) : null;
    for (int i = 0; i < count; i++) {
      long stored = 0;
      if (content != null) {
        stored = size == Long.BYTES ? content.getLong(i * size) : content.getInt(i * size);
      }
      values.add(listed == null ? stored : listed[i]);
    }
    return values;
  }

  private long[] varints(int count) {
    return ProtoReader.varints(integers, count, place());
  }

  /** Length of an axis. */
  int length(int axis) {
    return Math.toIntExact(shape.get(axis));
  }

  /** Number of elements that the shape tells, at most as many as any file can hold. */
  private int count() {
    long count = 1;
    for (long length : shape) {
      if (length < 0 || length > ModelBytes.MAX_BYTES || shape.size() > MAX_AXES) {
        throw UnsuitableException.damaged(place(), "a shape", shape.toString());
      }
      count = Math.min(count * length, ModelBytes.MAX_BYTES);
    }
    return (int) count;
  }

  /** Number of elements, once it is sure that the file holds them. */
  private int present(int size) {
    int count = count();
    boolean listable =
        isInteger() || type == OnnxFields.DATA_FLOAT16 || type == OnnxFields.DATA_BFLOAT16;
    boolean listed = content == null && integers != null && listable;
    // a listed number takes a byte at least
    long room = listed ? integers.capacity() : content == null ? 0 : content.capacity();
    if (listed ? count > room : (long) count * size != room) {
      throw UnsuitableException.damaged(
          place(),
          Texts.of("%d bytes for the shape %s", (long) count * size, shape),
          content == null && !listed ? "none in this file" : room + " bytes");
    }
    return count;
  }

  String place() {
    return "constant '" + name + "'";
  }
}
