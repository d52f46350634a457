package org.morphoscope.study.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Table;
import org.morphoscope.text.Texts;

/** A comparison as its table tells it, also one of an older program and one that is not done. */
public final class RecordedComparison {
  private final ComparisonTable table;

  private RecordedComparison(ComparisonTable table) {
    this.table = table;
  }

  /**
   * {@return whether a path is a comparison: its folder or its {@code comparison.json}}
   *
   * @param path that may also be a run's
   */
  public static boolean isOne(Path path) {
    return Files.isRegularFile(path.resolve(ComparisonFile.NAME))
        || Files.isRegularFile(path) && path.endsWith(ComparisonFile.NAME);
  }

  /**
   * {@return the comparison of a path}
   *
   * @param path of its folder or its {@code comparison.json}
   * @param reference name of the entry that differences are to; empty for what the comparison was
   *     matched with
   * @throws IOException in one sentence when it cannot be read
   * @throws IllegalArgumentException in one sentence when there is no such entry
   */
  public static RecordedComparison read(Path path, Optional<String> reference) throws IOException {
    Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
    ComparisonFile.Recorded recorded = ComparisonFile.read(folder);
    Optional<Entry> entry = Optional.empty();
    if (reference.isPresent()) {
      List<Entry> all =
          recorded.results().stream().map(result -> result.run().entry()).distinct().toList();
      entry = all.stream().filter(e -> e.label().equals(reference.get())).findFirst();
      if (entry.isEmpty()) {
        throw new IllegalArgumentException(
            Texts.of(
                "reference: expected one of %s, found '%s'",
                all.stream().map(Entry::label).collect(Collectors.joining(", ")), reference.get()));
      }
    }
    return new RecordedComparison(
        ComparisonTable.of(recorded.settings(), recorded.results(), entry));
  }

  /** {@return names of the figures, with what they show} */
  public static Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    Arrays.stream(ComparisonFigure.values()).forEach(f -> figures.put(f.label(), f.description()));
    return figures;
  }

  /** {@return names of the tables} */
  public static List<String> tables() {
    return List.of("means", "differences", "runs");
  }

  /**
   * {@return a figure}
   *
   * @param name of it
   * @throws IllegalArgumentException in one sentence when there is none of that name, or nothing to
   *     draw
   */
  public FigureSpec figure(String name) {
    return Arrays.stream(ComparisonFigure.values())
        .filter(figure -> figure.label().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown("figure", name, List.copyOf(figures().keySet())))
        .spec(table.results());
  }

  /**
   * {@return a table}
   *
   * @param name of it
   * @throws IllegalArgumentException in one sentence when there is none of that name
   */
  public Table table(String name) {
    return switch (name) {
      case "means" -> ComparisonTables.means(table);
      case "differences" -> ComparisonTables.differences(table);
      case "runs" -> ComparisonTables.runs(table);
      default -> throw unknown("table", name, tables());
    };
  }

  /** {@return the lines of {@code comparison.md}} */
  public List<String> text() {
    return ComparisonText.lines(table);
  }

  private static IllegalArgumentException unknown(String what, String name, List<String> known) {
    return new IllegalArgumentException(
        Texts.of(
            "unknown %s '%s' of a comparison: expected one of %s",
            what, name, String.join(", ", known)));
  }
}
