package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.morphoscope.journal.disk.Npy;
import org.morphoscope.selection.DenseGram;
import org.morphoscope.selection.Factor;
import org.morphoscope.selection.FactorGram;
import org.morphoscope.selection.Gram;
import org.morphoscope.text.Texts;

/**
 * The Gram matrix, by far the largest part of an event: one base64 string per row, of little-endian
 * float64, or float32 when that loses nothing; from the diagonal on when the matrix is symmetric to
 * the last bit. A matrix that is kept as a factor R is written as R, of type {@code "factor32"}:
 * one string per row of R, float32, and N.
 */
public final class GramCodec {
  private static final String FACTOR = "factor32";

  private GramCodec() {}

  /**
   * {@return the matrix in the form that it is kept in}
   *
   * @param gram of all candidates
   */
  public static ObjectNode encode(Gram gram) {
    return gram instanceof FactorGram factor ? encode(factor) : encode((DenseGram) gram);
  }

  private static ObjectNode encode(FactorGram gram) {
    ObjectNode to =
        JsonNodeFactory.instance
            .objectNode()
            .put("size", gram.size())
            .put("type", FACTOR)
            .put("samples", gram.samples());
    ArrayNode rows = to.putArray("rows");
    ByteBuffer bytes =
        ByteBuffer.allocate(gram.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    float[] row = new float[gram.size()];
    for (int k = 0; k < gram.factor().rows(); k++) {
      gram.factor().get(k, row);
      bytes.asFloatBuffer().put(row);
      rows.add(Base64.getEncoder().encodeToString(bytes.array()));
    }
    return to;
  }

  private static ObjectNode encode(DenseGram dense) {
    double[] gram = dense.values();
    int size = dense.size();
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
  static Gram decode(Fields from, int size) {
    List<String> rows = from.texts("rows");
    String type = from.text("type");
    if (type.equals(FACTOR)) {
      return factor(from, rows, size);
    }
    if (from.integer("size") != size || rows.size() != size) {
      throw new MalformedException(
          Texts.of("a Gram matrix of %d rows", size), rows.size() + " rows");
    }
    boolean symmetric = from.flag("symmetric");
    boolean floats = type.equals("float32");
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
    return new DenseGram(size, gram);
  }

  private static Gram factor(Fields from, List<String> rows, int size) {
    if (from.integer("size") != size || rows.isEmpty() || from.integer64("samples") < 1) {
      throw new MalformedException(
          Texts.of("rows of %d candidates and of at least one image", size),
          rows.size() + " rows of " + from.integer("size"));
    }
    Factor factor = new Factor(rows.size(), size);
    float[] row = new float[size];
    for (int k = 0; k < rows.size(); k++) {
      row(rows.get(k), k, size * Float.BYTES).asFloatBuffer().get(row);
      factor.set(k, row);
    }
    return new FactorGram(factor, from.integer64("samples"));
  }

  private static ByteBuffer row(String text, int index, int expected) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length == expected) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      }
      throw new MalformedException(
          Texts.of("%d bytes in row %d of the Gram matrix", expected, index),
          bytes.length + " bytes");
    } catch (IllegalArgumentException e) {
      throw new MalformedException(
          Texts.of("base64 in row %d of the Gram matrix", index), e.getMessage());
    }
  }
}
