package org.morphoscope.cli.option;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.text.Texts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code split,prune,new} in any order. */
final class MorphismList implements ITypeConverter<Set<MorphKind>> {
  @Override
  public Set<MorphKind> convert(String text) {
    Set<MorphKind> kinds = EnumSet.noneOf(MorphKind.class);
    for (String name : text.split(",", -1)) {
      try {
        kinds.add(MorphKind.valueOf(name.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            Texts.of("expected some of split, prune, new, separated by commas, found '%s'", name));
      }
    }
    return kinds;
  }
}
