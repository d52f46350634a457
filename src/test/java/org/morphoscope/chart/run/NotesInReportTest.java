package org.morphoscope.chart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Mark;
import org.morphoscope.history.RunHistory;
import org.morphoscope.journal.Note;
import org.morphoscope.journal.NotesFile;
import org.morphoscope.net.UnitId;

/** Notes of a run in its report and on its figures. */
class NotesInReportTest {
  private static final String WHEN = "2026-11-29T01:00:00Z";

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void copy() throws IOException {
    Path sample = Path.of("samples", "generated-tiny");
    run = folder.resolve("run");
    Files.walkFileTree(
        sample,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectory(run.resolve(sample.relativize(at).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, run.resolve(sample.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static List<String> labels(FigureSpec spec) {
    return spec.panels().get(0).marks().stream()
        .filter(Mark.Label.class::isInstance)
        .map(mark -> ((Mark.Label) mark).text())
        .toList();
  }

  @Test
  void theyStandInTheReportAndAtTheirRoundsOnFigures() throws IOException {
    assertFalse(Report.html(RunHistory.read(run)).contains("id=\"notes\""));
    assertEquals(List.of(), labels(figure()));

    NotesFile notes = new NotesFile(run);
    UnitId unit = new UnitId(1, 0);
    int id = RunHistory.read(run).netAfter(0).channels().get(unit.group()).get(unit.channel()).id();
    notes.add(new Note(2, OptionalInt.empty(), OptionalInt.empty(), "Why <so>\nlate?", WHEN));
    notes.add(new Note(2, OptionalInt.of(id), OptionalInt.empty(), "sees x^{2} edges", WHEN));
    notes.add(new Note(0, OptionalInt.empty(), OptionalInt.of(3), "begin", WHEN));

    String html = Report.html(RunHistory.read(run));
    assertTrue(html.contains("<li><b>round 2.</b> Why &lt;so&gt; late?</li>"));
    assertTrue(html.contains("<li><b>round 2, conv2 channel "));
    assertTrue(html.contains("<li><b>seed, event 3.</b> begin</li>"));
    assertEquals(List.of("[3]", "[1, 2]"), labels(figure()));
    assertTrue(figure().caption().contains(" [1] round 2: Why <so> late? [2] round 2, conv2 "));
    assertTrue(figure().caption().endsWith("sees x^ {2} edges [3] seed, event 3: begin"));
  }

  private FigureSpec figure() throws IOException {
    return RunFigures.named("loss-vs-parameters")
        .of(List.of(RunHistory.read(run)), View.standard());
  }
}
