package org.morphoscope.cli.option;

import picocli.CommandLine.Option;

/** The option for settings under a name. */
final class PresetOption {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      converter = Preset.Converter.class,
      description =
          "standard (default); gentle: 8 first epochs, learning rate 0.01, growth 1.25, one epoch"
              + " per round, where the choice of channels matters most; early: 2 first epochs and"
              + " one per round, then a tail of 14 with --hold 0.65, --start fresh and"
              + " --other-resource 1, where growing was measured to pay. Options that are given go"
              + " before it.")
  private Preset preset = Preset.STANDARD;

  /** {@return the settings for what an option does not say} */
  Preset chosen() {
    return preset;
  }
}
