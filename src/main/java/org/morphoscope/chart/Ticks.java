package org.morphoscope.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.chart.Axis.Tick;
import org.morphoscope.text.Texts;

/**
 * Round numbers along an axis.
 *
 * @param major ticks with a text
 * @param minor places between, on logarithmic axes
 * @param factor what every text is to be multiplied with, such as {@code 10^{-3}}; empty: 1
 */
public record Ticks(List<Tick> major, List<Double> minor, String factor) {
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};
  private static final double MINUS_GUARD = 1e-9;

  /**
   * {@return round numbers within the range, and the factor that keeps their texts short}
   *
   * @param axis its scale and its own ticks, if it has any
   * @param low lower end of the axis
   * @param high upper end
   * @param most how many ticks have room
   */
  public static Ticks of(Axis axis, double low, double high, int most) {
    if (axis.isHidden()) {
      return new Ticks(List.of(), List.of(), "");
    }
    if (!axis.ticks().isEmpty()) {
      return new Ticks(
          axis.ticks().stream().filter(t -> t.value() >= low && t.value() <= high).toList(),
          List.of(),
          "");
    }
    if (axis.isLog()) {
      return logarithmic(low, high, most);
    }
    return linear(low, high, most, axis.scale() == Axis.Scale.WHOLE);
  }

  private static Ticks linear(double low, double high, int most, boolean whole) {
    double step = step(high - low, Math.max(2, most), whole);
    double reach = Math.max(Math.abs(low), Math.abs(high));
    int power = 0;
    if (!whole && (reach < 2e-3 || reach >= 1e7)) {
      power = 3 * (int) Math.floor(Math.log10(reach) / 3);
    }
    double unit = Math.pow(10, power);
    int decimals =
        Math.max(0, BigDecimal.valueOf(rounded(step / unit)).stripTrailingZeros().scale());
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - MINUS_GUARD); i * step <= high + step * 1e-9; i++) {
      ticks.add(new Tick(i * step, text(i * step / unit, decimals)));
    }
    return new Ticks(ticks, List.of(), power == 0 ? "" : "10^{" + minus(power) + "}");
  }

  private static double step(double range, int most, boolean whole) {
    double power = Math.pow(10, Math.floor(Math.log10(range / most)));
    for (double factor : STEPS) {
      double step = rounded(factor * power);
      if (range / step <= most && (!whole || step == Math.rint(step))) {
        return step;
      }
    }
    return whole ? Math.max(1, Math.rint(10 * power)) : rounded(10 * power);
  }

  /** Without the last bits that powers of ten leave behind. */
  private static double rounded(double value) {
    return new BigDecimal(value).round(new java.math.MathContext(6)).doubleValue();
  }

  private static Ticks logarithmic(double low, double high, int most) {
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    double[][] choices = {{1}, {1, 3}, {1, 2, 5}, {1, 2, 3, 5, 7}, {1, 2, 3, 4, 5, 6, 7, 8, 9}};
    List<Double> all = places(first, last, low, high, choices[4]);
    for (double[] digits : choices) {
      // the coarsest that still tells the scale: ticks are not evenly spaced, many would collide
      List<Double> found = places(first, last, low, high, digits);
      if (found.size() <= Math.max(3, most) && found.size() >= 3) {
        return log(found, all);
      }
    }
    List<Double> decades = places(first, last, low, high, choices[0]);
    List<Double> kept = new ArrayList<>();
    int every = Math.max(1, (int) Math.ceil(decades.size() / (double) Math.max(2, most)));
    for (int i = 0; i < decades.size(); i += every) {
      kept.add(decades.get(i));
    }
    return kept.size() >= 2 ? log(kept, all) : linear(low, high, Math.min(most, 4), false);
  }

  private static Ticks log(List<Double> found, List<Double> all) {
    boolean powers = found.stream().allMatch(Ticks::isPower) && found.size() > 2;
    boolean plain = found.get(0) >= 1e-3 && found.get(found.size() - 1) < 1e6 && !powers;
    List<Tick> ticks = new ArrayList<>();
    for (double value : found) {
      ticks.add(new Tick(value, plain ? shortest(value) : power(value)));
    }
    List<Double> minor = all.stream().filter(value -> !found.contains(value)).toList();
    return new Ticks(ticks, minor, "");
  }

  private static List<Double> places(
      int first, int last, double low, double high, double[] digits) {
    List<Double> places = new ArrayList<>();
    for (int power = first; power <= last; power++) {
      for (double digit : digits) {
        double value = new BigDecimal(digit).scaleByPowerOfTen(power).doubleValue();
        if (value >= low * (1 - 1e-12) && value <= high * (1 + 1e-12)) {
          places.add(value);
        }
      }
    }
    return places;
  }

  private static boolean isPower(double value) {
    double power = Math.log10(value);
    return Math.abs(power - Math.rint(power)) < 1e-9;
  }

  private static String power(double value) {
    int power = (int) Math.floor(Math.log10(value) + 1e-9);
    long digit = Math.round(value / Math.pow(10, power));
    return (digit == 1 ? "" : digit + "\u00d7") + "10^{" + minus(power) + "}";
  }

  private static String minus(int power) {
    return Integer.toString(power).replace('-', '\u2212');
  }

  private static String text(double value, int decimals) {
    String plain = Texts.of("%,." + decimals + "f", value);
    boolean zero = plain.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero ? plain.replace("-", "") : plain.replace('-', '\u2212');
  }

  private static String shortest(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    return text(
        value,
        Math.max(0, exact.setScale(Math.max(0, exact.scale()), RoundingMode.HALF_UP).scale()));
  }
}
