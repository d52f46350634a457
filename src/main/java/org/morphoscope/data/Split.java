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

  public Split {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(validation, "validation");
  }

  /** The split of a data set by the rules of a run; its own validation images where it has some. */
  public static Split of(Dataset data, double validationFraction, long seed, DataRules rules) {
    if (data.validation().isPresent()) {
      return new Split(data.train(), data.validation().get());
    }
    return rules == DataRules.FIRST
        ? of(data.train(), validationFraction, seed)
        : stratified(data.train(), validationFraction, seed);
  }

  /**
   * Shuffles by seed and holds out the same share of every class, so that validation is not the
   * luck of the draw: of each class the share rounded down, and one more image of those classes
   * whose rounding lost most, until the whole is the share of all images. Of every class at least
   * one image stays on the training side.
   *
   * @param validationFraction part held out, from 0 to below 1; 0.1 is usual
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
   * Shuffles by seed and cuts, whatever the classes are: the same set, fraction and seed give the
   * same split.
   *
   * @param validationFraction part held out, from 0 to below 1; 0.1 is usual. Rounded to whole
   *     images; at least one image stays on the training side
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

  /** The same validation images with at most n training images, drawn by seed. */
  public Split limitTraining(int n, long seed) {
    return n >= train.size() ? this : new Split(train.take(n, seed), validation);
  }
}
