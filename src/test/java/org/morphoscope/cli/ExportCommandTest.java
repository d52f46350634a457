package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.cli.print.Errors;
import org.morphoscope.compute.Nets;
import org.morphoscope.engine.Snapshots;
import org.morphoscope.journal.ArchitectureFile;
import org.morphoscope.journal.RunReader;
import org.morphoscope.model.Model;
import org.morphoscope.model.onnx.OnnxReader;
import org.morphoscope.model.safetensors.SafetensorsReader;
import org.morphoscope.model.safetensors.StoredArrays;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.GrowthEvent;
import picocli.CommandLine;

/** Figures, tables and reports from the command line. */
class ExportCommandTest {
  private static final String RUN = Path.of("samples", "generated-tiny").toString();

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::failure)
        .execute(arguments);
  }

  private int export(String... arguments) {
    return run(new ExportCommand(threads -> Nets.fastTeam(2), System::nanoTime), arguments);
  }

  @Test
  void theListNamesFiguresAndTables() {
    assertEquals(0, export("--list"));
    assertTrue(out.toString().contains("loss-vs-parameters"));
    assertTrue(out.toString().contains("calibration"));
  }

  @Test
  void theFormatFollowsTheNameOfTheFile() throws Exception {
    Path png = folder.resolve("new/main.png");
    assertEquals(
        0,
        export(
            RUN,
            "--figure",
            "loss-vs-parameters",
            "--preset",
            "page",
            "--dpi",
            "100",
            "--out",
            png.toString()),
        err.toString());
    assertEquals(675, ImageIO.read(png.toFile()).getWidth());
  }

  @Test
  void allFiguresGoToAFolderInEveryFormatAskedFor() throws Exception {
    assertEquals(0, export(RUN, "--all", "--format", "svg,csv", "--out", folder.toString()));
    try (var files = Files.list(folder)) {
      assertEquals(16, files.count(), "the sample is from before arithmetic was counted");
    }
  }

  @Test
  void tablesAreWrittenInSeveralFormats() {
    Path table = folder.resolve("rounds.tex");
    assertEquals(
        0, export(RUN, "--table", "rounds", "--format", "tex,md", "--out", table.toString()));
    assertTrue(Files.exists(table));
    assertTrue(Files.exists(folder.resolve("rounds.md")));
  }

  @Test
  void aComparisonGivesTablesAndFiguresFromItsFileAlone() throws Exception {
    String comparison = "samples/comparisons/cifar10-gentle/comparison.json";
    Path tex = folder.resolve("differences.tex");
    assertEquals(
        0,
        export(
            comparison,
            "--table",
            "differences",
            "--reference",
            "random-new",
            "--out",
            tex.toString()),
        err.toString());
    String table = Files.readString(tex);
    assertTrue(table.contains("\\begin{tabular}"), table);
    assertEquals(3, table.lines().filter(line -> line.contains("random-new &")).count(), table);
    Path figures = folder.resolve("figures");
    assertEquals(
        0,
        export(
            "samples/comparisons/cifar10-tiny",
            "--all",
            "--format",
            "svg,pdf,tex,csv",
            "--out",
            figures.toString()),
        err.toString());
    try (var files = Files.list(figures)) {
      assertEquals(8, files.count(), "no compute in a table of then");
    }
    assertTrue(err.toString().contains("left out: loss-vs-compute: expected"), err.toString());
    assertEquals(2, export(comparison, "--table", "means", "--reference", "luck"));
    assertTrue(err.toString().contains("expected one of gauss-newton, random-learned"));
    assertEquals(2, export(comparison, "--model", "onnx"));
    assertEquals(2, export(RUN, "--table", "rounds", "--reference", "scratch"));
  }

  @Test
  void theNetOfARoundIsWrittenAsSafetensors() throws Exception {
    Path file = folder.resolve("out/round2.safetensors");
    assertEquals(
        0,
        export(RUN, "--model", "safetensors", "--round", "2", "--out", file.toString()),
        err.toString());
    NetworkSpec spec = ArchitectureFile.read(folder.resolve("out/round2.json"));
    StoredArrays stored = SafetensorsReader.read(file);
    Snapshot expected = RunReader.open(Path.of(RUN)).state(2).snapshot();
    assertEquals(expected.spec().unitCount(), spec.unitCount());
    assertArrayEquals(
        Snapshots.weights(expected).head().weight(), stored.weights(spec).head().weight(), 1e-6);
    assertEquals("2", stored.metadata().get("round"));
  }

  @Test
  void theLastNetIsWrittenForOtherTools() throws Exception {
    Path onnx = folder.resolve("net.onnx");
    assertEquals(0, export(RUN, "--model", "onnx", "--out", onnx.toString()), err.toString());
    Model read = OnnxReader.read(onnx);
    assertEquals("4", read.metadata().get("round"));
    assertEquals(RunReader.open(Path.of(RUN)).state(4).snapshot().spec(), read.spec());
    Path zip = folder.resolve("net.zip");
    assertEquals(0, export(RUN, "--model", "dl4j", "--out", zip.toString()), err.toString());
    assertTrue(Files.size(zip) > 1000);
  }

  @Test
  void eventsAreWrittenForOtherTools() throws Exception {
    Path csv = folder.resolve("events.csv");
    assertEquals(0, export(RUN, "--events", "csv", "--out", csv.toString()), err.toString());
    List<GrowthEvent> events = RunReader.open(Path.of(RUN)).allEvents();
    List<String> lines = Files.readAllLines(csv);
    assertEquals(events.size() + 1, lines.size());
    assertTrue(lines.get(0).startsWith("event,type,round,phase,epoch,"), lines.get(0));
    assertTrue(lines.get(0).contains(",validation loss [nats],"), lines.get(0));
    int column = List.of(lines.get(0).split(",", -1)).indexOf("validation loss [nats]");
    List<Double> found =
        lines.stream()
            .map(line -> line.split(",", -1))
            .filter(cells -> cells[1].equals("round finished"))
            .map(cells -> Double.valueOf(cells[column]))
            .toList();
    assertEquals(
        RunReader.open(Path.of(RUN)).summaries().stream().map(r -> r.validationLoss()).toList(),
        found);

    Path jsonl = folder.resolve("events.jsonl");
    assertEquals(0, export(RUN, "--events", "jsonl", "--out", jsonl.toString()), err.toString());
    assertArrayEquals(Files.readAllBytes(Path.of(RUN, "events.jsonl")), Files.readAllBytes(jsonl));
    assertEquals(2, export(RUN, "--events", "xml"));
    assertTrue(err.toString().contains("expected csv or jsonl"), err.toString());
  }

  @Test
  void anUnknownModelFormatOrRoundIsOneSentence() {
    assertEquals(2, export(RUN, "--model", "gif"));
    assertEquals(2, export(RUN, "--model", "safetensors", "--round", "99"));
    assertEquals(2, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("found 99"), err.toString());
  }

  @Test
  void wrongUsageIsOneSentenceAndWritesNothing() {
    String file = folder.resolve("x.pdf").toString();
    assertEquals(2, export(RUN));
    assertEquals(2, export(RUN, "--figure", "nothing", "--out", file));
    assertEquals(2, export(RUN, "--figure", "network", "--format", "gif", "--out", file));
    assertEquals(2, export(RUN, "--figure", "lineage", "--log", "x", "--out", file));
    assertEquals(2, export(RUN, "--figure", "lineage", "--width", "0", "--out", file));
    assertEquals(5, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("width: expected 1 to 40 inches, found 0"), err.toString());
    assertFalse(Files.exists(Path.of(file)));
  }

  @Test
  void aFolderWithoutARunIsOneSentence() {
    assertEquals(1, export(folder.toString(), "--figure", "lineage"));
    assertEquals(1, err.toString().lines().count(), err.toString());
  }

  private static ReportCommand report() {
    return new ReportCommand(threads -> Nets.fastTeam(2), System::nanoTime);
  }

  @Test
  void theReportGoesWhereItIsAskedTo() throws Exception {
    Path page = folder.resolve("r.html");
    assertEquals(0, run(report(), RUN, "--out", page.toString()), err.toString());
    assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
    assertFalse(Files.readString(page).contains("id=\"confusion\""));
    assertEquals(2, run(report(), RUN, "--interactive", "--confusion"));
    assertTrue(err.toString().contains("found both"), err.toString());
  }
}
