package org.morphoscope.ui.kit;

import org.morphoscope.text.Texts;

/** Numbers as the window writes them: decimal point, real minus sign, the same in every locale. */
public final class Formats {
  private static final String MINUS = "\u2212";
  private static final String PLUS_MINUS = " \u00b1 ";

  private Formats() {}

  /**
   * {@return a count with commas: {@code 12,345}}
   *
   * @param value any whole number
   */
  public static String count(long value) {
    return minus(Texts.of("%,d", value));
  }

  /**
   * {@return a change of a count with its sign: {@code +1,234}, {@code 0}, {@code −56}}
   *
   * @param value any whole number
   */
  public static String signedCount(long value) {
    return value > 0 ? "+" + count(value) : count(value);
  }

  /**
   * {@return a count in short: {@code 950}, {@code 12.3k}, {@code 4.56M}}
   *
   * @param value any number
   */
  public static String compact(double value) {
    double size = Math.abs(value);
    if (size < 1000) {
      return minus(Texts.of("%.0f", value));
    }
    String unit = size < 1e6 ? "k" : size < 1e9 ? "M" : "G";
    double scaled = value / (size < 1e6 ? 1e3 : size < 1e9 ? 1e6 : 1e9);
    String digits = Math.abs(scaled) < 10 ? "%.2f" : Math.abs(scaled) < 100 ? "%.1f" : "%.0f";
    return minus(Texts.of(digits, scaled) + unit);
  }

  /**
   * {@return a loss in nats: {@code 1.2346}; {@code –} when there is none}
   *
   * @param value nats per image; NaN: none
   */
  public static String loss(double value) {
    return Double.isFinite(value) ? minus(Texts.of("%.4f", value)) : "\u2013";
  }

  /**
   * {@return a change of the loss with its sign: {@code −0.00213}}
   *
   * @param value nats per image; NaN: none
   */
  public static String delta(double value) {
    if (!Double.isFinite(value)) {
      return "\u2013";
    }
    return minus(Texts.of(value == 0 ? "%.5f" : "%+.5f", value));
  }

  /**
   * {@return a change of the loss and its standard error: {@code −0.00213 ± 0.00041}}
   *
   * @param value nats per image; NaN: none
   * @param error its standard error; NaN: none, then only the value is shown
   */
  public static String delta(double value, double error) {
    return Double.isFinite(value) && Double.isFinite(error)
        ? delta(value) + PLUS_MINUS + Texts.of("%.5f", error)
        : delta(value);
  }

  /**
   * {@return three significant digits with an exponent when small: {@code 2.31e−6}; {@code –} when
   * there is none}
   *
   * @param value any number
   */
  public static String scientific(double value) {
    if (!Double.isFinite(value)) {
      return "\u2013";
    }
    return value == 0 ? "0" : minus(Texts.of("%.2e", value));
  }

  /**
   * {@return three significant digits without trailing noise, for legends: {@code 0.0123}}
   *
   * @param value any number
   */
  public static String significant(double value) {
    double size = Math.abs(value);
    if (value == 0 || !Double.isFinite(value)) {
      return "0";
    }
    if (size < 1e-4 || size >= 1e6) {
      return minus(Texts.of("%.1e", value));
    }
    int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    return minus(Texts.of("%." + Math.min(6, digits) + "f", value));
  }

  /**
   * {@return a share in per cent: {@code 61.2 %}; {@code –} when there is none}
   *
   * @param share 0 to 1; NaN: none
   */
  public static String percent(double share) {
    return Double.isFinite(share) ? Texts.of("%.1f %%", 100 * share) : "\u2013";
  }

  /**
   * {@return a time in words: {@code 8 s}, {@code 2:05}, {@code 1:02:05}; {@code –} when it is not
   * known}
   *
   * @param seconds 0 or more; NaN or less: not known
   */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds) || seconds < 0) {
      return "\u2013";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? Texts.of("%d:%02d", whole / 60, whole % 60)
        : Texts.of("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /**
   * {@return a count with its noun: {@code 1 split}, {@code 3 splits}}
   *
   * @param count how many
   * @param noun in the singular, with a plural in s
   */
  public static String plural(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  private static String minus(String text) {
    return text.replace("-", MINUS);
  }
}
