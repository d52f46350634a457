package org.morphoscope.data;

import java.util.Arrays;

/**
 * Where the pixels of images lie: in memory or, when they are too many for it, in a file ({@link
 * PixelFile}). Rows are images as they were read, one byte (0..255) a value, {@code [H, W, C]}.
 */
public sealed interface PixelStore permits PixelStore.InMemory, PixelFile {

  /** {@return the number of images} */
  int size();

  /**
   * {@return an array that holds the image's pixels from {@link #offset} on} Only read; of a file
   * it is the thread's own and holds them until the thread's next call.
   *
   * @param row the image, 0 to {@link #size} - 1
   */
  byte[] array(int row);

  /**
   * {@return where in {@link #array} the image begins}
   *
   * @param row the image
   */
  int offset(int row);

  /**
   * Tells which images are wanted next, so that nobody waits for the disk.
   *
   * @param rows images in the order in which they will be asked for; equal arrays are the same plan
   * @param subset rows of this store that {@code rows} are indices of
   * @param from how far the plan is carried out
   */
  default void ahead(int[] rows, int[] subset, int from) {}

  /**
   * Pixels in one array.
   *
   * @param pixels {@code [N, H W C]}, not copied
   * @param imageLength values of one image, H W C
   */
  record InMemory(byte[] pixels, int imageLength) implements PixelStore {
    @Override
    public int size() {
      return pixels.length / imageLength;
    }

    @Override
    public byte[] array(int row) {
      return pixels;
    }

    @Override
    public int offset(int row) {
      return row * imageLength;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof InMemory same
          && imageLength == same.imageLength
          && Arrays.equals(pixels, same.pixels);
    }

    @Override
    public int hashCode() {
      return 31 * imageLength + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
      return "InMemory[" + size() + " x " + imageLength + "]";
    }
  }
}
