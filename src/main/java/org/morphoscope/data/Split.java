package org.morphoscope.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * Training images cut into the part that weights are trained on and the part that decisions are
 * checked on. The official test images are never part of a split.
 *
 * @param train the larger part, in shuffled order
 * @param validation the part held out; may be empty when the fraction is 0
 */
public record Split(ImageSet train, ImageSet validation) {

  public Split {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(validation, "validation");
  }

  /**
   * Shuffles by seed and cuts: the same set, fraction and seed give the same split.
   *
   * @param validationFraction part held out, from 0 to below 1; 0.1 is usual. Rounded to whole
   *     images; at least one image stays on the training side
   */
  public static Split of(ImageSet set, double validationFraction, long seed) {
    if (!(validationFraction >= 0 && validationFraction < 1)) {
      throw new IllegalArgumentException(
          "validation fraction must be from 0 to below 1, found " + validationFraction);
    }
    int[] order = ImageSet.shuffledIndices(set.size(), seed);
    int held = (int) Math.round(set.size() * validationFraction);
    held = Math.max(0, Math.min(held, set.size() - 1));
    return new Split(
        set.subset(Arrays.copyOfRange(order, held, order.length)),
        set.subset(Arrays.copyOf(order, held)));
  }

  /** The same validation images with at most n training images, drawn by seed. */
  public Split limitTraining(int n, long seed) {
    return n >= train.size() ? this : new Split(train.take(n, seed), validation);
  }
}
