package org.morphoscope.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.morphoscope.text.Texts;

/**
 * The header of an .npy file: {@code \x93NUMPY}, version, length, and a Python dictionary such as
 * {@code {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }} padded to a multiple of 64.
 *
 * @param type numbers in the file
 * @param shape sizes of the dimensions; empty for a single number
 * @param bytes length of the header, where the numbers start
 */
record NpyHeader(Type type, int[] shape, int bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;

  /** A header has about 100 bytes; a lying length must not make us read the whole file. */
  private static final int MAX_BYTES = 1 << 16;

  private static final Pattern DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9,\\sL]*)\\)");

  /** The types that are read. */
  enum Type {
    FLOAT32("<f4", 4),
    FLOAT64("<f8", 8),
    INT32("<i4", 4),
    INT64("<i8", 8);

    private final String descr;
    private final int size;

    Type(String descr, int size) {
      this.descr = descr;
      this.size = size;
    }

    /** Bytes per number. */
    int size() {
      return size;
    }
  }

  /** Number of elements; fails instead of overflowing. */
  static long elements(int[] shape) {
    long elements = 1;
    for (int size : shape) {
      elements = Math.multiplyExact(elements, size);
    }
    return elements;
  }

  byte[] encode() {
    StringBuilder dimensions = new StringBuilder("(");
    for (int size : shape) {
      dimensions.append(size).append(", ");
    }
    if (shape.length > 1) {
      dimensions.setLength(dimensions.length() - 2);
    } else if (shape.length == 1) {
      dimensions.setLength(dimensions.length() - 1);
    }
    String dictionary =
        Texts.of("{'descr': '%s', 'fortran_order': False, 'shape': %s), }", type.descr, dimensions);
    int unpadded = MAGIC.length + 4 + dictionary.length() + 1;
    int total = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0);
    header.putShort((short) (total - MAGIC.length - 4));
    header.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    while (header.position() < total - 1) {
      header.put((byte) ' ');
    }
    header.put((byte) '\n');
    return header.array();
  }

  /** Reads the header from the start of a file. */
  static NpyHeader decode(Path file, NpySource source) throws IOException {
    ByteBuffer fixed = source.read(file, MAGIC.length + 2, "an .npy header");
    byte[] magic = new byte[MAGIC.length];
    fixed.get(magic);
    int major = fixed.get();
    if (!Arrays.equals(magic, MAGIC)) {
      throw JournalException.at(
          file, "byte 0", "an .npy file", "another format", "save the array with numpy.save");
    }
    if (major < 1 || major > 3) {
      throw JournalException.at(
          file, "byte 6", ".npy version 1.0", "version " + major, "save it with numpy.save");
    }
    int lengthBytes = major == 1 ? 2 : 4;
    ByteBuffer lengthField = source.read(file, lengthBytes, "the length of the header");
    long length =
        major == 1
            ? Short.toUnsignedLong(lengthField.getShort())
            : Integer.toUnsignedLong(lengthField.getInt());
    if (length < 0 || length > MAX_BYTES) {
      throw JournalException.at(
          file,
          "byte 8",
          "a header of at most " + MAX_BYTES + " bytes",
          length + " bytes",
          "save the array again");
    }
    String text =
        StandardCharsets.ISO_8859_1
            .decode(source.read(file, (int) length, "the header's dictionary"))
            .toString();
    int bytes = MAGIC.length + 2 + lengthBytes + (int) length;
    return new NpyHeader(type(file, text), shape(file, text), bytes);
  }

  private static Type type(Path file, String text) throws JournalException {
    String descr = field(file, text, DESCR, "'descr'");
    for (Type type : Type.values()) {
      if (type.descr.equals(descr)) {
        return type;
      }
    }
    throw JournalException.at(
        file,
        "header",
        "little-endian float32, float64, int32 or int64",
        "'" + descr + "'",
        "convert the array with astype before saving it");
  }

  private static int[] shape(Path file, String text) throws JournalException {
    if (field(file, text, ORDER, "'fortran_order'").equals("True")) {
      throw JournalException.at(
          file,
          "header",
          "rows first (C order)",
          "columns first",
          "save numpy.ascontiguousarray of it");
    }
    String list = field(file, text, SHAPE, "'shape'").replace("L", "").replaceAll("\\s", "");
    int[] shape;
    try {
      shape =
          list.isEmpty()
              ? new int[0]
              : Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
      elements(shape);
    } catch (NumberFormatException | ArithmeticException e) {
      throw JournalException.at(
          file, "header", "a shape of sizes that fit", "(" + list + ")", "save the array again");
    }
    return shape;
  }

  private static String field(Path file, String text, Pattern pattern, String name)
      throws JournalException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw JournalException.at(
          file, "header", "the field " + name, "none", "save the array with numpy.save");
    }
    return matcher.group(1);
  }
}
