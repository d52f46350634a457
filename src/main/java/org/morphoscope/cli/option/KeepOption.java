package org.morphoscope.cli.option;

import org.morphoscope.run.config.Keep;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which of a run's nets stay on the disk. */
final class KeepOption {
  @Option(
      names = "--keep",
      paramLabel = "all|last",
      converter = Name.class,
      description =
          "Nets that stay on the disk: all (default), those of every round and tail; or last, that"
              + " of the last complete round and of its tail. With last, rounds cannot be undone,"
              + " exported or evaluated later; their figures, decisions and lineage stay.")
  private Keep keep = Keep.ALL;

  Keep keep() {
    return keep;
  }

  /** Names on the command line. */
  static final class Name implements ITypeConverter<Keep> {
    @Override
    public Keep convert(String name) {
      return switch (name) {
        case "all" -> Keep.ALL;
        case "last" -> Keep.LAST;
        default -> throw new TypeConversionException("expected all or last, found '" + name + "'");
      };
    }
  }
}
