package org.morphoscope.run.config;

import static org.morphoscope.run.config.Ranges.require;

import java.util.List;

/**
 * What a net sees of pixels from 0 to 1: {@code (pixel - mean_c) / deviation_c}.
 *
 * @param mean per channel
 * @param deviation per channel, above 0
 */
public record PixelScaling(List<Double> mean, List<Double> deviation) {
  /**
   * Copies the lists and checks that there is a finite mean and a deviation above 0 for each
   * channel.
   *
   * @param mean per channel
   * @param deviation per channel, above 0
   */
  public PixelScaling {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    require(
        !mean.isEmpty() && mean.size() == deviation.size(),
        "input mean and deviation",
        "one of each per channel",
        mean.size() + " and " + deviation.size());
    require(mean.stream().allMatch(Double::isFinite), "input mean", "finite numbers", mean);
    require(
        deviation.stream().allMatch(v -> v > 0 && Double.isFinite(v)),
        "input deviation",
        "finite numbers above 0",
        deviation);
  }
}
