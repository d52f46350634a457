package org.morphoscope.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.text.Texts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which rounds get a tail of their own: {@code last}, {@code all} or sizes. */
final class TailAtOption implements ITypeConverter<TailAt> {
  @Override
  public TailAt convert(String text) {
    if (text.equals("last")) {
      return TailAt.LAST;
    }
    if (text.equals("all")) {
      return TailAt.ALL;
    }
    List<Long> sizes = new ArrayList<>();
    Counts counts = new Counts();
    try {
      for (String size : text.split(",", -1)) {
        sizes.add(counts.convert(size.strip()));
      }
      return new TailAt(false, sizes);
    } catch (TypeConversionException | IllegalArgumentException e) {
      throw new TypeConversionException(
          Texts.of("expected last, all, or sizes such as 5k,10k, found '%s'", text));
    }
  }
}
