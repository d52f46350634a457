package org.morphoscope.ui.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.LayerScores.ScoreQuantity;

/**
 * One quantity of every channel, ready to be coloured.
 *
 * @param quantity what the values are
 * @param values per width group: its channels, then its candidates for new neurons; NaN where there
 *     is no value
 * @param errors standard errors in the same shape
 * @param low value of the lower end of the scale
 * @param high value of the upper end; {@code -low} for diverging quantities
 * @param ofRival what a rival's scores are, where the values are such scores
 */
public record Heat(
    Quantity quantity,
    double[][] values,
    double[][] errors,
    double low,
    double high,
    Optional<ScoreQuantity> ofRival) {
  /** Values beyond this share of the channels are clipped to the ends of the scale. */
  private static final double CLIP = 0.98;

  /** Standard error relative to the scale at which a cell is at its palest. */
  private static final double PALEST = 0.6;

  /**
   * {@return a quantity of every channel and every candidate for a new neuron, NaN before the first
   * scores}
   *
   * @param moment what the graph shows
   * @param quantity what is to be coloured
   */
  public static Heat of(RunSnapshot moment, Quantity quantity) {
    int groups = moment.architecture().channels().size();
    double[][] values = new double[groups][];
    double[][] errors = new double[groups][];
    for (int group = 0; group < groups; group++) {
      List<ChannelInfo> channels = moment.architecture().channels().get(group);
      int places = channels.size() + moment.newPerGroup();
      values[group] = new double[places];
      errors[group] = new double[places];
      Arrays.fill(values[group], Double.NaN);
      Arrays.fill(errors[group], Double.NaN);
      if (quantity == Quantity.AGE) {
        for (int c = 0; c < channels.size(); c++) {
          values[group][c] = channels.get(c).bornRound();
        }
      } else if (!moment.scores().isEmpty()) {
        LayerScores scores = moment.scores().get(group);
        put(quantity.values(scores), values[group], 0);
        put(quantity.errors(scores), errors[group], 0);
        put(quantity.newValues(scores), values[group], channels.size());
        put(quantity.newErrors(scores), errors[group], channels.size());
      }
    }
    Optional<ScoreQuantity> ofRival = quantity.ofMorphisms() ? moment.quantity() : Optional.empty();
    return scaled(quantity, values, errors, moment.round(), ofRival);
  }

  private static void put(double[] from, double[] to, int at) {
    System.arraycopy(from, 0, to, at, Math.min(from.length, to.length - at));
  }

  private static Heat scaled(
      Quantity quantity,
      double[][] values,
      double[][] errors,
      int round,
      Optional<ScoreQuantity> ofRival) {
    if (quantity == Quantity.AGE) {
      return new Heat(quantity, values, errors, 0, Math.max(1, round), ofRival);
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
    return new Heat(quantity, values, errors, quantity.diverging() ? -high : 0, high, ofRival);
  }

  /** {@return what the numbers at the ends of the scale are in; of a rival with the name before} */
  public String unit() {
    return named().orElse(quantity.unit());
  }

  private Optional<String> named() {
    return ofRival.map(q -> q.unit().isEmpty() ? q.name() : q.name() + ", " + q.unit());
  }

  /** {@return what the quantity means} */
  public String explanation() {
    return named().orElse(quantity.explanation());
  }

  /** {@return whether any channel has a value} */
  public boolean hasValues() {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).anyMatch(Double::isFinite);
  }

  /**
   * {@return the value of a channel, NaN where there is none}
   *
   * @param group index of the width group
   * @param channel index of the channel, or behind the channels that of a candidate for a new
   *     neuron
   */
  public double value(int group, int channel) {
    return channel < values[group].length ? values[group][channel] : Double.NaN;
  }

  /**
   * {@return the standard error, NaN where there is none}
   *
   * @param group index of the width group
   * @param channel index of the channel, or behind the channels that of a candidate for a new
   *     neuron
   */
  public double error(int group, int channel) {
    return channel < errors[group].length ? errors[group][channel] : Double.NaN;
  }

  /**
   * {@return the position on the scale, 0 to 1}
   *
   * @param value in the unit of the quantity; beyond the scale it is held at the end
   */
  public double position(double value) {
    return Math.max(0, Math.min(1, (value - low) / (high - low)));
  }

  /**
   * {@return how sure a value is: 0 where the standard error is as large as the scale, 1 where it
   * does not matter}
   *
   * @param group index of the width group
   * @param channel index of the channel, or behind the channels that of a candidate for a new
   *     neuron
   */
  public double firmness(int group, int channel) {
    double error = error(group, channel);
    return Double.isFinite(error) ? Math.max(0, Math.min(1, 1 - error / (high * PALEST))) : 1;
  }

  /**
   * {@return whether the value lies within one standard error of zero}
   *
   * @param group index of the width group
   * @param channel index of the channel, or behind the channels that of a candidate for a new
   *     neuron
   */
  public boolean uncertain(int group, int channel) {
    double value = value(group, channel);
    return value != 0 && Math.abs(value) < error(group, channel);
  }
}
