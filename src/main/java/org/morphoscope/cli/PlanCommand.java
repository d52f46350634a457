package org.morphoscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.environment.WholeFiles;
import org.morphoscope.study.compare.PlanFile;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope plan}: the comparisons of a file, one after the other. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs the comparisons of a file in its order, each with its own options of compare, and"
            + " goes on where it was.",
    footer = {
      "",
      "Ctrl-C ends within a batch. The tables of a comparison are OUT/NAME/comparison.json and .md;",
      "it goes on from them when the run folders are gone.",
      "",
      "Example: morphoscope plan samples/comparisons/plan.txt --place cifar10=DIR --place"
          + " fashion=DIR --place cifar100=DIR --runs WORK --out samples/comparisons"
    })
final class PlanCommand implements Callable<Integer> {
  private static final List<String> TABLES =
      List.of("comparison.json", "comparison.md", "comparison.svg");

  private final CliEnvironment environment;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "Comparisons: a line [NAME], and below it lines with options of compare.")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "Folder of the tables, OUT/NAME for each comparison.")
  private Path out;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Folder of the run folders, DIR/NAME for each comparison (default: OUT).")
  private Path runs;

  @Option(
      names = "--part",
      split = ",",
      paramLabel = "NAME",
      description = "Only these comparisons; several with commas (default: all).")
  private List<String> part = List.of();

  @Option(
      names = "--place",
      paramLabel = "WORD=DIR",
      description = "What {WORD} in the file stands for; may be repeated.")
  private Map<String, String> places = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "First seed, instead of that of the file: a table fills over several sittings.")
  private Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Number of seeds, instead of that of the file.")
  private Integer seeds;

  @Option(
      names = "--parallel",
      paramLabel = "P",
      description = "Runs at once, as with compare (default: 1).")
  private Integer parallel;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with, as with compare.")
  private Integer threads;

  @Option(names = "--list", description = "Only tell the commands, one a line.")
  private boolean list;

  PlanCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    PlanFile plan = PlanFile.read(file);
    List<String> names = part.isEmpty() ? plan.names() : part;
    Map<String, List<String>> commands = new LinkedHashMap<>();
    try {
      for (String name : names) {
        commands.put(name, arguments(name, plan.options(name, places)));
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter to = spec.commandLine().getOut();
    for (Map.Entry<String, List<String>> each : commands.entrySet()) {
      to.println(Texts.of("%s: compare %s", each.getKey(), String.join(" ", each.getValue())));
      to.flush();
      if (!list) {
        int code = compare(each.getKey(), each.getValue());
        if (code != CommandLine.ExitCode.OK) {
          return code;
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }

  /** Options of the command line go before those of the file. */
  private List<String> arguments(String name, List<String> options) {
    List<String> arguments = new ArrayList<>(options);
    put(arguments, "--seed", seed);
    put(arguments, "--seeds", seeds);
    put(arguments, "--parallel", parallel);
    put(arguments, "--threads", threads);
    put(arguments, "--out", work(name));
    return arguments;
  }

  private static void put(List<String> arguments, String option, Object value) {
    if (value == null) {
      return;
    }
    int at = arguments.indexOf(option);
    if (at >= 0 && at + 1 < arguments.size()) {
      arguments.set(at + 1, value.toString());
    } else {
      arguments.addAll(List.of(option, value.toString()));
    }
  }

  private Path work(String name) {
    return (runs == null ? out : runs).resolve(name);
  }

  /** The tables lie where the runs do while they go on, and are copied when they end. */
  private int compare(String name, List<String> arguments) throws IOException {
    Path tables = out.resolve(name);
    Path work = work(name);
    if (!Files.exists(work.resolve(TABLES.get(0)))) {
      copy(tables, work);
    }
    CommandLine parent = spec.commandLine();
    CommandLine line =
        Cli.create(environment, List.of()).setOut(parent.getOut()).setErr(parent.getErr());
    List<String> whole = new ArrayList<>(List.of("compare"));
    whole.addAll(arguments);
    try {
      return line.execute(whole.toArray(String[]::new));
    } finally {
      copy(work, tables);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (from.toAbsolutePath().normalize().equals(to.toAbsolutePath().normalize())) {
      return;
    }
    for (String table : TABLES) {
      if (Files.exists(from.resolve(table))) {
        WholeFiles.write(to.resolve(table), Files.readAllBytes(from.resolve(table)));
      }
    }
  }
}
