package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/**
 * The Gram matrix, by far the largest part of an event: one base64 string per row, of little-endian
 * float64, or float32 when that loses nothing; from the diagonal on when the matrix is symmetric to
 * the last bit.
 */
final class GramCodec {
  private GramCodec() {}

  static ObjectNode encode(double[] gram, int size) {
    boolean symmetric = isSymmetric(gram, size);
    boolean floats = Npy.fitsFloat(gram);
    ObjectNode to =
        JsonNodeFactory.instance
            .objectNode()
            .put("size", size)
            .put("symmetric", symmetric)
            .put("type", floats ? "float32" : "float64");
    ArrayNode rows = to.putArray("rows");
    for (int i = 0; i < size; i++) {
      int first = symmetric ? i : 0;
      ByteBuffer row =
          ByteBuffer.allocate((size - first) * (floats ? Float.BYTES : Double.BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
      for (int j = first; j < size; j++) {
        if (floats) {
          row.putFloat((float) gram[i * size + j]);
        } else {
          row.putDouble(gram[i * size + j]);
        }
      }
      rows.add(Base64.getEncoder().encodeToString(row.array()));
    }
    return to;
  }

  private static boolean isSymmetric(double[] gram, int size) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        if (Double.doubleToRawLongBits(gram[i * size + j])
            != Double.doubleToRawLongBits(gram[j * size + i])) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * @param size number of candidates, known from elsewhere, so that a lying file takes no memory
   */
  static double[] decode(Fields from, int size) {
    List<String> rows = from.texts("rows");
    if (from.integer("size") != size || rows.size() != size) {
      throw new MalformedException(
          "a Gram matrix of %d rows".formatted(size), rows.size() + " rows");
    }
    boolean symmetric = from.flag("symmetric");
    boolean floats = from.text("type").equals("float32");
    double[] gram = new double[size * size];
    for (int i = 0; i < size; i++) {
      int first = symmetric ? i : 0;
      ByteBuffer row = row(rows.get(i), i, (size - first) * (floats ? Float.BYTES : Double.BYTES));
      for (int j = first; j < size; j++) {
        double value = floats ? row.getFloat() : row.getDouble();
        gram[i * size + j] = value;
        if (symmetric) {
          gram[j * size + i] = value;
        }
      }
    }
    return gram;
  }

  private static ByteBuffer row(String text, int index, int expected) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length == expected) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      }
      throw new MalformedException(
          "%d bytes in row %d of the Gram matrix".formatted(expected, index),
          bytes.length + " bytes");
    } catch (IllegalArgumentException e) {
      throw new MalformedException(
          "base64 in row %d of the Gram matrix".formatted(index), e.getMessage());
    }
  }
}
