package org.morphoscope.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Pixels of many images in a file, mapped into memory: the system keeps of it what is used and what
 * there is room for. Whoever goes through the images in a plan has the next ones read meanwhile
 * ({@link ReadAhead}).
 *
 * <p>Mapped in blocks of whole images of at most 1 GiB, because a buffer of Java holds 2 GiB.
 */
public final class PixelFile implements PixelStore {
  private static final long BLOCK = 1L << 30;

  private final Path file;
  private final MappedByteBuffer[] blocks;
  private final int perBlock; // images
  private final int size;
  private final int imageLength;
  private final ThreadLocal<byte[]> image;
  private final ReadAhead ahead;

  private PixelFile(Path file, MappedByteBuffer[] blocks, int perBlock, int size, int imageLength) {
    this.file = file;
    this.blocks = blocks;
    this.perBlock = perBlock;
    this.size = size;
    this.imageLength = imageLength;
    image = ThreadLocal.withInitial(() -> new byte[imageLength]);
    ahead = new ReadAhead(this::touch, imageLength);
  }

  /**
   * {@return the images of a file}
   *
   * @param file must not change from now on
   * @param header bytes before the first image
   * @param size number of images
   * @param imageLength values of one image, H W C
   * @throws IOException when it cannot be read or is shorter
   */
  public static PixelFile map(Path file, long header, int size, int imageLength)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return map(file, channel, header, size, imageLength);
    }
  }

  /** As above, of an open file, which may be closed then. */
  static PixelFile map(Path file, FileChannel channel, long header, int size, int imageLength)
      throws IOException {
    if (channel.size() < header + (long) size * imageLength) {
      throw new IOException(file + " is shorter than " + size + " images");
    }
    int perBlock = (int) Math.max(1, BLOCK / imageLength);
    MappedByteBuffer[] blocks = new MappedByteBuffer[(size + perBlock - 1) / perBlock];
    for (int b = 0; b < blocks.length; b++) {
      long first = (long) b * perBlock;
      long images = Math.min(perBlock, size - first);
      blocks[b] =
          channel.map(
              FileChannel.MapMode.READ_ONLY, header + first * imageLength, images * imageLength);
    }
    return new PixelFile(file, blocks, perBlock, size, imageLength);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public byte[] array(int row) {
    byte[] own = image.get();
    try {
      blocks[row / perBlock].get(row % perBlock * imageLength, own);
    } catch (InternalError e) {
      // what Java throws when a mapped page cannot be read: the file was cut, or the disk fails
      throw new UncheckedIOException(
          new IOException(
              file + ": expected the pixels of image " + row + ", they cannot be read any more",
              e));
    }
    return own;
  }

  @Override
  public int offset(int row) {
    return 0;
  }

  @Override
  public void ahead(int[] rows, int[] subset, int from) {
    ahead.reach(rows, subset, from);
  }

  /** Reads a byte of every page of an image. */
  private int touch(int row) {
    MappedByteBuffer block = blocks[row / perBlock];
    int start = row % perBlock * imageLength;
    int sum = block.get(start + imageLength - 1);
    for (int at = 0; at < imageLength; at += ReadAhead.PAGE) {
      sum += block.get(start + at);
    }
    return sum;
  }

  @Override
  public String toString() {
    return "PixelFile[" + file + ", " + size + " x " + imageLength + "]";
  }
}
