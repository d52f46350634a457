package org.morphoscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.morphoscope.cli.environment.WholeFiles;
import org.morphoscope.cli.print.Errors;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.study.CaseFormatException;
import org.morphoscope.study.ExchangeCase;
import org.morphoscope.study.ExchangeReader;
import org.morphoscope.study.ExchangeScore;
import org.morphoscope.study.ExchangeWriter;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code morphoscope score}: one scoring pass over an exchange case. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description =
        "Scores the split and the prune of every channel of a net given as an exchange case.")
public final class ScoreCommand implements Callable<Integer> {
  private final Function<Precision, Team> teams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--net",
      required = true,
      paramLabel = "DIR",
      description = "Directory with net.json and its .npy arrays.")
  private Path net;

  @Option(
      names = "--out",
      paramLabel = "FILE.json",
      description = "Where to write the scores; needed without --json.")
  private Path out;

  @Option(
      names = "--mode",
      defaultValue = "ggn-mc",
      paramLabel = "MODE",
      description = "Curvature: sqrt, fisher, ggn-mc or ggn (default: ${DEFAULT-VALUE}).")
  private String mode;

  @Option(
      names = "--precision",
      defaultValue = "float",
      paramLabel = "float|double",
      description = "Precision of all arrays (default: ${DEFAULT-VALUE}).")
  private String precision;

  @Option(
      names = "--json",
      description = "The scores as one JSON object on standard output, nothing else.")
  private boolean json;

  @Option(
      names = "--apply",
      paramLabel = "splits|both",
      description = "Also build the fixed set of this name in net.json.")
  private String apply;

  /**
   * @param teams makes threads and kernels of a precision
   */
  public ScoreCommand(Function<Precision, Team> teams) {
    this.teams = teams;
  }

  @Override
  public Integer call() {
    CurvatureMode curvature;
    Precision chosen;
    try {
      if (out == null && !json) {
        throw new IllegalArgumentException("expected --out FILE.json or --json, found neither");
      }
      curvature = CurvatureMode.of(mode);
      chosen = precision();
      if (apply != null && !apply.equals("splits") && !apply.equals("both")) {
        throw new IllegalArgumentException(
            Texts.of("--apply: expected splits or both, found '%s'", apply));
      }
    } catch (IllegalArgumentException e) {
      return fail(e.getMessage());
    }
    try {
      ExchangeCase input = ExchangeReader.read(net);
      ExchangeScore.Result result;
      try (Team team = teams.apply(chosen)) {
        result = new ExchangeScore(input, curvature, team).run(Optional.ofNullable(apply));
      }
      return write(result);
    } catch (CaseFormatException e) {
      return fail(e.getMessage());
    } catch (IOException e) {
      return fail(Texts.of("%s: cannot be read (%s); check the directory", net, reason(e)));
    }
  }

  private int write(ExchangeScore.Result result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ExchangeWriter.write(result, bytes);
      if (out != null) {
        WholeFiles.write(out, bytes.toByteArray());
      }
      if (json) {
        spec.commandLine().getOut().println(bytes.toString(StandardCharsets.UTF_8).strip());
        spec.commandLine().getOut().flush();
      }
      return CommandLine.ExitCode.OK;
    } catch (IOException e) {
      spec.commandLine().getErr().println(Errors.sentence(e));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** What went wrong in words; the JDK's message is often the bare path. */
  private static String reason(IOException e) {
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return e instanceof FileSystemException
        ? e.getClass().getSimpleName().replace("Exception", "")
        : e.getMessage();
  }

  private Precision precision() {
    return switch (precision.toLowerCase(Locale.ROOT)) {
      case "float" -> Precision.FLOAT;
      case "double" -> Precision.DOUBLE;
      default ->
          throw new IllegalArgumentException(
              Texts.of("--precision: expected float or double, found '%s'", precision));
    };
  }

  private int fail(String sentence) {
    spec.commandLine().getErr().println(sentence);
    return CommandLine.ExitCode.USAGE;
  }
}
