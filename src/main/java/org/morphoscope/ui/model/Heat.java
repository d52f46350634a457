package org.morphoscope.ui.model;

import java.util.Arrays;
import java.util.List;
import org.morphoscope.growth.ChannelInfo;

/**
 * One quantity of every channel, ready to be coloured.
 *
 * @param quantity what the values are
 * @param values per layer, per channel; NaN where there is no value
 * @param errors standard errors in the same shape; empty arrays where there are none
 * @param low value of the lower end of the scale
 * @param high value of the upper end; {@code -low} for diverging quantities
 */
public record Heat(
    Quantity quantity, double[][] values, double[][] errors, double low, double high) {
  /** Values beyond this share of the channels are clipped to the ends of the scale. */
  private static final double CLIP = 0.98;

  /** Standard error relative to the scale at which a cell is at its palest. */
  private static final double PALEST = 0.6;

  public static Heat of(Moment moment, Quantity quantity) {
    int layers = moment.architecture().spec().layers().size();
    double[][] values = new double[layers][];
    double[][] errors = new double[layers][];
    for (int layer = 0; layer < layers; layer++) {
      if (quantity == Quantity.AGE) {
        List<ChannelInfo> channels = moment.architecture().channels().get(layer);
        values[layer] = channels.stream().mapToDouble(ChannelInfo::bornRound).toArray();
        errors[layer] = new double[0];
      } else if (moment.scores().isEmpty()) {
        values[layer] = new double[moment.architecture().channels().get(layer).size()];
        Arrays.fill(values[layer], Double.NaN);
        errors[layer] = new double[0];
      } else {
        values[layer] = quantity.values(moment.scores().get(layer));
        errors[layer] = quantity.errors(moment.scores().get(layer));
      }
    }
    return scaled(quantity, values, errors, moment.round());
  }

  private static Heat scaled(Quantity quantity, double[][] values, double[][] errors, int round) {
    if (quantity == Quantity.AGE) {
      return new Heat(quantity, values, errors, 0, Math.max(1, round));
    }
    double[] sorted =
        Arrays.stream(values)
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .map(v -> quantity.diverging() ? Math.abs(v) : v)
            .sorted()
            .toArray();
    double high = sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * CLIP)];
    if (high <= 0) {
      high = sorted.length == 0 ? 1 : Math.max(sorted[sorted.length - 1], 1e-12);
    }
    return new Heat(quantity, values, errors, quantity.diverging() ? -high : 0, high);
  }

  public boolean hasValues() {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).anyMatch(Double::isFinite);
  }

  public double value(int layer, int channel) {
    return channel < values[layer].length ? values[layer][channel] : Double.NaN;
  }

  /** Standard error, NaN where there is none. */
  public double error(int layer, int channel) {
    return channel < errors[layer].length ? errors[layer][channel] : Double.NaN;
  }

  /** Position on the scale, 0 to 1. */
  public double position(double value) {
    return Math.max(0, Math.min(1, (value - low) / (high - low)));
  }

  /** 0 where the standard error is as large as the scale, 1 where it does not matter. */
  public double firmness(int layer, int channel) {
    double error = error(layer, channel);
    return Double.isFinite(error) ? Math.max(0, Math.min(1, 1 - error / (high * PALEST))) : 1;
  }

  /** Whether the value lies within one standard error of zero. */
  public boolean uncertain(int layer, int channel) {
    double value = value(layer, channel);
    return value != 0 && Math.abs(value) < error(layer, channel);
  }
}
