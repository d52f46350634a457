package org.morphoscope.cli.option;

import org.morphoscope.net.Activation;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.text.Texts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The activation of a seed net that the program knows by name. */
public final class ActivationOption {
  @Option(
      names = "--activation",
      paramLabel = "NAME",
      converter = Name.class,
      description =
          "Activation of a seed net of a name: relu (default), relu6, silu, or leaky-relu:SLOPE"
              + " (leaky-relu alone: 0.01).")
  private Activation activation;

  /**
   * {@return the activation that was named}
   *
   * @param otherwise where none was
   */
  public Activation or(Activation otherwise) {
    return Checks.or(activation, otherwise);
  }

  /**
   * The net with its activation.
   *
   * @param own whether it is one of the program's, and not read from a file
   * @throws IllegalArgumentException in one sentence when it is not and an activation is named
   */
  SeedNet of(SeedNet net, boolean own) {
    if (activation != null && !own) {
      throw new IllegalArgumentException(
          Texts.of(
              "--activation: expected a seed net of a name beside it, found '%s' of a file, which names its own",
              net.name()));
    }
    return net.withActivation(or(Activation.RELU));
  }

  /** Names on the command line. */
  static final class Name implements ITypeConverter<Activation> {
    @Override
    public Activation convert(String name) {
      try {
        return Activation.named(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
