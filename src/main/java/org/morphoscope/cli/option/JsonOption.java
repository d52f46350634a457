package org.morphoscope.cli.option;

import picocli.CommandLine.Option;

/** The option {@code --json} of commands that otherwise speak to a person. */
public final class JsonOption {
  @Option(
      names = "--json",
      description =
          "One JSON object on standard output at the end and nothing else; all lines for people go"
              + " to standard error.")
  private boolean json;

  /** {@return whether it is given} */
  public boolean given() {
    return json;
  }
}
