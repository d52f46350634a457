package org.morphoscope.cli.option;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Counts such as {@code 200000}, {@code 200k} or {@code 1.5M}. */
public final class Counts implements ITypeConverter<Long> {
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
    return new BigDecimal(matcher.group(1)).scaleByPowerOfTen(zeros).longValue();
  }
}
