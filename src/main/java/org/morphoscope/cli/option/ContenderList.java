package org.morphoscope.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.study.compare.Contender;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code gauss-newton,random,scratch}, in the order of the table. */
public final class ContenderList implements ITypeConverter<List<Contender>> {
  @Override
  public List<Contender> convert(String text) {
    List<Contender> contenders = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      try {
        contenders.add(Contender.of(name.strip()));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
    return contenders;
  }
}
