package org.morphoscope.model.dl4j;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.text.Texts;

/**
 * The one row of numbers of a DeepLearning4J net, taken from front to back. The file is two
 * buffers: the row's shape as int64 numbers, then its elements; each begins with its kind, length
 * and element type, all big-endian.
 */
final class Dl4jNumbers {
  static final String FILE = "coefficients.bin";
  private static final int MAX_SHAPE = 64;

  private final ByteBuffer data;
  private final boolean doubles;
  private final long count;
  private long taken;

  Dl4jNumbers(byte[] file) {
    data = ByteBuffer.wrap(file);
    long shape = header("LONG");
    if (shape > MAX_SHAPE) {
      throw damaged(Texts.of("a shape of at most %d numbers", MAX_SHAPE), Long.toString(shape));
    }
    skip((int) shape * Long.BYTES);
    int at = data.position();
    text();
    long ignored = length();
    doubles = text().equals("DOUBLE");
    data.position(at);
    count = header(doubles ? "DOUBLE" : "FLOAT");
    long room = data.remaining() / (doubles ? Double.BYTES : Float.BYTES);
    if (count != room || count != ignored) {
      throw damaged(count + " numbers", "room for " + room);
    }
  }

  /** Reads the beginning of a buffer and gives its length. */
  private long header(String type) {
    String kind = text();
    if (!kind.equals("MIXED_DATA_TYPES") && !kind.equals("LONG_SHAPE")) {
      throw damaged("numbers as DeepLearning4J 1.0.0 writes them", "'" + kind + "'");
    }
    long length = length();
    String found = text();
    if (length < 0 || !found.equals(type)) {
      throw damaged(Texts.of("%s numbers", type), Texts.of("%d of type '%s'", length, found));
    }
    return length;
  }

  private long length() {
    need(Long.BYTES);
    return data.getLong();
  }

  private String text() {
    need(Short.BYTES);
    int length = data.getShort() & 0xffff;
    need(length);
    byte[] bytes = new byte[length];
    data.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void skip(int bytes) {
    need(bytes);
    data.position(data.position() + bytes);
  }

  private void need(int bytes) {
    if (data.remaining() < bytes) {
      throw damaged(bytes + " bytes at byte " + data.position(), data.remaining() + " bytes");
    }
  }

  private static UnsuitableException damaged(String expected, String found) {
    return UnsuitableException.damaged(FILE, expected, found);
  }

  /** The next numbers of a layer. */
  double[] take(Dl4jVertex of, long wanted) {
    if (wanted < 0 || wanted > count - taken) {
      throw of.refuse(wanted + " numbers in " + FILE, Texts.of("%d that are left", count - taken));
    }
    double[] values = new double[(int) wanted];
    for (int i = 0; i < values.length; i++) {
      values[i] = doubles ? data.getDouble() : data.getFloat();
      if (!Double.isFinite(values[i])) {
        throw of.refuse("finite numbers", Double.toString(values[i]));
      }
    }
    taken += wanted;
    return values;
  }

  void requireAllTaken() {
    if (taken != count) {
      throw damaged(Texts.of("the %d numbers of the layers", taken), Long.toString(count));
    }
  }

  /** {@code [k k, C]} as {@code [C, k k]}. */
  static double[] transposed(double[] stored, int rows, int columns) {
    double[] turned = new double[stored.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        turned[c * rows + r] = stored[r * columns + c];
      }
    }
    return turned;
  }
}
