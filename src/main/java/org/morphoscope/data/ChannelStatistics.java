package org.morphoscope.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation (divisor N) of the values of each channel, of pictures in units of
 * 0..1, of tables in the columns' own.
 *
 * @param mean C means
 * @param deviation C standard deviations; 0 for a channel that never varies
 */
public record ChannelStatistics(List<Double> mean, List<Double> deviation) {

  /**
   * Copies the lists.
   *
   * @param mean C means
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
    if (set.table().isPresent()) {
      return ofTable(set, set.table().get());
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

  /** Twice over the rows, in their order: {@code sum (v - mean)^2 / N} loses no digits. */
  private static ChannelStatistics ofTable(ImageSet set, TableRows table) {
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    float[] values = table.raw();
    for (int c = 0; c < set.channels(); c++) {
      float first = values[set.offsetOf(0) + c];
      boolean varies = false;
      double sum = 0;
      for (int i = 0; i < set.size(); i++) {
        float value = values[set.offsetOf(i) + c];
        varies |= value != first;
        sum += value;
      }
      double mean = varies ? sum / set.size() : first;
      double squares = 0;
      for (int i = 0; i < set.size(); i++) {
        double deviation = values[set.offsetOf(i) + c] - mean;
        squares += deviation * deviation;
      }
      means.add(mean);
      deviations.add(varies ? Math.sqrt(squares / set.size()) : 0.0);
    }
    return new ChannelStatistics(means, deviations);
  }

  /** Counts of each byte value, {@code [C, 256]}. */
  private static long[][] histogram(ImageSet set) {
    int channels = set.channels();
    long[][] counts = new long[channels][256];
    for (int i : set.stored()) {
      byte[] pixels = set.rawPixels(i);
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
