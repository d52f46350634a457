package org.morphoscope.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation (divisor N) of the values of each channel in units of 0..1.
 *
 * @param mean C means, 0..1
 * @param deviation C standard deviations; 0 for a channel that never varies
 */
public record ChannelStatistics(List<Double> mean, List<Double> deviation) {

  /**
   * Copies the lists.
   *
   * @param mean C means, 0..1
   * @param deviation C standard deviations; 0 for a channel that never varies
   */
  public ChannelStatistics {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }

  /**
   * {@return statistics of all pixels of a set, from counts of each value: exact, and independent
   * of the order of images}
   *
   * @param set images and their classes; not changed
   * @throws IllegalArgumentException for an empty set
   */
  public static ChannelStatistics of(ImageSet set) {
    if (set.size() == 0) {
      throw new IllegalArgumentException("an empty set has no mean");
    }
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    double n = (double) set.size() * set.height() * set.width();
    for (long[] count : histogram(set)) {
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
      deviations.add(variance < 1e-12 ? 0.0 : Math.sqrt(variance));
    }
    return new ChannelStatistics(means, deviations);
  }

  /** Counts of each byte value, {@code [C, 256]}. */
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
