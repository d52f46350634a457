package org.morphoscope.cli.option;

import org.morphoscope.study.compare.Match;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code compute} or {@code epochs}. */
public final class MatchName implements ITypeConverter<Match> {
  @Override
  public Match convert(String text) {
    try {
      return Match.of(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
