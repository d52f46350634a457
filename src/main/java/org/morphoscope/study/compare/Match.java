package org.morphoscope.study.compare;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.morphoscope.text.Texts;

/** What the course of an entry has in common with that of the reference. */
public enum Match {
  /** Multiply-accumulates of training and search, as near as whole epochs come. */
  COMPUTE,
  /** Epochs, whatever they cost. */
  EPOCHS;

  /** {@return its name on the command line and in files} */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the one of a name}
   *
   * @param label as on the command line
   * @throws IllegalArgumentException in one sentence when there is none of that name
   */
  public static Match of(String label) {
    return Arrays.stream(values())
        .filter(match -> match.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Texts.of(
                        "expected %s, found '%s'",
                        Arrays.stream(values())
                            .map(Match::label)
                            .collect(Collectors.joining(" or ")),
                        label)));
  }
}
