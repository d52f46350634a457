package org.morphoscope.data;

import java.util.List;

/**
 * Per-channel mean and standard deviation. Of pixel values in units of 0..1: a byte v of channel c
 * becomes {@code (v / 255 - mean[c]) / std[c]}. Of a table in the columns' own units: a value v of
 * column c becomes {@code (v - mean[c]) / std[c]}.
 *
 * @param mean C means; 0..1 for pictures
 * @param std C standard deviations (divisor N), each above 0
 */
public record Normalisation(List<Double> mean, List<Double> std) {

  /**
   * Checks that there is a usable mean and deviation for each channel, and copies them.
   *
   * @param mean C means; 0..1 for pictures
   * @param std C standard deviations (divisor N), each above 0
   */
  public Normalisation {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.isEmpty() || mean.size() != std.size()) {
      throw new IllegalArgumentException(
          "need one mean and one std a channel, found " + mean.size() + " and " + std.size());
    }
    for (int c = 0; c < std.size(); c++) {
      if (!(std.get(c) > 0) || !Double.isFinite(std.get(c)) || !Double.isFinite(mean.get(c))) {
        throw new IllegalArgumentException(
            "channel " + c + ": mean " + mean.get(c) + ", std " + std.get(c) + " is not usable");
      }
    }
  }

  /**
   * {@return statistics of all pixels of a set: give it the training part only} A channel that
   * never varies gets std 1, so that it becomes 0 instead of dividing by zero.
   *
   * @param set images and their classes; not changed
   * @throws IllegalArgumentException for an empty set
   */
  public static Normalisation of(ImageSet set) {
    ChannelStatistics statistics = ChannelStatistics.of(set);
    return new Normalisation(
        statistics.mean(),
        statistics.deviation().stream().map(std -> std == 0 ? Double.valueOf(1) : std).toList());
  }

  /** {@return the number of channels, C} */
  public int channels() {
    return mean.size();
  }

  /**
   * {@return the normalised value of a byte (0..255) of channel c}
   *
   * @param c index of the channel
   * @param value the byte, 0 to 255
   */
  public double apply(int c, int value) {
    return (value / 255.0 - mean.get(c)) / std.get(c);
  }

  /**
   * {@return the normalised value of column c of a table}
   *
   * @param c index of the column
   * @param value in the column's own unit
   */
  public double applyTo(int c, float value) {
    return (value - mean.get(c)) / std.get(c);
  }
}
