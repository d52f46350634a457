package org.morphoscope.data.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.PixelFile;
import org.morphoscope.data.PixelSink;
import org.morphoscope.data.PixelStore;

/**
 * One idx file, read from front to back. Compression is told by content, not by name: browsers
 * unpack some {@code .gz} files on the way and leave the name alone.
 *
 * <p>A header is not believed: memory grows with the bytes that really arrive, never beyond what
 * the header promises, so a file that lies costs little.
 */
final class IdxStream implements AutoCloseable {
  static final int IMAGES_MAGIC = 0x803;
  static final int LABELS_MAGIC = 0x801;

  /** Labels as QMNIST has them: eight 32-bit numbers each, of which the first is the class. */
  static final int NUMBERS_MAGIC = 0xc02;

  private static final int FIRST_BLOCK = 1 << 20;
  private static final String AGAIN = "download the file again";

  private final Path file;
  private final InputStream in;
  private final boolean packed;
  private long offset; // in the uncompressed data

  private IdxStream(Path file, InputStream in, boolean packed) {
    this.file = file;
    this.in = in;
    this.packed = packed;
  }

  /** Opens a file or says in one sentence why it cannot be read. */
  static IdxStream open(Path file) throws DataFormatException {
    Folders.requireFile(file, "an idx file");
    try {
      InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      try {
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return new IdxStream(file, gzip ? new GZIPInputStream(raw, 1 << 16) : raw, gzip);
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    } catch (IOException e) {
      throw new IdxStream(file, InputStream.nullInputStream(), false).failure(e, 0, 4);
    }
  }

  /** Reads the magic number. */
  void expectMagic(int magic, String what) throws DataFormatException {
    int found = number();
    if (found != magic) {
      throw DataFormatException.at(
          file,
          "byte 0",
          "the magic number " + magic + " of idx " + what,
          Integer.toUnsignedString(found),
          "check that this is the idx file of the " + what);
    }
  }

  /** Reads one number of the header, which must be at least 1. */
  int positive(String what) throws DataFormatException {
    int found = number();
    if (found < 1) {
      throw DataFormatException.at(
          file,
          "byte " + (offset - 4),
          "a " + what + " from 1 to " + Integer.MAX_VALUE,
          Integer.toUnsignedString(found),
          AGAIN);
    }
    return found;
  }

  /** Reads the {@code count * length} bytes after the header, which must be all that is left. */
  byte[] body(long count, int length) throws DataFormatException {
    long expected;
    try {
      expected = Math.multiplyExact(count, (long) length);
    } catch (ArithmeticException e) {
      expected = Long.MAX_VALUE; // refused just below like every other size that cannot be held
    }
    Folders.requireRoom(file, expected);
    byte[] body = new byte[(int) Math.min(expected, FIRST_BLOCK)];
    int filled = 0;
    while (true) {
      filled += readUpTo(body, filled, expected);
      if (filled == expected) {
        break;
      }
      body = Arrays.copyOf(body, (int) Math.min(expected, 2L * body.length));
    }
    requireEnd();
    return body;
  }

  /**
   * The images after the header, which must be all that is left: in memory, or where they are too
   * many for it, from the file itself or, of a compressed one, from an unpacked copy.
   */
  PixelStore images(int count, long length) throws DataFormatException {
    if (length > ImageSet.MAX_BYTES) {
      Folders.requireRoom(file, length);
    }
    int imageLength = (int) length;
    if (count * length <= PixelSink.limit()) {
      return new PixelStore.InMemory(body(count, imageLength), imageLength);
    }
    return packed ? unpacked(count, imageLength) : mapped(count, imageLength);
  }

  private PixelStore mapped(int count, int length) throws DataFormatException {
    long expected = (long) count * length;
    long there = Folders.size(file) - offset;
    long start = offset;
    offset += Math.min(there, expected);
    if (there < expected) {
      throw failure(new EOFException(), there, expected);
    }
    if (there > expected) {
      throw moreBytes();
    }
    try {
      return PixelFile.map(file, start, count, length);
    } catch (IOException e) {
      throw DataFormatException.unreadable(file, e);
    }
  }

  private PixelStore unpacked(int count, int length) throws DataFormatException {
    try (PixelSink sink = PixelSink.of(file, count, length)) {
      byte[] image = new byte[length];
      for (int i = 0; i < count; i++) {
        readUpTo(image, 0, (long) i * length, (long) count * length);
        sink.put(i, (pixels, at) -> System.arraycopy(image, 0, pixels, at, length));
      }
      requireEnd();
      return sink.store();
    } catch (UncheckedIOException e) { // the disk is full
      throw DataFormatException.behind(file, e);
    }
  }

  private int number() throws DataFormatException {
    byte[] four = new byte[4];
    readUpTo(four, 0, 4);
    return (four[0] & 0xff) << 24 | (four[1] & 0xff) << 16 | (four[2] & 0xff) << 8 | four[3] & 0xff;
  }

  /** Fills the array from {@code at}; fails when the data ends before. */
  private int readUpTo(byte[] bytes, int at, long whole) throws DataFormatException {
    return readUpTo(bytes, at, 0, whole);
  }

  /** As above, where {@code before} bytes of the whole are behind already. */
  private int readUpTo(byte[] bytes, int at, long before, long whole) throws DataFormatException {
    int wanted = bytes.length - at;
    int got = 0;
    try {
      while (got < wanted) {
        int n = in.read(bytes, at + got, wanted - got);
        if (n < 0) {
          throw new EOFException();
        }
        got += n;
        offset += n;
      }
      return got;
    } catch (IOException e) {
      throw failure(e, before + at + got, whole);
    }
  }

  private void requireEnd() throws DataFormatException {
    try {
      if (in.read() >= 0) {
        throw moreBytes();
      }
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException e) {
      throw failure(e, offset, offset);
    }
  }

  private DataFormatException moreBytes() {
    return DataFormatException.at(
        file,
        "byte " + offset,
        "the end of the data, as the header says",
        "more bytes",
        AGAIN + " or check its header");
  }

  private DataFormatException failure(IOException e, long got, long whole) {
    String place = "byte " + offset;
    if (e instanceof EOFException) {
      return DataFormatException.at(
          file, place, whole + " bytes here", "the end of the file after " + got, AGAIN);
    }
    if (e instanceof ZipException) {
      return DataFormatException.at(
          file, place, "sound gzip data", "damaged data (" + e.getMessage() + ")", AGAIN);
    }
    return DataFormatException.unreadable(file, e);
  }

  @Override
  public void close() throws DataFormatException {
    try {
      in.close();
    } catch (IOException e) {
      throw DataFormatException.unreadable(file, e);
    }
  }
}
