package org.morphoscope.cli.option;

import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The option {@code --threads}. */
public final class Threads {
  private Threads() {}

  /**
   * @throws ParameterException when the number is not positive
   */
  public static OptionalInt checked(Integer threads, CommandSpec spec) {
    if (threads != null && threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads: expected at least 1, found " + threads);
    }
    return threads == null ? OptionalInt.empty() : OptionalInt.of(threads);
  }
}
