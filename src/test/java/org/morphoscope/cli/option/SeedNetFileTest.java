package org.morphoscope.cli.option;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.cli.Cli;
import org.morphoscope.cli.ExportCommand;
import org.morphoscope.cli.FakeProgram;
import org.morphoscope.compute.Nets;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.service.GrowthService;
import org.morphoscope.service.LocalGrowthService;
import picocli.CommandLine;

/** Runs that begin with a trained net of another tool, on the real engine. */
class SeedNetFileTest {
  private static final List<String> DATA =
      List.of("--data", "generated:300", "--batch", "32", "--train-limit", "200");

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();
  private Path trained;

  private static GrowthService service() {
    return new LocalGrowthService(
        config ->
            new NumericEngine(
                config, DataSource.open(config.data().name()), Nets.fastTeam(1), "test"),
        "0.0-test",
        () -> "test",
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
        () -> 0);
  }

  private int run(String... arguments) {
    CommandLine line =
        Cli.create(
            FakeProgram.environment(service()),
            List.of(new ExportCommand(threads -> Nets.fastTeam(2), System::nanoTime)));
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  private int grow(Path out, String... arguments) {
    List<String> all = new ArrayList<>(List.of("grow", "--out", out.toString()));
    all.addAll(DATA);
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  @BeforeEach
  void trainANet() {
    trained = folder.resolve("trained");
    assertEquals(
        0,
        grow(trained, "--seed-net", "chain:4", "--first-epochs", "2", "--rounds", "0"),
        err::toString);
  }

  private String exported(String ending) {
    String file = folder.resolve("net." + ending).toString();
    String format = ending.equals("zip") ? "dl4j" : ending;
    assertEquals(0, run("export", trained.toString(), "--model", format, "--out", file));
    return file;
  }

  private static RoundSummary round(Path run, int round) throws IOException {
    return RunReader.open(run).summaries().get(round);
  }

  @ParameterizedTest
  @ValueSource(strings = {"onnx", "zip"})
  void growthStartsFromTheWeightsOfTheFile(String ending) throws IOException {
    Path run = folder.resolve("run");
    assertEquals(0, grow(run, "--seed-net", exported(ending), "--rounds", "1"), err::toString);
    RoundSummary before = round(trained, 0);
    RoundSummary begun = round(run, 0);
    assertEquals(before.validationLoss(), begun.validationLoss(), 1e-6);
    assertEquals(before.trainLoss(), begun.trainLoss(), 1e-6);
    assertEquals(before.testLoss().orElseThrow(), begun.testLoss().orElseThrow(), 1e-6);
    assertEquals(before.widths(), begun.widths());
    assertTrue(round(run, 1).parameters() > begun.parameters());
    var file = RunReader.open(run).config().seedNet().file().orElseThrow();
    assertEquals("net." + ending, file.name());
    // it sees its images as it was trained to, which its file says
    assertEquals(
        RunReader.open(trained).info().pipeline().orElseThrow().mean(),
        file.scaling().orElseThrow().mean());
  }

  /** A net as exporters write it whose BatchNorm they folded away. */
  private String folded() throws IOException {
    Path json =
        Files.writeString(
            folder.resolve("folded.json"),
            "{\"input\":[3,32,32],\"classes\":10,\"nodes\":[{\"op\":\"conv\",\"width\":4,"
                + "\"kernel\":3,\"stride\":2,\"bias\":true},{\"op\":\"relu6\"},{\"op\":\"conv\","
                + "\"width\":6,\"kernel\":3,\"bias\":true},{\"op\":\"relu\"},"
                + "{\"op\":\"global-average-pool\"}]}");
    trained = folder.resolve("trained-folded");
    assertEquals(
        0,
        grow(trained, "--seed-net", json.toString(), "--first-epochs", "2", "--rounds", "0"),
        err::toString);
    return exported("onnx");
  }

  @Test
  void aFoldedBatchNormIsToldAndPutBackWhenAsked() throws IOException {
    String file = folded();
    Path run = folder.resolve("run");
    assertEquals(0, grow(run, "--seed-net", file, "--rounds", "0"), err::toString);
    assertTrue(err.toString().contains("--restore-batch-norm puts identities back"), err::toString);
    Path restored = folder.resolve("restored");
    assertEquals(
        0,
        grow(restored, "--seed-net", file, "--restore-batch-norm", "--rounds", "1"),
        err::toString);
    assertTrue(err.toString().contains("are put back behind the convolutions"), err::toString);
    // the same function, and one that stays near while it is trained and grown
    double loss = round(trained, 0).validationLoss();
    assertEquals(loss, round(run, 0).validationLoss(), 1e-6);
    assertEquals(loss, round(restored, 0).validationLoss(), 1e-4);
    assertTrue(round(restored, 1).validationLoss() < loss + 0.2, () -> "from " + loss);
    assertTrue(
        RunReader.open(restored).config().seedNet().architecture().orElseThrow().nodes().stream()
            .anyMatch(node -> node.op() instanceof org.morphoscope.net.Op.BatchNorm));
  }

  @Test
  void puttingBackWithoutAFileIsContradictory() {
    assertEquals(2, grow(folder.resolve("run"), "--seed-net", "chain:4", "--restore-batch-norm"));
    assertTrue(err.toString().contains("--restore-batch-norm: expected"), err::toString);
  }

  @Test
  void aRunThatWasCutInItsFirstTrainingGoesOnWithoutTheFile() throws IOException {
    Path run = folder.resolve("run");
    String file = exported("onnx");
    String[] asked = {"--seed-net", file, "--rounds", "1", "--first-epochs", "1"};
    assertEquals(0, grow(run, asked), err::toString);
    byte[] events = Files.readAllBytes(run.resolve("events.jsonl"));
    Files.delete(Path.of(file));
    Files.delete(run.resolve("events.jsonl"));
    try (Stream<Path> all = Files.walk(run.resolve("checkpoints"))) {
      all.sorted((a, b) -> b.compareTo(a)).forEach(each -> each.toFile().delete());
    }
    assertEquals(0, run("resume", run.toString()), err::toString);
    assertArrayEquals(events, Files.readAllBytes(run.resolve("events.jsonl")));
  }

  @Test
  void aCopyThatIsNotTheFilesIsRefused() throws IOException {
    Path run = folder.resolve("run");
    assertEquals(0, grow(run, "--seed-net", exported("onnx"), "--rounds", "0"));
    try (Stream<Path> all = Files.walk(run.resolve("checkpoints"))) {
      all.sorted((a, b) -> b.compareTo(a)).forEach(each -> each.toFile().delete());
    }
    Path bias = run.resolve("seed").resolve("bh.npy");
    byte[] changed = Files.readAllBytes(bias);
    changed[changed.length - 1] ^= 1;
    Files.write(bias, changed);
    assertEquals(1, run("resume", run.toString()));
    assertTrue(err.toString().contains("expected the weights of net.onnx"), err::toString);
    Files.delete(bias);
    assertEquals(1, run("resume", run.toString()));
    assertTrue(err.toString().contains("'bh': expected 10 numbers, found none"), err::toString);
  }

  @Test
  void aNetForOtherImagesOrNoNetAtAllIsOneSentence() throws IOException {
    String file = exported("onnx");
    assertEquals(1, run("grow", "--out", "x", "--data", "idx:nowhere", "--seed-net", file));
    assertTrue(err.toString().contains("nowhere"), err::toString);
    Path broken = Files.writeString(folder.resolve("broken.onnx"), "no net");
    assertEquals(1, grow(folder.resolve("run"), "--seed-net", broken.toString()));
    assertTrue(err.toString().contains("broken.onnx"), err::toString);
    assertTrue(Files.notExists(folder.resolve("run")));
  }
}
