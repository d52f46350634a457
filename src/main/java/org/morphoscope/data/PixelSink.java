package org.morphoscope.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.morphoscope.text.Storage;
import org.morphoscope.text.Texts;

/**
 * Takes the pixels of a set while it is read, image by image, from several threads: into memory, or
 * into a file that only this process sees when they would take more than {@link #limit} of it.
 */
public final class PixelSink implements Closeable {
  /** Property with the most bytes of pixels of one part that are kept in memory. */
  public static final String LIMIT = "morphoscope.pixels";

  /** The program's own cache; temporary files lie in memory on many systems. */
  private static final Path FOLDER =
      Path.of(System.getProperty("user.home"), ".morphoscope", "cache");

  private final int imageLength;
  private final int count;
  private final byte[] memory; // null when there is a file
  private final Path file;
  private final FileChannel channel;
  private final ThreadLocal<byte[]> image;

  /**
   * Writes the pixels of one image.
   *
   * @param <E> what may be wrong with them
   */
  @FunctionalInterface
  public interface Writer<E extends Exception> {
    /**
     * Writes them.
     *
     * @param pixels receives {@code [H, W, C]}
     * @param start where the image begins
     * @throws E when there are none
     */
    void write(byte[] pixels, int start) throws E;
  }

  private PixelSink(int count, int imageLength, Path file, FileChannel channel) {
    this.count = count;
    this.imageLength = imageLength;
    this.file = file;
    this.channel = channel;
    memory = channel == null ? new byte[count * imageLength] : null;
    image = ThreadLocal.withInitial(() -> new byte[imageLength]);
  }

  /**
   * {@return most bytes of pixels of one part that are kept in memory} A quarter of what Java may
   * use, and no more than an array holds.
   */
  public static long limit() {
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    return Math.min(ImageSet.MAX_BYTES, Long.getLong(LIMIT, quarter));
  }

  /**
   * {@return a place for pixels}
   *
   * @param source whose pixels they are, for sentences
   * @param count number of images
   * @param imageLength values of one image, H W C
   * @throws DataFormatException in one sentence when neither memory nor disk has room for them
   */
  public static PixelSink of(Path source, int count, int imageLength) throws DataFormatException {
    long bytes = (long) count * imageLength;
    if (bytes <= limit()) {
      return new PixelSink(count, imageLength, null, null);
    }
    try {
      Path folder = Files.createDirectories(FOLDER);
      long free = Storage.free(folder);
      if (bytes > free) {
        throw DataFormatException.at(
            source,
            "",
            Texts.of("at most %d MB of pixels, what is free in %s", free >> 20, folder),
            Texts.of("%d MB", bytes >> 20),
            "make room there, take fewer or smaller images or start with a larger -Xmx");
      }
      Path file = Files.createTempFile(folder, "pixels-", ".tmp");
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      try {
        Files.delete(file); // where the system lets one: nothing is left however the process ends
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
      return new PixelSink(count, imageLength, file, channel);
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new DataFormatException(
          Texts.of(
              "%s: expected a folder for the %d MB of pixels of %s, found that it cannot be written"
                  + " (%s); check its permissions and the disk, or start with a larger -Xmx.",
              FOLDER, bytes >> 20, source, e.getMessage()),
          e);
    }
  }

  /**
   * Takes one image.
   *
   * @param row the image, 0 to the number of images - 1; each once
   * @param writer of its pixels; when it fails, nothing is taken
   * @param <E> what may be wrong with them
   * @throws E when the writer does
   * @throws UncheckedIOException when the disk does not take them
   */
  public <E extends Exception> void put(int row, Writer<E> writer) throws E {
    if (channel == null) {
      writer.write(memory, row * imageLength);
      return;
    }
    byte[] own = image.get();
    writer.write(own, 0);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(own);
      long start = (long) row * imageLength;
      while (bytes.hasRemaining()) {
        channel.write(bytes, start + bytes.position());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          new DataFormatException(
              Texts.of(
                  "%s: expected room for %d MB of pixels, found that writing fails (%s); make room there.",
                  FOLDER, (long) count * imageLength >> 20, e.getMessage()),
              e));
    }
  }

  /**
   * {@return all pixels that were taken}
   *
   * @throws DataFormatException in one sentence when the disk does not give them back
   */
  public PixelStore store() throws DataFormatException {
    if (channel == null) {
      return new PixelStore.InMemory(memory, imageLength);
    }
    try {
      long whole = (long) count * imageLength;
      if (channel.size() < whole) { // the last images may have been damaged
        channel.write(ByteBuffer.allocate(1), whole - 1);
      }
      return PixelFile.map(file, channel, 0, count, imageLength);
    } catch (IOException e) {
      throw DataFormatException.unreadable(file, e);
    }
  }

  /** The file can no longer be found; what {@link #store} gave stays. */
  @Override
  public void close() throws DataFormatException {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw DataFormatException.unreadable(file, e);
    }
  }
}
