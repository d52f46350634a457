package org.morphoscope.cli.use;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.morphoscope.cli.option.Checks;
import org.morphoscope.compute.device.Team;
import org.morphoscope.data.source.LoosePictures;
import org.morphoscope.data.table.TableReader;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.net.TensorShape;
import org.morphoscope.study.evaluate.Answers;
import org.morphoscope.study.evaluate.TrainedNet;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope predict}: what a net takes pictures, or rows of a table, for. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tells what the net of a run, or of a file, takes pictures for: class and probabilities."
            + " Pictures are made small and normalised as those that the net was trained on. One"
            + " that cannot be read is told on standard error, and the command ends with 1. A net"
            + " of a table takes CSV files with the columns that it was trained on, in any order,"
            + " and answers to each row.",
    footer = {"", "Example: morphoscope predict RUN photos --format csv > answers.csv"})
public final class PredictCommand implements Callable<Integer> {
  private static final int MOST = 100_000;

  private final Function<OptionalInt, Team> teams;
  private final LongSupplier clock;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Pictures, or folders with pictures in them and below them; CSV files for a net of a"
              + " table.")
  private List<Path> files;

  /** How answers are written. */
  enum Format {
    TABLE,
    CSV,
    JSONL
  }

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "table",
      description = "table, csv, or jsonl: a JSON object per line (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--top",
      paramLabel = "K",
      description =
          "The K most probable classes with their probabilities (default: in a table 3, else all).")
  private Integer top;

  @Mixin private NetOptions options;

  /**
   * @param teams threads and kernels; empty for the standard number of threads
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public PredictCommand(Function<OptionalInt, Team> teams, LongSupplier clock) {
    this.teams = teams;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    return options.use(
        () -> {
          Checks.between("--top", 1, MOST, top);
          return predict();
        });
  }

  private int predict() throws IOException {
    UsableNet net = options.read(Optional.empty());
    options.tell(net.notices());
    if (!net.columns().isEmpty()) {
      return predictRows(net);
    }
    TensorShape images = net.spec().input();
    if (images.height() != images.width()) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: expected a net of square images, which pictures are cut to, found one of %s",
              options.from(), images));
    }
    LoosePictures pictures = new LoosePictures(images.height(), images.channels(), net.rules());
    List<Path> all = new ArrayList<>();
    PrintWriter err = spec.commandLine().getErr();
    boolean complete = collect(all, err);
    Predictions to =
        predictions(net, all.stream().mapToInt(file -> file.toString().length()).max().orElse(4));
    complete &= options.withNet(net, teams, clock, trained -> answer(trained, pictures, all, to));
    err.flush();
    return complete ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private Predictions predictions(UsableNet net, int longest) {
    return Predictions.of(
        format.name().toLowerCase(Locale.ROOT),
        spec.commandLine().getOut(),
        net.classes().isEmpty() ? numbered(net.spec().classes()) : net.classes(),
        top == null ? OptionalInt.empty() : OptionalInt.of(top),
        longest);
  }

  /** Each row of each table is named by its file and line. */
  private int predictRows(UsableNet net) throws IOException {
    int longest = files.stream().mapToInt(file -> file.toString().length()).max().orElse(4);
    Predictions to = predictions(net, longest + ":12345".length());
    return options.withNet(
        net,
        teams,
        clock,
        trained -> {
          for (Path file : files) {
            TableReader.LooseRows rows = TableReader.rows(file, net.columns());
            Answers answers = trained.answers(rows.images());
            for (int i = 0; i < answers.size(); i++) {
              to.write(file + ":" + rows.lines()[i], answers, i);
            }
          }
          return CommandLine.ExitCode.OK;
        });
  }

  /** Batch by batch. Says at once what cannot be read, and whether everything could. */
  private boolean answer(
      TrainedNet trained, LoosePictures pictures, List<Path> files, Predictions to)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    boolean complete = true;
    int batch = NumericEngine.FROZEN_BATCH;
    for (int first = 0; first < files.size(); first += batch) {
      LoosePictures.Read read =
          pictures.read(files.subList(first, Math.min(files.size(), first + batch)));
      read.failures().values().forEach(failure -> err.println(Names.shown(failure)));
      complete &= read.failures().isEmpty();
      Answers answers = trained.answers(read.images());
      for (int i = 0; i < answers.size(); i++) {
        to.write(read.files().get(i).toString(), answers, i);
      }
    }
    return complete;
  }

  /** Takes the files together; a path that is not there does not keep the others from it. */
  private boolean collect(List<Path> to, PrintWriter err) {
    boolean complete = true;
    for (Path each : files) {
      try {
        to.addAll(LoosePictures.files(each));
      } catch (IOException e) {
        err.println(Names.shown(e.getMessage()));
        complete = false;
      }
    }
    return complete;
  }

  private static List<String> numbered(int classes) {
    return IntStream.range(0, classes).mapToObj(k -> "class " + k).toList();
  }
}
