package org.morphoscope.cli.config;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of a command from a file, and to a file. */
public final class ConfigOptions {
  static final String CONFIG = "--config";
  static final String PRINT = "--print-config";

  @Option(
      names = CONFIG,
      paramLabel = "FILE",
      description =
          "Take options from a .toml or .json file, named as here without the hyphens before, for"
              + " example seed-net = \"vgg-small\". Options that are given go before it.")
  private Path config;

  @Option(
      names = PRINT,
      description =
          "Print the options as such a file (TOML) and end: those that are given or have a plain"
              + " default, and all others as comments.")
  private boolean print;

  /** {@return whether the options are only to be printed} */
  public boolean printed() {
    return print;
  }
}
