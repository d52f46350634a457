package org.morphoscope.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.study.compare.Participant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code gauss-newton,random,scratch}, in the order of the table. */
public final class ParticipantList implements ITypeConverter<List<Participant>> {
  @Override
  public List<Participant> convert(String text) {
    List<Participant> contenders = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      try {
        contenders.add(Participant.of(name.strip()));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
    return contenders;
  }
}
