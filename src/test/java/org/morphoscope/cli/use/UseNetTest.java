package org.morphoscope.cli.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.cli.ExportCommand;
import org.morphoscope.cli.ReportCommand;
import org.morphoscope.cli.print.Errors;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.journal.RunReader;
import org.morphoscope.model.dl4j.Dl4jReader;
import org.morphoscope.model.onnx.OnnxReader;
import org.morphoscope.model.safetensors.SafetensorsReader;
import org.morphoscope.run.RoundState;
import org.morphoscope.study.evaluate.RecordedEvaluation;
import picocli.CommandLine;

/** A net grown on own pictures, evaluated and asked as a run and as every file of it. */
class UseNetTest {
  @TempDir static Path folder;
  private static Path pictures;
  private static Path run;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ObjectMapper json = new ObjectMapper();

  @BeforeAll
  static void grow() throws Exception {
    pictures = folder.resolve("pictures");
    run = folder.resolve("run");
    OwnPictures.write(pictures);
    OwnPictures.grow(pictures, run);
  }

  private static Team team(OptionalInt threads) {
    return Team.of(Backend.load(threads.orElse(2)), Precision.FLOAT);
  }

  private int execute(Object command, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::failure)
        .execute(arguments);
  }

  private int evaluate(String... arguments) {
    return execute(new EvaluateCommand(UseNetTest::team, System::nanoTime), arguments);
  }

  private int predict(String... arguments) {
    return execute(new PredictCommand(UseNetTest::team, System::nanoTime), arguments);
  }

  private JsonNode evaluated(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    assertEquals(0, evaluate(all.toArray(String[]::new)), err.toString());
    return json.readTree(out.toString());
  }

  private Path exported(String format, String name, String... more) {
    Path file = folder.resolve(name);
    List<String> all =
        new ArrayList<>(List.of(run.toString(), "--model", format, "--out", file.toString()));
    all.addAll(List.of(more));
    assertEquals(
        0,
        execute(new ExportCommand(UseNetTest::team, System::nanoTime), all.toArray(String[]::new)),
        err.toString());
    return file;
  }

  @Test
  void aRunEvaluatesToItsOwnTestLossToTheLastDigit() throws Exception {
    RunReader reader = RunReader.open(run);
    JsonNode last = evaluated(run.toString());
    RoundState tail = reader.lastState().orElseThrow();
    assertTrue(tail.afterTail());
    assertEquals(tail.summary().testLoss().getAsDouble(), last.get("testLoss").asDouble());
    assertEquals(tail.summary().testAccuracy().getAsDouble(), last.get("testAccuracy").asDouble());
    JsonNode before = evaluated(run.toString(), "--round", "0");
    assertEquals(
        reader.state(0).summary().testLoss().getAsDouble(), before.get("testLoss").asDouble());
    JsonNode validation = evaluated(run.toString(), "--part", "validation");
    assertEquals(tail.summary().validationLoss(), validation.get("testLoss").asDouble());
  }

  @Test
  void countsOfTheConfusionMatrixGiveTheScores() throws Exception {
    JsonNode found = evaluated(run.toString());
    int total = 0;
    int right = 0;
    for (int k = 0; k < 3; k++) {
      JsonNode row = found.at("/confusion/" + k);
      int count = StreamSupport.stream(row.spliterator(), false).mapToInt(JsonNode::asInt).sum();
      assertEquals(found.at("/classes/" + k + "/count").asInt(), count);
      assertEquals(9, count);
      assertEquals(OwnPictures.CLASSES.get(k), found.at("/classes/" + k + "/name").asText());
      assertEquals(row.get(k).asInt() / 9.0, found.at("/classes/" + k + "/recall").asDouble());
      total += count;
      right += row.get(k).asInt();
    }
    assertEquals((double) right / total, found.get("testAccuracy").asDouble());
    assertTrue(found.get("calibrationError").asDouble() <= 1);
    assertTrue(found.get("secondsPerImage").asDouble() > 0);
  }

  private void reportHasMatrixAndClasses() throws Exception {
    Path page = folder.resolve("report.html");
    int code =
        execute(
            new ReportCommand(UseNetTest::team, System::nanoTime),
            run.toString(),
            "--confusion",
            "--out",
            page.toString());
    assertEquals(0, code, err.toString());
    String html = Files.readString(page);
    assertTrue(html.contains("<figure id=\"confusion\">"));
    // the class table is that of evaluate, to the digits shown
    JsonNode last = evaluated(run.toString());
    String classes = html.substring(html.indexOf("<h2>Classes</h2>"));
    for (JsonNode each : last.get("classes")) {
      String name = each.get("name").asText().replace("\"", "&quot;");
      assertTrue(classes.contains(">" + name + "<"), each.toString());
      for (String column : new String[] {"precision", "recall", "f1"}) {
        String shown = String.format(Locale.ROOT, "%.4f", each.get(column).asDouble());
        assertTrue(classes.contains(">" + shown + "<"), column + " " + shown);
      }
    }
  }

  @Test
  void aRecordedRoundIsEvaluatedToTheLastDigitAndItsMatrixDrawn() throws Exception {
    RecordedEvaluation found =
        RecordedEvaluation.of(run, OptionalInt.of(0), UseNetTest::team, System::nanoTime);
    JsonNode expected = evaluated(run.toString(), "--round", "0");
    assertEquals(expected.get("testLoss").asDouble(), found.found().loss());
    assertEquals(
        RunReader.open(run).state(0).summary().testLoss().getAsDouble(), found.found().loss());
    assertEquals(expected.get("confusion"), json.valueToTree(found.found().confusion()));
    int images = 0;
    for (int truth = 0; truth < 3; truth++) {
      for (int predicted = 0; predicted < 3; predicted++) {
        int count = found.found().confusion()[truth][predicted];
        assertEquals(count, found.imagesOf(truth, predicted).size());
        images += count;
      }
    }
    assertEquals(found.images().size(), images);
    Path csv = folder.resolve("confusion.csv");
    int code =
        execute(
            new ExportCommand(UseNetTest::team, System::nanoTime),
            run.toString(),
            "--figure",
            "confusion",
            "--round",
            "0",
            "--out",
            csv.toString());
    assertEquals(0, code, err.toString());
    assertEquals(1 + 9, Files.readAllLines(csv).stream().filter(l -> !l.startsWith("#")).count());
    reportHasMatrixAndClasses();
    assertThrows(
        IllegalArgumentException.class,
        () -> RecordedEvaluation.of(run, OptionalInt.of(9), UseNetTest::team, System::nanoTime));
  }

  @Test
  void thePipelineIsInTheRunItsCheckpointsAndEveryFile() throws Exception {
    JsonNode described = json.readTree(run.resolve("run.json").toFile());
    JsonNode state = json.readTree(run.resolve("checkpoints/round-001/state.json").toFile());
    Map<String, String> onnx = OnnxReader.read(exported("onnx", "p.onnx")).metadata();
    Map<String, String> tensors =
        SafetensorsReader.read(exported("safetensors", "p.safetensors")).metadata();
    Map<String, String> zip =
        Dl4jReader.read(exported("dl4j", "p.zip"), java.util.Optional.empty()).metadata();
    for (String name :
        List.of("mean", "std", "classes", "image_size", "resize", "channel_order", "run")) {
      JsonNode expected = described.get(name);
      assertEquals(expected, state.get(name), name);
      for (Map<String, String> metadata : List.of(onnx, tensors, zip)) {
        assertEquals(expected, json.readTree(metadata.get(name)), name);
      }
    }
    assertEquals(json.valueToTree(OwnPictures.CLASSES), described.get("classes"));
    assertEquals("[8,8]", described.get("image_size").toString());
    assertEquals("RGB", described.get("channel_order").asText());
    assertEquals(3, described.get("mean").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"onnx", "safetensors", "dl4j"})
  void aFileEvaluatesAsItsRunWithoutBeingToldAnything(String format) throws Exception {
    Path file = exported(format, "e." + (format.equals("dl4j") ? "zip" : format));
    JsonNode ofRun = evaluated(run.toString());
    JsonNode ofFile = evaluated(file.toString(), "--data", "images:" + pictures);
    assertEquals(ofRun.get("testLoss").asDouble(), ofFile.get("testLoss").asDouble(), 1e-6);
    assertEquals(ofRun.get("confusion"), ofFile.get("confusion"));
    assertEquals(
        ofRun.get("calibrationError").asDouble(), ofFile.get("calibrationError").asDouble(), 1e-5);
  }

  @Test
  void imagesAreNormalisedByTheNetAndNotByTheDataAtHand() throws Exception {
    Path onnx = exported("onnx", "n.onnx");
    Path bright = folder.resolve("bright");
    for (String name : OwnPictures.CLASSES) {
      Path to = Files.createDirectories(bright.resolve("test").resolve(name));
      Files.createDirectories(bright.resolve("train").resolve(name));
      Path from = pictures.resolve("test").resolve(name);
      Files.copy(from.resolve("IMG 0.png"), to.resolve("a.png"));
      // a training part of other colours than the one that the net has seen
      Files.copy(from.resolve("IMG 0.png"), bright.resolve("train/" + name + "/b.png"));
    }
    JsonNode found = evaluated(onnx.toString(), "--data", "images:" + bright);
    String file = pictures.resolve("test/" + OwnPictures.CLASSES.get(0) + "/IMG 0.png").toString();
    assertEquals(0, predict(run.toString(), file, "--format", "jsonl"), err.toString());
    JsonNode answer = json.readTree(out.toString());
    double p = answer.at("/probabilities").get(OwnPictures.CLASSES.get(0)).asDouble();
    assertTrue(p > 0 && p < 1);
    assertEquals(3, found.get("images").asInt());
  }

  @Test
  void classesAreMatchedByTheirNames() throws Exception {
    Path some = folder.resolve("some");
    for (String part : List.of("train", "test")) {
      for (String name : OwnPictures.CLASSES.subList(1, 3)) {
        Path to = Files.createDirectories(some.resolve(part).resolve(name));
        Files.copy(
            pictures.resolve("test").resolve(name).resolve("IMG 1.bmp"), to.resolve("x.bmp"));
      }
    }
    JsonNode found = evaluated(run.toString(), "--data", "images:" + some);
    assertTrue(err.toString().contains("it lacks blue  wide"), err.toString());
    assertEquals(0, found.at("/classes/0/count").asInt());
    assertEquals(1, found.at("/classes/2/count").asInt());
    Path other = Files.createDirectories(some.resolve("test/violet"));
    Files.copy(some.resolve("test/red/x.bmp"), other.resolve("y.bmp"));
    Files.copy(
        some.resolve("test/red/x.bmp"),
        Files.createDirectories(some.resolve("train/violet")).resolve("y.bmp"));
    assertEquals(2, evaluate(run.toString(), "--data", "images:" + some));
    assertTrue(err.toString().contains("found others (violet)"), err.toString());
  }

  @Test
  void predictionsAreTheSameInEveryFormat() throws Exception {
    Path test = pictures.resolve("test");
    assertEquals(0, predict(run.toString(), test.toString(), "--format", "jsonl"), err.toString());
    List<String> lines = out.toString().lines().toList();
    assertEquals(27, lines.size());
    JsonNode first = json.readTree(lines.get(0));
    assertEquals(test.resolve("blue  wide/IMG 0.png").toString(), first.get("file").asText());
    assertTrue(lines.get(2).contains("IMG 2.png"), "natural order");
    double sum = 0;
    for (JsonNode p : first.get("probabilities")) {
      sum += p.asDouble();
    }
    assertEquals(1, sum, 1e-12);
    assertEquals(0, predict(run.toString(), test.toString(), "--format", "csv"));
    List<String> rows = out.toString().lines().toList();
    assertEquals("file,class,probability,blue  wide,\"gr\u00fcn, \"\"hell\"\"\",red", rows.get(0));
    assertEquals(28, rows.size());
    assertTrue(rows.get(1).contains("," + first.get("probability").asText() + ","), rows.get(1));
    assertEquals(0, predict(run.toString(), test.toString(), "--top", "2"));
    assertTrue(out.toString().lines().toList().get(1).contains("IMG 0.png"));
  }

  @Test
  void aPictureThatCannotBeReadIsToldAndTheOthersAreAnswered() throws Exception {
    Path torn = folder.resolve("torn.png");
    Files.write(torn, "no picture".getBytes(StandardCharsets.UTF_8));
    String good = pictures.resolve("test/red/IMG 0.png").toString();
    assertEquals(1, predict(run.toString(), torn.toString(), good, "--format", "jsonl"));
    assertEquals(1, out.toString().lines().count());
    assertTrue(err.toString().contains("torn.png: expected a PNG"), err.toString());
    assertEquals(1, predict(run.toString(), folder.resolve("none.png").toString()));
    assertTrue(err.toString().contains("nothing of that name"), err.toString());
  }

  @Test
  void whatIsMissingIsAskedForInOneSentence() {
    Path onnx = exported("onnx", "q.onnx");
    assertEquals(2, evaluate(onnx.toString()));
    assertTrue(err.toString().contains("expected --data"), err.toString());
    assertEquals(2, evaluate(run.toString(), "--mean", "0,0,0"));
    assertTrue(err.toString().contains("--mean and --std together"), err.toString());
    assertEquals(2, evaluate(onnx.toString(), "--data", "generated:100"));
    assertTrue(err.toString().contains("expected classes of the net"), err.toString());
    assertEquals(1, predict("missing.onnx", "x.png"));
    assertEquals(2, predict(onnx.toString(), "--round", "1", "x.png"));
    assertTrue(err.toString().contains("expected a run with --round"), err.toString());
  }
}
