package org.morphoscope.cli.option;

import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The option {@code --threads}. */
public final class Threads {
  /** More than any machine of today has. */
  public static final int MOST = 1024;

  private Threads() {}

  /**
   * {@return the number of threads; empty where none was given}
   *
   * @param threads as given, null where not
   * @param spec of the command, for its usage
   * @throws ParameterException when the number is not from 1 to {@link #MOST}
   */
  public static OptionalInt checked(Integer threads, CommandSpec spec) {
    try {
      Checks.between("--threads", 1, MOST, threads);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return threads == null ? OptionalInt.empty() : OptionalInt.of(threads);
  }
}
