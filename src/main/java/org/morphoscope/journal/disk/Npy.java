package org.morphoscope.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.morphoscope.text.Texts;

/**
 * Arrays in numpy's .npy format: little endian, C order. Written as version 1.0, as float32 when
 * that loses nothing and as float64 otherwise; float32, float64, int32 and int64 are read.
 */
public final class Npy {
  private static final int CHUNK = 1 << 13;

  /** Above this, a double no longer holds every integer. */
  private static final long EXACT = 1L << 53;

  private Npy() {}

  /**
   * An array that was read.
   *
   * @param shape sizes of the dimensions; empty for a single number
   * @param values all elements, last index fastest
   * @param floating whether the file holds floating-point numbers (otherwise integers)
   */
  public record Array(int[] shape, double[] values, boolean floating) {}

  /**
   * {@return the array, in double} Memory is only taken once the file's size agrees with its
   * header.
   *
   * @param file the file's path
   * @throws JournalException in one sentence when the file is not such an array
   */
  public static Array read(Path file) throws JournalException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      NpySource source = new NpySource(channel);
      NpyHeader header = NpyHeader.decode(file, source);
      int count = checkedCount(file, header, channel.size());
      double[] values = new double[count];
      int done = 0;
      while (done < count) {
        int chunk = Math.min(CHUNK, count - done);
        ByteBuffer bytes = source.read(file, chunk * header.type().size(), "numbers");
        decode(file, header, bytes, values, done, chunk);
        done += chunk;
      }
      boolean floating =
          header.type() == NpyHeader.Type.FLOAT32 || header.type() == NpyHeader.Type.FLOAT64;
      return new Array(header.shape(), values, floating);
    } catch (IOException e) {
      throw JournalException.unreadable(file, e);
    }
  }

  /**
   * Writes a file and forces it to the disk.
   *
   * @param file the file's path
   * @param shape sizes of the dimensions
   * @param values as many numbers as the shape holds, last index fastest
   * @throws JournalException in one sentence when the file cannot be written
   */
  public static void write(Path file, int[] shape, double[] values) throws JournalException {
    if (NpyHeader.elements(shape) != values.length) {
      throw new IllegalArgumentException(
          Texts.of(
              "a shape of %d numbers for %d values", NpyHeader.elements(shape), values.length));
    }
    NpyHeader.Type type = fitsFloat(values) ? NpyHeader.Type.FLOAT32 : NpyHeader.Type.FLOAT64;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      Durable.writeFully(channel, ByteBuffer.wrap(new NpyHeader(type, shape, 0).encode()));
      ByteBuffer bytes = ByteBuffer.allocate(CHUNK * type.size()).order(ByteOrder.LITTLE_ENDIAN);
      for (double value : values) {
        if (type == NpyHeader.Type.FLOAT32) {
          bytes.putFloat((float) value);
        } else {
          bytes.putDouble(value);
        }
        if (!bytes.hasRemaining()) {
          Durable.writeFully(channel, bytes.flip());
          bytes.clear();
        }
      }
      Durable.writeFully(channel, bytes.flip());
      channel.force(true);
    } catch (IOException e) {
      throw JournalException.unwritable(file, e);
    }
  }

  /**
   * {@return whether every value is a float exactly, NaN and the sign of zero included}
   *
   * @param values may be infinite or NaN
   */
  public static boolean fitsFloat(double[] values) {
    for (double value : values) {
      if (Double.doubleToRawLongBits((float) value) != Double.doubleToRawLongBits(value)) {
        return false;
      }
    }
    return true;
  }

  private static int checkedCount(Path file, NpyHeader header, long size) throws JournalException {
    long elements = NpyHeader.elements(header.shape());
    long found = size - header.bytes();
    boolean agrees = found % header.type().size() == 0 && found / header.type().size() == elements;
    if (!agrees) {
      throw JournalException.at(
          file,
          "byte " + header.bytes(),
          Texts.of("%d numbers of %d bytes", elements, header.type().size()),
          found + " bytes",
          "copy or save the file again");
    }
    if (elements > Integer.MAX_VALUE - 8) {
      throw JournalException.at(
          file, "header", "at most 2^31 numbers", elements + " numbers", "split the array");
    }
    return (int) elements;
  }

  private static void decode(
      Path file, NpyHeader header, ByteBuffer bytes, double[] values, int from, int count)
      throws JournalException {
    for (int i = from; i < from + count; i++) {
      switch (header.type()) {
        case FLOAT32 -> values[i] = bytes.getFloat();
        case FLOAT64 -> values[i] = bytes.getDouble();
        case INT32 -> values[i] = bytes.getInt();
        case INT64 -> {
          long value = bytes.getLong();
          if (value > EXACT || value < -EXACT) {
            throw JournalException.at(
                file,
                "element " + i,
                "an integer of at most 2^53",
                Long.toString(value),
                "save smaller numbers");
          }
          values[i] = value;
        }
        default -> throw new IllegalStateException("unhandled type " + header.type());
      }
    }
  }
}
