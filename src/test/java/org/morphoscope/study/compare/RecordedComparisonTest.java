package org.morphoscope.study.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.chart.Table;

/** The comparisons that come with the program, whatever version wrote them. */
class RecordedComparisonTest {
  static Stream<Path> samples() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("samples", "comparisons"))) {
      return folders.filter(RecordedComparison::isOne).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyOneOpensAndGivesItsTablesAndAFigure(Path folder) throws IOException {
    RecordedComparison comparison = RecordedComparison.read(folder, Optional.empty());
    for (String name : RecordedComparison.tables()) {
      Table table = comparison.table(name);
      assertFalse(table.rows().isEmpty(), name);
    }
    assertFalse(comparison.figure("loss-vs-parameters").panels().isEmpty());
    List<String> text = comparison.text();
    assertTrue(text.get(0).startsWith("# "), text.get(0));
    assertEquals(
        RecordedComparison.read(folder.resolve("comparison.json"), Optional.empty()).text(), text);
  }
}
