package org.morphoscope.chart.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/**
 * JSON that is short and may stand within a page: numbers have a given number of significant
 * digits, what is no number is null, and no character can end a script or a comment.
 */
final class CompactJson {
  /** Digits of scores, of which there are many. */
  static final int SCORE = 4;

  /** Digits of losses, which are compared with one another. */
  static final int LOSS = 6;

  private final StringBuilder text = new StringBuilder();

  /** The text so far. */
  String text() {
    return text.toString();
  }

  /**
   * Begins an object or list.
   *
   * @param bracket the one that opens it
   */
  CompactJson open(char bracket) {
    comma();
    text.append(bracket);
    return this;
  }

  /**
   * Ends an object or list.
   *
   * @param bracket the one that closes it
   */
  CompactJson close(char bracket) {
    text.append(bracket);
    return this;
  }

  /** Begins a member of an object; its value is to follow. */
  CompactJson name(String name) {
    comma();
    quoted(name);
    text.append(':');
    return this;
  }

  CompactJson value(long number) {
    comma();
    text.append(number);
    return this;
  }

  CompactJson value(double number, int digits) {
    comma();
    text.append(number(number, digits));
    return this;
  }

  CompactJson value(OptionalDouble number, int digits) {
    return value(number.orElse(Double.NaN), digits);
  }

  /** Words from anywhere. */
  CompactJson value(String words) {
    comma();
    quoted(Names.shown(words));
    return this;
  }

  CompactJson nothing() {
    comma();
    text.append("null");
    return this;
  }

  CompactJson values(double[] numbers, int digits) {
    open('[');
    for (double number : numbers) {
      value(number, digits);
    }
    return close(']');
  }

  CompactJson values(Iterable<Integer> numbers) {
    open('[');
    numbers.forEach(number -> value((long) number));
    return close(']');
  }

  CompactJson texts(List<String> words) {
    open('[');
    words.forEach(this::value);
    return close(']');
  }

  /** A list of pairs, in the order of the map. */
  CompactJson pairs(Map<String, String> words) {
    open('[');
    words.forEach((name, value) -> open('[').value(name).value(value).close(']'));
    return close(']');
  }

  private void comma() {
    if (!text.isEmpty() && "[{:,".indexOf(text.charAt(text.length() - 1)) < 0) {
      text.append(',');
    }
  }

  /** The shortest way to write a number rounded to so many digits; null unless it is finite. */
  static String number(double number, int digits) {
    if (!Double.isFinite(number)) {
      return "null";
    }
    BigDecimal rounded =
        BigDecimal.valueOf(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    if (rounded.signum() == 0) {
      return "0";
    }
    BigDecimal shortest = rounded.stripTrailingZeros();
    String plain = shortest.toPlainString();
    String exponent = shortest.unscaledValue() + "e" + -shortest.scale();
    return exponent.length() < plain.length() ? exponent : plain;
  }

  private void quoted(String words) {
    text.append('"');
    for (char c : words.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || "<>&'\u2028\u2029".indexOf(c) >= 0 || Character.isSurrogate(c)) {
        text.append(Texts.of("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
