package org.morphoscope.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Training images cut into the part that weights are trained on and the part that decisions are
 * checked on. The official test images are never part of a split.
 *
 * @param train the larger part, in shuffled order
 * @param validation the part held out; may be empty when the fraction is 0
 */
public record Split(ImageSet train, ImageSet validation) {

  /**
   * Checks that both parts are there.
   *
   * @param train the larger part, in shuffled order
   * @param validation the part held out; may be empty when the fraction is 0
   */
  public Split {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(validation, "validation");
  }

  /**
   * {@return the split of a data set by the rules of a run; its own validation images where it has
   * some}
   *
   * @param data all of it
   * @param validationFraction part held out, from 0 to below 1
   * @param seed the same seed gives the same images in the same order
   * @param rules those that the run was begun with
   */
  public static Split of(Dataset data, double validationFraction, long seed, DataRules rules) {
    if (data.validation().isPresent()) {
      return new Split(data.train(), data.validation().get());
    }
    return rules == DataRules.FIRST
        ? of(data.train(), validationFraction, seed)
        : stratified(data.train(), validationFraction, seed);
  }

  /**
   * {@return a split that holds out the same share of every class} Of every class at least one
   * image stays on the training side.
   *
   * @param set images and their classes; not changed
   * @param validationFraction part held out, from 0 to below 1; 0.1 is usual
   * @param seed the same seed gives the same images in the same order
   */
  public static Split stratified(ImageSet set, double validationFraction, long seed) {
    requireFraction(validationFraction);
    int[] held = heldOut(set, validationFraction);
    int[] order = ImageSet.shuffledIndices(set.size(), seed);
    int[] validation = new int[Arrays.stream(held).sum()];
    int[] train = new int[order.length - validation.length];
    int v = 0;
    int t = 0;
    for (int image : order) {
      if (held[set.label(image)]-- > 0) {
        validation[v++] = image;
      } else {
        train[t++] = image;
      }
    }
    return new Split(set.subset(train), set.subset(validation));
  }

  /** How many images of each class are held out. */
  private static int[] heldOut(ImageSet set, double fraction) {
    int[] sizes = new int[set.maxLabel() + 1];
    for (int i = 0; i < set.size(); i++) {
      sizes[set.label(i)]++;
    }
    int[] held = new int[sizes.length];
    int missing = (int) Math.round(set.size() * fraction);
    for (int k = 0; k < sizes.length; k++) {
      held[k] = (int) Math.min(sizes[k] * fraction, Math.max(0, sizes[k] - 1));
      missing -= held[k];
    }
    List<Integer> byLoss =
        IntStream.range(0, sizes.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> held[k] - sizes[k] * fraction))
            .toList();
    for (int k : byLoss) {
      if (missing > 0 && held[k] < sizes[k] - 1) {
        held[k]++;
        missing--;
      }
    }
    return held;
  }

  /**
   * {@return a split that does not look at classes}
   *
   * @param set images and their classes; not changed
   * @param validationFraction part held out, from 0 to below 1; 0.1 is usual. Rounded to whole
   *     images; at least one image stays on the training side
   * @param seed the same seed gives the same images in the same order
   */
  public static Split of(ImageSet set, double validationFraction, long seed) {
    requireFraction(validationFraction);
    int[] order = ImageSet.shuffledIndices(set.size(), seed);
    int held = (int) Math.round(set.size() * validationFraction);
    held = Math.max(0, Math.min(held, set.size() - 1));
    return new Split(
        set.subset(Arrays.copyOfRange(order, held, order.length)),
        set.subset(Arrays.copyOf(order, held)));
  }

  private static void requireFraction(double fraction) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "validation fraction must be from 0 to below 1, found " + fraction);
    }
  }

  /**
   * {@return the same validation images with at most n training images, drawn by seed}
   *
   * @param n most training images; this split itself when it has no more
   * @param seed the same seed gives the same images in the same order
   */
  public Split limitTraining(int n, long seed) {
    return n >= train.size() ? this : new Split(train.take(n, seed), validation);
  }
}
