package org.morphoscope.cli.option;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.morphoscope.text.Texts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Counts such as {@code 200000}, {@code 200k} or {@code 1.5M}. */
public final class Counts implements ITypeConverter<Long> {
  /** More than any memory holds, and far from the end of the numbers. */
  static final long MOST = 1_000_000_000_000_000L;

  private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)([km]?)");

  @Override
  public Long convert(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "expected a count such as 200000, 200k or 1.5M, found '" + text + "'");
    }
    int zeros =
        switch (matcher.group(2)) {
          case "k" -> 3;
          case "m" -> 6;
          default -> 0;
        };
    BigDecimal count = new BigDecimal(matcher.group(1)).scaleByPowerOfTen(zeros);
    if (count.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new TypeConversionException(
          Texts.of("expected a count from 1 to %,d, found '%s'", MOST, text));
    }
    return count.longValue();
  }
}
