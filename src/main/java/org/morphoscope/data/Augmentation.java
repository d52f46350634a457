package org.morphoscope.data;

/**
 * Random changes to a training image that keep its class.
 *
 * @param cropPadding pixels that a padded image has more on each side before a window of the old
 *     size is cut out of it at random; 0 for no crop. The padding is the mean colour of the
 *     training images, that is 0 after normalisation
 * @param flip whether an image is mirrored left to right with probability one half
 */
public record Augmentation(int cropPadding, boolean flip) {
  /** Images as they are; draws no random numbers. */
  public static final Augmentation NONE = new Augmentation(0, false);

  private static final int USUAL_PADDING = 4;

  /**
   * Checks that the padding is not negative.
   *
   * @param cropPadding pixels that a padded image has more on each side before a window of the old
   *     size is cut out of it at random
   * @param flip whether an image is mirrored left to right with probability one half
   */
  public Augmentation {
    if (cropPadding < 0) {
      throw new IllegalArgumentException("crop padding is negative: " + cropPadding);
    }
  }

  /**
   * {@return the augmentation that is usual for such images: a crop with 4 pixels of padding (less
   * below 28 pixels: a seventh of the shorter side) and a flip where {@link Dataset#flipMakesSense}
   * says so}
   *
   * @param dataset whose training images are changed
   */
  public static Augmentation standardFor(Dataset dataset) {
    int side = Math.min(dataset.train().height(), dataset.train().width());
    return new Augmentation(Math.min(USUAL_PADDING, side / 7), dataset.flipMakesSense());
  }
}
