package org.morphoscope.cli;

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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.run.RunFigure;
import org.morphoscope.chart.run.RunFigures;
import org.morphoscope.chart.run.RunTables;
import org.morphoscope.chart.run.View;
import org.morphoscope.cli.option.FigureOptions;
import org.morphoscope.compute.device.Team;
import org.morphoscope.export.EventFiles;
import org.morphoscope.export.FileContent;
import org.morphoscope.export.ModelFiles;
import org.morphoscope.export.RecordedNet;
import org.morphoscope.export.script.DecisionScript;
import org.morphoscope.history.RunHistory;
import org.morphoscope.study.compare.RecordedComparison;
import org.morphoscope.study.evaluate.ConfusionFigure;
import org.morphoscope.study.evaluate.RecordedEvaluation;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope export}: figures, tables and the net of a recorded run. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Writes figures, tables or the net of a recorded run, or figures and tables of a comparison.")
public final class ExportCommand implements Callable<Integer> {
  private final Function<OptionalInt, Team> teams;
  private final LongSupplier clock;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "Folder of the run, or folder or comparison.json of a comparison.")
  private Path run;

  @Option(names = "--list", description = "Name the figures and tables.")
  private boolean list;

  @Option(names = "--figure", paramLabel = "NAME", description = "Write this figure.")
  private String figure;

  @Option(names = "--table", paramLabel = "NAME", description = "Write this table.")
  private String table;

  @Option(
      names = "--model",
      paramLabel = "F",
      description = "Write the net at the end of a round: onnx, safetensors or dl4j.")
  private String model;

  @Option(
      names = "--events",
      paramLabel = "F",
      description =
          "Write every event of the run: csv (a row each, units in the header) or jsonl (as"
              + " recorded).")
  private String events;

  @Option(
      names = "--decisions",
      paramLabel = "FILE",
      description =
          "Write what a person decided in the run (sets, approvals, vetoes, deferrals, locks) as a"
              + " script for grow --decisions.")
  private Path decisions;

  @Option(names = "--all", description = "Write all figures into the folder --out.")
  private boolean all;

  @Option(
      names = "--format",
      split = ",",
      paramLabel = "F",
      description =
          "pdf, svg, png, csv or tex for figures; tex, md or csv for tables; several with commas"
              + " (default: as the file ends, else pdf or md).")
  private List<String> formats = List.of();

  @Option(
      names = "--columns",
      paramLabel = "LIST",
      description =
          "Columns of the table, for example round,widths,test loss; all, or page: those that fit a"
              + " page (default: all).")
  private String columns;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write to (default: the figure's name, in the current folder).")
  private Path out;

  @Option(
      names = "--with",
      paramLabel = "RUN",
      description = "Another run to lay underneath; may be repeated.")
  private List<Path> others = List.of();

  @Option(
      names = "--round",
      paramLabel = "N",
      description = "Round of figures of one round and of the net (default: the last).")
  private Integer round;

  @Option(
      names = "--tail",
      description =
          "With --model and --round: the net behind the tail of that round (without --round the"
              + " tail of the last round counts anyway).")
  private boolean tail;

  @Option(
      names = "--with-preprocessing",
      description =
          "With --model onnx: pixels in (uint8) and probabilities out; normalisation and softmax are"
              + " nodes of the graph.")
  private boolean withPreprocessing;

  @Option(
      names = "--layout",
      defaultValue = "nhwc",
      paramLabel = "nhwc|nchw",
      description =
          "With --with-preprocessing: order of the pixels' axes (default: ${DEFAULT-VALUE}).")
  private String layout;

  @Option(
      names = "--quantity",
      defaultValue = "split",
      paramLabel = "Q",
      description =
          "Colour of the network: a morphism such as split or prune, theta, activity or age"
              + " (default: ${DEFAULT-VALUE}).")
  private String quantity;

  @Option(
      names = "--reference",
      paramLabel = "ENTRY",
      description =
          "Of a comparison: the entry that differences are to, for example scratch (default: what it"
              + " was matched with).")
  private String reference;

  @Mixin private FigureOptions look;

  /**
   * @param teams threads and kernels, for the figure that uses the net; empty for the standard
   *     number
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public ExportCommand(Function<OptionalInt, Team> teams, LongSupplier clock) {
    this.teams = teams;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    ExportedFiles files = new ExportedFiles(Optional.ofNullable(out), formats, look, this::tell);
    int code = export(files);
    files.missing().ifPresent(spec.commandLine().getErr()::println);
    return code;
  }

  private void tell(Path written) {
    spec.commandLine().getOut().println(written);
    spec.commandLine().getOut().flush();
  }

  private int export(ExportedFiles files) throws IOException {
    if (Stream.of(
                list,
                figure != null,
                table != null,
                model != null,
                events != null,
                decisions != null,
                all)
            .filter(x -> x)
            .count()
        != 1) {
      throw wrong(
          "expected one of --figure NAME, --table NAME, --model F, --events F, --decisions FILE, --all and --list");
    }
    if (list) {
      list(spec.commandLine().getOut());
      return CommandLine.ExitCode.OK;
    }
    if (run == null) {
      throw wrong("expected the folder of a run");
    }
    try {
      if (RecordedComparison.isOne(run)) {
        return comparison(files);
      }
      if (reference != null) {
        throw wrong("--reference: expected the folder of a comparison, found that of a run");
      }
      if (events != null) {
        Path file = out == null ? Path.of("events." + events) : out;
        files.write(EventFiles.of(events, run, file));
        return CommandLine.ExitCode.OK;
      }
      if (decisions != null) {
        files.write(new FileContent(decisions, DecisionScript.of(run).encode()));
        return CommandLine.ExitCode.OK;
      }
      if (model != null) {
        model(files);
        return CommandLine.ExitCode.OK;
      }
      List<RunHistory> runs = new ArrayList<>(List.of(RunHistory.read(run)));
      for (Path other : others) {
        runs.add(RunHistory.read(other));
      }
      if (table != null) {
        files.table(
            table,
            RunTables.chosen(RunTables.named(table, runs), columns == null ? "all" : columns));
      } else if (figure != null) {
        files.figure(
            figure.equals(ConfusionFigure.NAME)
                ? confusion(runs.get(0))
                : RunFigures.named(figure).of(runs, view()));
      } else {
        return all(
            files,
            RunFigures.all().stream()
                .map(each -> (Supplier<FigureSpec>) () -> each.of(runs, view()))
                .toList());
      }
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private int comparison(ExportedFiles files) throws IOException {
    if (model != null || events != null || !others.isEmpty()) {
      throw wrong(
          "expected --figure, --table or --all for a comparison, found an option of single runs");
    }
    RecordedComparison comparison = RecordedComparison.read(run, Optional.ofNullable(reference));
    if (table != null) {
      files.table(table, comparison.table(table));
      return CommandLine.ExitCode.OK;
    }
    if (figure != null) {
      files.figure(comparison.figure(figure));
      return CommandLine.ExitCode.OK;
    }
    return all(
        files,
        RecordedComparison.figures().keySet().stream()
            .map(name -> (Supplier<FigureSpec>) () -> comparison.figure(name))
            .toList());
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  /** The only figure for which the net is used: its answers are in no event. */
  private FigureSpec confusion(RunHistory history) throws IOException {
    RecordedEvaluation found = RecordedEvaluation.of(run, view().round(), teams, clock);
    return ConfusionFigure.of(found, history.origin());
  }

  private View view() {
    return new View(round == null ? OptionalInt.empty() : OptionalInt.of(round), quantity);
  }

  private static void list(PrintWriter to) {
    for (RunFigure each : RunFigures.all()) {
      to.printf(Locale.ROOT, "%-24s %s%n", each.name(), each.description());
    }
    to.printf(Locale.ROOT, "%-24s %s%n", ConfusionFigure.NAME, ConfusionFigure.DESCRIPTION);
    to.printf(Locale.ROOT, "%-24s %s%n", "--table", String.join(", ", RunTables.names()));
    to.println();
    RecordedComparison.figures()
        .forEach((name, shown) -> to.printf(Locale.ROOT, "%-24s %s%n", name, shown));
    to.printf(
        Locale.ROOT,
        "%-24s %s (of a comparison)%n",
        "--table",
        String.join(", ", RecordedComparison.tables()));
    to.flush();
  }

  private void model(ExportedFiles files) throws IOException {
    RecordedNet net = RecordedNet.of(run, view().round(), tail);
    if (withPreprocessing) {
      if (!model.equals("onnx")) {
        throw wrong(
            Texts.of("expected --with-preprocessing with --model onnx, found --model %s", model));
      }
      files.write(ModelFiles.onnxOfPixels(net, layout, out));
      return;
    }
    for (FileContent content : ModelFiles.of(model, net, out)) {
      files.write(content);
    }
    net.notices().forEach(spec.commandLine().getErr()::println);
  }

  /** Every figure the run is old enough for. */
  private int all(ExportedFiles files, List<Supplier<FigureSpec>> figures) throws IOException {
    if (out == null) {
      throw wrong("--all: expected a folder with --out");
    }
    boolean any = files.all(out, figures, spec.commandLine().getErr()::println);
    return any ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
