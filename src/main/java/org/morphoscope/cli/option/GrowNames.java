package org.morphoscope.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.morphoscope.journal.ArchitectureFile;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.SecondSet;
import org.morphoscope.run.config.Selection;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.text.Texts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the options of {@code grow} and what they stand for. */
final class GrowNames {
  private GrowNames() {}

  /**
   * A seed net.
   *
   * @param architecture present when the net is read from a description
   * @param file present when the net and its weights are in a file of another tool
   */
  record SeedNet(String name, Optional<NetworkSpec> architecture, Optional<SeedNetFile> file) {
    /** Whether it is one of the program's own. */
    boolean own() {
      return architecture.isEmpty() && file.isEmpty();
    }

    static SeedNet named(String name) {
      return new SeedNet(name, Optional.empty(), Optional.empty());
    }
  }

  /** Names of seed nets and files with one, checked while the command line is read. */
  static final class SeedNetName implements ITypeConverter<SeedNet> {
    @Override
    public SeedNet convert(String name) {
      try {
        if (name.endsWith(".json")) {
          NetworkSpec read = ArchitectureFile.read(Path.of(name));
          return new SeedNet(read.name(), Optional.of(read), Optional.empty());
        }
        if (SeedNetFile.isOne(name)) {
          // read later: what is wrong with it is no wrong usage
          SeedNetFile file = new SeedNetFile(Path.of(name));
          return new SeedNet(file.name(), Optional.empty(), Optional.of(file));
        }
        SeedNetworks.requireKnown(name);
        return SeedNet.named(name);
      } catch (IOException | IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** parameters, macs. */
  static final class ResourceName implements ITypeConverter<Resource> {
    @Override
    public Resource convert(String name) {
      return switch (name) {
        case "parameters" -> Resource.PARAMETERS;
        case "macs" -> Resource.MULTIPLY_ACCUMULATES;
        default ->
            throw new TypeConversionException(
                Texts.of("expected parameters or macs, found '%s'", name));
      };
    }
  }

  /**
   * How a run grows.
   *
   * @param scoresFile the file of {@link GrowthStrategy#SCORES}
   */
  record Strategy(GrowthStrategy kind, Optional<String> scoresFile) {
    RunConfig in(RunConfig config) {
      return scoresFile.map(config::withScoresFile).orElseGet(() -> config.withStrategy(kind));
    }
  }

  /** Names of strategies, as constants with hyphens, or scores:FILE. */
  static final class StrategyName implements ITypeConverter<Strategy> {
    private static final String SCORES = "scores:";

    @Override
    public Strategy convert(String name) {
      if (name.startsWith(SCORES) && name.length() > SCORES.length()) {
        Path file = Path.of(name.substring(SCORES.length())).toAbsolutePath();
        return new Strategy(GrowthStrategy.SCORES, Optional.of(file.toString()));
      }
      if (name.equals("scores") || name.equals(SCORES)) {
        throw new TypeConversionException(
            "expected scores:FILE with a table of layer, channel and score, found no file");
      }
      return new Strategy(constant(GrowthStrategy.class, name), Optional.empty());
    }
  }

  /** Names of paces. */
  static final class PaceName implements ITypeConverter<Selection.Pace> {
    @Override
    public Selection.Pace convert(String name) {
      return constant(Selection.Pace.class, name);
    }
  }

  /** half, nothing, split, new. */
  static final class SecondSetName implements ITypeConverter<SecondSet> {
    @Override
    public SecondSet convert(String name) {
      return constant(SecondSet.class, name);
    }
  }

  /** learned, fresh. */
  static final class StartName implements ITypeConverter<Selection.Start> {
    @Override
    public Selection.Start convert(String name) {
      return constant(Selection.Start.class, name);
    }
  }

  /** A constant as it is written in options. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String its = word(constant);
      if (its.equals(name)) {
        return constant;
      }
      names.add(its);
    }
    throw new TypeConversionException(
        Texts.of("expected one of %s, found '%s'", String.join(", ", names), name));
  }

  /** Names of curvature modes. */
  static final class Mode implements ITypeConverter<CurvatureMode> {
    @Override
    public CurvatureMode convert(String name) {
      try {
        return CurvatureMode.of(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
