package org.morphoscope.data;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * Turns images of a set into a normalised, augmented batch; rows of a table are only normalised.
 *
 * <p>Allocates nothing per call and keeps no state between calls, so threads may share one filler
 * as long as each brings its own random generator and arrays.
 */
public final class BatchFiller {
  private final int channels;
  private final float[] floats; // [C, 256]: normalised value of every byte
  private final Normalisation normalisation;

  /**
   * A filler that normalises with these statistics.
   *
   * @param normalisation mean and deviation of each channel
   */
  public BatchFiller(Normalisation normalisation) {
    this.normalisation = normalisation;
    channels = normalisation.channels();
    floats = new float[channels * 256];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) normalisation.apply(k / 256, k % 256);
    }
  }

  /**
   * Fills {@code out} with the images {@code indices[from .. from + count)} of the set and {@code
   * labels} with their classes.
   *
   * <p>For each image the generator is asked for the crop's row and column (if there is a crop) and
   * then for the flip (if there is one): the same generator state gives the same batch.
   *
   * @param set images and their classes; not changed
   * @param indices images of the set, in the order of the batch
   * @param from where in {@code indices} the batch begins
   * @param count images of the batch
   * @param augmentation random changes to every image
   * @param random source of the augmentation; not asked with {@link Augmentation#NONE}
   * @param out at least {@code [count, H, W, C]}; what lies behind is left alone
   * @param labels at least {@code count}
   * @throws IllegalArgumentException when an array is too short or the set has another number of
   *     channels than the statistics
   * @throws IndexOutOfBoundsException when an index is outside the set
   */
  public void fill(
      ImageSet set,
      int[] indices,
      int from,
      int count,
      Augmentation augmentation,
      RandomGenerator random,
      float[] out,
      int[] labels) {
    fill(set, indices, from, count, augmentation, image -> random, out, labels);
  }

  /**
   * As above, with a generator for each image, so that an image's crop does not depend on the batch
   * that it is in.
   *
   * @param set images and their classes; not changed
   * @param indices images of the set, in the order of the batch
   * @param from where in {@code indices} the batch begins
   * @param count images of the batch
   * @param augmentation random changes to every image
   * @param randomOf the generator of an image, by its index in the set
   * @param out at least {@code [count, H, W, C]}; what lies behind is left alone
   * @param labels gets the classes, at least {@code count}
   */
  public void fill(
      ImageSet set,
      int[] indices,
      int from,
      int count,
      Augmentation augmentation,
      IntFunction<? extends RandomGenerator> randomOf,
      float[] out,
      int[] labels) {
    check(set, count, out.length, labels.length);
    if (set.table().isPresent()) {
      fillRows(set, set.table().get(), indices, from, count, out, labels);
      return;
    }
    set.ahead(indices, from + count);
    int padding = augmentation.cropPadding();
    for (int k = 0; k < count; k++) {
      int image = indices[from + k];
      RandomGenerator random = randomOf.apply(image);
      int top = padding == 0 ? 0 : random.nextInt(2 * padding + 1) - padding;
      int left = padding == 0 ? 0 : random.nextInt(2 * padding + 1) - padding;
      boolean flip = augmentation.flip() && random.nextBoolean();
      copy(set, image, top, left, flip, out, k * set.imageLength());
      labels[k] = set.label(image);
    }
  }

  /** Rows of a table: nothing about them is random. */
  private void fillRows(
      ImageSet set,
      TableRows table,
      int[] indices,
      int from,
      int count,
      float[] out,
      int[] labels) {
    float[] values = table.raw();
    for (int k = 0; k < count; k++) {
      int row = indices[from + k];
      int origin = set.offsetOf(row);
      for (int c = 0; c < channels; c++) {
        out[k * channels + c] = (float) normalisation.applyTo(c, values[origin + c]);
      }
      labels[k] = set.label(row);
    }
  }

  private void check(ImageSet set, int count, int outLength, int labelsLength) {
    if (set.channels() != channels) {
      throw new IllegalArgumentException(
          set + " has another number of channels than the normalisation, " + channels);
    }
    if ((long) count * set.imageLength() > outLength || count > labelsLength) {
      throw new IllegalArgumentException(
          count + " images of " + set + " do not fit into " + outLength + " values");
    }
  }

  /**
   * Writes the window of one image that starts at row {@code top}, column {@code left} (negative or
   * too far: padding, 0), mirrored if asked, as {@code [H, W, C]} from {@code start}.
   */
  void copy(ImageSet set, int image, int top, int left, boolean flip, float[] out, int start) {
    byte[] pixels = set.rawPixels(image);
    int height = set.height();
    int width = set.width();
    int origin = set.offsetOf(image);
    int first = Math.max(0, -left);
    int count = Math.max(0, Math.min(width, width - left) - first);
    for (int row = 0; row < height; row++) {
      int y = top + row;
      int at = start + row * width * channels;
      if (y < 0 || y >= height || count == 0) {
        Arrays.fill(out, at, at + width * channels, 0);
        continue;
      }
      // of a mirrored window the padding is on the other side
      int before = flip ? width - first - count : first;
      int behind = width - before - count;
      int pixel = origin + (y * width + left + (flip ? first + count - 1 : first)) * channels;
      Arrays.fill(out, at, at + before * channels, 0);
      copyRow(pixels, pixel, flip ? -channels : channels, count, out, at + before * channels);
      int end = at + width * channels;
      Arrays.fill(out, end - behind * channels, end, 0);
    }
  }

  private void copyRow(byte[] pixels, int from, int step, int count, float[] out, int start) {
    int pixel = from;
    int at = start;
    if (channels == 3) {
      // three lookups side by side, without a loop over channels
      for (int k = 0; k < count; k++) {
        out[at] = floats[pixels[pixel] & 0xff];
        out[at + 1] = floats[256 + (pixels[pixel + 1] & 0xff)];
        out[at + 2] = floats[512 + (pixels[pixel + 2] & 0xff)];
        pixel += step;
        at += 3;
      }
      return;
    }
    for (int k = 0; k < count; k++) {
      for (int c = 0; c < channels; c++) {
        out[at++] = floats[(c << 8) + (pixels[pixel + c] & 0xff)];
      }
      pixel += step;
    }
  }
}
