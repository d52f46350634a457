package org.morphoscope.cli.option;

import java.util.List;
import org.morphoscope.net.Activation;
import org.morphoscope.net.SeedStyle;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.text.Texts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Activation and dropout of a seed net that the program knows by name. */
public final class SeedStyleOptions {
  @Option(
      names = "--activation",
      paramLabel = "NAME",
      converter = Name.class,
      description =
          "Activation of a seed net of a name: relu (default), relu6, silu, or leaky-relu:SLOPE"
              + " (leaky-relu alone: 0.01).")
  private Activation activation;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description =
          "Share of what the head of a seed net of a name reads that is 0 while it trains, 0 to"
              + " below 1; off in scores and evaluations (default: 0).")
  private Double dropout;

  /** {@return what was chosen, the rest as usual} */
  public SeedStyle style() {
    return new SeedStyle(Checks.or(activation, Activation.RELU), Checks.or(dropout, 0.0));
  }

  /**
   * The net in its style.
   *
   * @param own whether it is one of the program's, and not read from a file
   * @throws IllegalArgumentException in one sentence when it is not and something is chosen
   */
  SeedNet of(SeedNet net, boolean own) {
    if (!own && (activation != null || dropout != null)) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: expected a seed net of a name beside it, found '%s' of a file, which names its own",
              activation == null ? "--dropout" : "--activation", net.name()));
    }
    return net.withStyle(style());
  }

  /** What a person should know, each a sentence. */
  List<String> notices() {
    return style().dropout() == 0
        ? List.of()
        : List.of(
            Texts.of(
                "Dropout %s is on while the net trains, so the loss of an epoch is with it; scores,"
                    + " changes and evaluations are of the whole net.",
                dropout));
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
