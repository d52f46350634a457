package org.morphoscope.chart.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.morphoscope.text.Texts;

/** What a figure can be written as. */
public enum Format {
  /** Vectors and embedded TrueType. */
  PDF,
  /** Vectors, text as text. */
  SVG,
  /** Pixels at a resolution. */
  PNG,
  /** The numbers behind the figure. */
  CSV,
  /** Source for LaTeX with pgfplots. */
  TEX;

  /** {@return the ending of file names, also the name on the command line} */
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the format of that name}
   *
   * @param name ending of a file's name, in any case
   * @throws IllegalArgumentException in one sentence when there is no such format
   */
  public static Format of(String name) {
    return Arrays.stream(values())
        .filter(format -> format.ending().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Texts.of(
                        "unknown format '%s': expected one of %s",
                        name,
                        Arrays.stream(values())
                            .map(Format::ending)
                            .collect(Collectors.joining(", ")))));
  }
}
