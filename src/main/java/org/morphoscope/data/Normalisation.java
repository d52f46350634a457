package org.morphoscope.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Per-channel mean and standard deviation of pixel values in units of 0..1: a byte v of channel c
 * becomes {@code (v / 255 - mean[c]) / std[c]}.
 *
 * @param mean C means, 0..1
 * @param std C standard deviations (divisor N), each above 0
 */
public record Normalisation(List<Double> mean, List<Double> std) {

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
   * Statistics of all pixels of a set: give it the training part only. A channel that never varies
   * gets std 1, so that it becomes 0 instead of dividing by zero.
   *
   * @throws IllegalArgumentException for an empty set
   */
  public static Normalisation of(ImageSet set) {
    if (set.size() == 0) {
      throw new IllegalArgumentException("an empty set has no mean");
    }
    long[][] counts = histogram(set);
    List<Double> means = new ArrayList<>();
    List<Double> stds = new ArrayList<>();
    double n = (double) set.size() * set.height() * set.width();
    for (long[] count : counts) {
      double mean = 0;
      for (int v = 0; v < 256; v++) {
        mean += count[v] / n * (v / 255.0);
      }
      double variance = 0;
      for (int v = 0; v < 256; v++) {
        double deviation = v / 255.0 - mean;
        variance += count[v] / n * deviation * deviation;
      }
      means.add(mean);
      // below this, what is left is rounding of a constant channel
      stds.add(variance < 1e-12 ? 1.0 : Math.sqrt(variance));
    }
    return new Normalisation(means, stds);
  }

  /** Number of channels, C. */
  public int channels() {
    return mean.size();
  }

  /** The normalised value of a byte (0..255) of channel c. */
  public double apply(int c, int value) {
    return (value / 255.0 - mean.get(c)) / std.get(c);
  }

  /** Counts of each byte value, {@code [C, 256]}: exact, and independent of the order of images. */
  private static long[][] histogram(ImageSet set) {
    int channels = set.channels();
    long[][] counts = new long[channels][256];
    byte[] pixels = set.rawPixels();
    for (int i = 0; i < set.size(); i++) {
      int start = set.offsetOf(i);
      for (int k = 0; k < set.imageLength(); k += channels) {
        for (int c = 0; c < channels; c++) {
          counts[c][pixels[start + k + c] & 0xff]++;
        }
      }
    }
    return counts;
  }
}
