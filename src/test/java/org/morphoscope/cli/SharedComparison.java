package org.morphoscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.growth.FakeEngine;
import picocli.CommandLine;

/** Comparisons of 14 runs on the fake engine, whose tables are told apart by their bytes. */
public final class SharedComparison {
  /** Files that have to be equal, however the runs were shared out. */
  public static final List<String> TABLES = List.of("comparison.json", "comparison.md");

  private static final String NET =
      """
      {"name": "two", "input": [3, 8, 8], "classes": 2, "nodes": [
        {"op": "conv", "width": 4, "kernel": 3}, {"op": "relu"},
        {"op": "conv", "width": 8, "kernel": 3}, {"op": "relu"},
        {"op": "global-average-pool"}]}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path folder;

  /**
   * @param folder of the net and of what is compared
   */
  public SharedComparison(Path folder) {
    this.folder = folder;
  }

  /** What was said last, on both streams. */
  public String said() {
    return out + "\n" + err;
  }

  /**
   * Words of compare: 2 seeds of 3 strategies, and the widths of those that grow retrained twice.
   */
  public String[] words(String to, String... more) {
    Path net = folder.resolve("net.json");
    try {
      Files.writeString(net, NET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> words =
        new ArrayList<>(List.of("compare", "--seed-net", net.toString(), "--data", "generated:64"));
    words.addAll(List.of("--strategies", "gauss-newton,random,scratch"));
    words.addAll(List.of("--seeds", "2", "--retrain", "--budget", "1500"));
    words.addAll(List.of("--rounds", "2", "--epochs", "1", "--first-epochs", "1"));
    words.addAll(List.of("--out", folder.resolve(to).toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** Runs it; the exit code. */
  public int compare(String to, UnaryOperator<String> variables, String... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CliEnvironment plain = FakeProgram.environment(new FakeEngine.Script());
    CliEnvironment environment =
        new CliEnvironment(
            plain.version(),
            plain.services(),
            plain.teams(),
            plain.window(),
            plain.diagnostics(),
            plain.interrupts(),
            plain.terminal(),
            variables,
            name -> name.equals("java.home") ? System.getProperty(name) : null,
            plain.log(),
            plain.calendar(),
            plain.clock());
    CommandLine line = Cli.create(environment, List.of());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(words(to, more));
  }

  /** A table as it was written. */
  public String table(String of, String name) throws IOException {
    return Files.readString(folder.resolve(of).resolve(name));
  }
}
