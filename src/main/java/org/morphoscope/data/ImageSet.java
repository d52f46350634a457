package org.morphoscope.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Labelled images of one size, {@code [N, H, W, C]}, one byte (0..255) a value, row-major, channels
 * last (RGB where C is 3). Or labelled rows of a table of F columns, which are images of one pixel
 * with F channels, {@code [N, 1, 1, F]}, whose values are real numbers: what sees images by their
 * shape sees rows too, and only what looks at values has to ask {@link #table}.
 *
 * <p>Immutable and safe to share between threads. A subset is a view: it keeps the pixels of the
 * set that it was taken from and costs 8 bytes an image. Pixels that are too many for the memory
 * lie in a file, see {@link PixelStore}.
 */
public final class ImageSet {
  /** Most bytes that one set can hold: what the JVM allows for one array. */
  public static final long MAX_BYTES = Integer.MAX_VALUE - 8L;

  private final PixelStore pixels; // null for a table
  private final TableRows table; // null for pictures
  private final int[] rows; // image i of this set is row rows[i] of pixels or table
  private final int[] labels; // label of image i of this set
  private final int height;
  private final int width;
  private final int channels;

  private ImageSet(
      PixelStore pixels, int[] rows, int[] labels, int height, int width, int channels) {
    this.pixels = pixels;
    this.table = null;
    this.rows = rows;
    this.labels = labels;
    this.height = height;
    this.width = width;
    this.channels = channels;
  }

  private ImageSet(TableRows table, int[] rows, int[] labels) {
    this.pixels = null;
    this.table = table;
    this.rows = rows;
    this.labels = labels;
    this.height = 1;
    this.width = 1;
    this.channels = table.columns().size();
  }

  /**
   * {@return a set over copies of the given arrays}
   *
   * @param pixels {@code [N, H, W, C]}
   * @param labels N labels, each at least 0
   * @param height image height in pixels, at least 1
   * @param width image width in pixels, at least 1
   * @param channels values a pixel: 1 for grey, 3 for RGB
   * @throws IllegalArgumentException when the lengths do not fit each other or a label is negative
   */
  public static ImageSet of(byte[] pixels, int[] labels, int height, int width, int channels) {
    return wrap(pixels.clone(), labels.clone(), height, width, channels);
  }

  /**
   * {@return a set over the given arrays}
   *
   * @param pixels {@code [N, H, W, C]}, not copied
   * @param labels N labels, each at least 0, not copied
   * @param height image height in pixels, at least 1
   * @param width image width in pixels, at least 1
   * @param channels values a pixel: 1 for grey, 3 for RGB
   */
  public static ImageSet wrap(byte[] pixels, int[] labels, int height, int width, int channels) {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "image size must be positive, found " + height + " x " + width + " x " + channels);
    }
    if (pixels.length != byteCount(labels.length, height, width, channels)) {
      throw new IllegalArgumentException(
          labels.length + " images need another number of pixel bytes than " + pixels.length);
    }
    PixelStore store = new PixelStore.InMemory(pixels, height * width * channels);
    return new ImageSet(store, allRows(labels), labels, height, width, channels);
  }

  /**
   * {@return a set of some images of a store}
   *
   * @param store images of this size
   * @param rows N images of it, not copied
   * @param labels N labels, each at least 0, not copied
   * @param height image height in pixels, at least 1
   * @param width image width in pixels, at least 1
   * @param channels values a pixel: 1 for grey, 3 for RGB
   */
  public static ImageSet of(
      PixelStore store, int[] rows, int[] labels, int height, int width, int channels) {
    for (int row : rows) {
      Objects.checkIndex(row, store.size());
    }
    requireClasses(labels);
    return new ImageSet(store, rows, labels, height, width, channels);
  }

  /**
   * {@return a set over all rows of a table}
   *
   * @param table N rows
   * @param labels N labels, each at least 0, not copied
   * @throws IllegalArgumentException when the lengths do not fit each other or a label is negative
   */
  public static ImageSet of(TableRows table, int[] labels) {
    if (labels.length != table.size()) {
      throw new IllegalArgumentException(
          labels.length + " labels do not fit " + table.size() + " rows of a table");
    }
    return new ImageSet(table, allRows(labels), labels);
  }

  private static int[] allRows(int[] labels) {
    requireClasses(labels);
    int[] rows = new int[labels.length];
    Arrays.setAll(rows, i -> i);
    return rows;
  }

  private static void requireClasses(int[] labels) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0) {
        throw new IllegalArgumentException("label of image " + i + " is negative: " + labels[i]);
      }
    }
  }

  /** Bytes of a set of this shape, computed in {@code long}; compare with {@link #MAX_BYTES}. */
  static long byteCount(long size, long height, long width, long channels) {
    return Math.multiplyExact(
        Math.multiplyExact(size, height), Math.multiplyExact(width, channels));
  }

  /** {@return the table that the images are rows of; empty for pictures} */
  public Optional<TableRows> table() {
    return Optional.ofNullable(table);
  }

  /** {@return the number of images, N} */
  public int size() {
    return rows.length;
  }

  /** {@return the image height in pixels, H} */
  public int height() {
    return height;
  }

  /** {@return the image width in pixels, W} */
  public int width() {
    return width;
  }

  /** {@return the number of values a pixel, C: 1 for grey, 3 for RGB} */
  public int channels() {
    return channels;
  }

  /** {@return the number of values of one image, H W C} */
  public int imageLength() {
    return height * width * channels;
  }

  /**
   * {@return the class of image i, counted from 0}
   *
   * @param i index of the image, 0 to N - 1
   */
  public int label(int i) {
    return labels[i];
  }

  /** {@return the largest label, -1 for an empty set} */
  public int maxLabel() {
    int max = -1;
    for (int label : labels) {
      max = Math.max(max, label);
    }
    return max;
  }

  /**
   * {@return the pixels of image i as a new array {@code [H, W, C]} of unsigned bytes}
   *
   * @param i index of the image, 0 to N - 1
   * @throws IllegalStateException when the set is of a table, see {@link #picture}
   */
  public byte[] copyOf(int i) {
    byte[] image = new byte[imageLength()];
    System.arraycopy(rawPixels(i), offsetOf(i), image, 0, image.length);
    return image;
  }

  /**
   * {@return image i as a person looks at it: its pixels, or a row of a table as bars}
   *
   * @param i index of the image, 0 to N - 1
   */
  public ShownImage picture(int i) {
    return table == null
        ? new ShownImage(copyOf(i), height, width, "")
        : new RowPicture(table, rows[i]).shown();
  }

  /**
   * {@return the images with these indices, in this order; indices may repeat}
   *
   * @param indices images of this set
   * @throws IndexOutOfBoundsException when an index is outside 0..N-1
   */
  public ImageSet subset(int[] indices) {
    int[] subRows = new int[indices.length];
    int[] subLabels = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      int source = Objects.checkIndex(indices[i], rows.length);
      subRows[i] = rows[source];
      subLabels[i] = labels[source];
    }
    return table == null
        ? new ImageSet(pixels, subRows, subLabels, height, width, channels)
        : new ImageSet(table, subRows, subLabels);
  }

  /**
   * {@return at most n images, drawn without replacement; the same n and seed give the same images
   * in the same order}
   *
   * @param n number of images, at least 0; all when the set has fewer
   * @param seed the same seed gives the same images in the same order
   */
  public ImageSet take(int n, long seed) {
    if (n < 0) {
      throw new IllegalArgumentException("number of images to take is negative: " + n);
    }
    int[] order = shuffledIndices(size(), seed);
    return subset(Arrays.copyOf(order, Math.min(n, order.length)));
  }

  /** 0..n-1 in a random order that depends on the seed only. */
  static int[] shuffledIndices(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** The array that holds the pixels of image i, see {@link PixelStore#array}. Not of a table. */
  byte[] rawPixels(int i) {
    if (table != null) {
      throw new IllegalStateException("rows of a table have no pixels");
    }
    return pixels.array(rows[i]);
  }

  /** Where image i starts in {@link #rawPixels}, or in the values of its {@link #table}. */
  int offsetOf(int i) {
    return table == null ? pixels.offset(rows[i]) : rows[i] * channels;
  }

  /** {@return whether the pixels are too many for the memory and are read from the disk} */
  public boolean onDisk() {
    return pixels instanceof PixelFile;
  }

  /** Tells that the images {@code indices} are wanted in this order, from {@code from} on. */
  void ahead(int[] indices, int from) {
    pixels.ahead(indices, rows, from);
  }

  /** The images in the order in which they lie, which a disk gives fastest. */
  int[] stored() {
    long[] placed = new long[rows.length]; // row above, image below
    Arrays.setAll(placed, i -> (long) rows[i] << 32 | i);
    Arrays.sort(placed);
    return Arrays.stream(placed).mapToInt(pair -> (int) pair).toArray();
  }

  /** Feeds shape, labels and pixels, in the order of this set, to a digest. */
  void digestInto(MessageDigest digest) {
    ByteBuffer header = ByteBuffer.allocate(4 * (4 + size()));
    header.putInt(size()).putInt(height).putInt(width).putInt(channels);
    header.asIntBuffer().put(labels);
    digest.update(header.array());
    if (table != null) {
      table.digestInto(digest, rows);
      return;
    }
    for (int i = 0; i < size(); i++) {
      digest.update(rawPixels(i), offsetOf(i), imageLength());
    }
  }

  @Override
  public String toString() {
    return "ImageSet[" + size() + ", " + height + ", " + width + ", " + channels + "]";
  }
}
