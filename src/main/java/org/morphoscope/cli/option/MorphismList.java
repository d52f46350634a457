package org.morphoscope.cli.option;

import java.util.Arrays;
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
      String word = name.strip().toLowerCase(Locale.ROOT);
      kinds.add(
          Arrays.stream(MorphKind.values())
              .filter(kind -> kind.word().equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      new TypeConversionException(
                          Texts.of(
                              "expected some of split, prune, new, separated by commas, found '%s'",
                              name))));
    }
    return kinds;
  }
}
