package org.morphoscope.cli.option;

import org.morphoscope.study.compare.Plateau;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of epochs or a share of them, {@code 8} or {@code 50%}. */
public final class PlateauText implements ITypeConverter<Plateau> {
  @Override
  public Plateau convert(String text) {
    try {
      return Plateau.of(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
