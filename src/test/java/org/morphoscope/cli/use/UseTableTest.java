package org.morphoscope.cli.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.cli.ExportCommand;
import org.morphoscope.cli.print.Errors;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.engine.NumericEngineFactory;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.run.Decider;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.service.LocalGrowthService;
import picocli.CommandLine;

/** A net grown on a CSV file, evaluated on it, asked about other rows, and exported. */
class UseTableTest {
  @TempDir static Path folder;
  private static Path run;
  private static Path test;
  private static String data;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ObjectMapper json = new ObjectMapper();

  @BeforeAll
  static void grow() throws Exception {
    Path table = folder.resolve("a.csv");
    test = folder.resolve("a.test.csv");
    run = folder.resolve("run");
    Files.writeString(table, "mass,kind,id,class\n" + rows(160, 4));
    Files.writeString(test, "mass,kind,id,class\n" + rows(40, 5));
    data = "csv:" + table + "?label=class&drop=id";
    RunConfig standard = RunConfig.standard(data, "dense:5-4", 1, 3);
    new LocalGrowthService(
            NumericEngineFactory.byThreads(threads -> Backend.load(threads.orElse(2))),
            "test",
            () -> "",
            Clock.systemUTC(),
            System::nanoTime)
        .start(
            standard.withTraining(
                standard
                    .training()
                    .withBatch(16)
                    .withEpochs(25, 1)
                    .withTail(OptionalInt.of(2), TailAt.LAST)),
            run,
            Decider.automatic(),
            event -> {})
        .await();
  }

  /** Three classes that mass and kind tell together. */
  private static String rows(int n, long seed) {
    StringBuilder text = new StringBuilder();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < n; i++) {
      double mass = 1000 * random.nextDouble();
      String kind = random.nextBoolean() ? "odd" : "even";
      String of = mass > 600 ? "heavy" : kind.equals("odd") ? "light" : "very light";
      text.append(String.format(Locale.ROOT, "%.3f,%s,n%d,%s\n", mass, kind, i, of));
    }
    return text.toString();
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

  private JsonNode evaluated(String... arguments) throws Exception {
    assertEquals(
        0,
        execute(new EvaluateCommand(UseTableTest::team, System::nanoTime), arguments),
        err.toString());
    return json.readTree(out.toString());
  }

  private Path onnx() {
    Path file = folder.resolve("net.onnx");
    ExportCommand export = new ExportCommand(UseTableTest::team, System::nanoTime);
    assertEquals(
        0, execute(export, run.toString(), "--model", "onnx", "--out", file.toString()), "" + err);
    return file;
  }

  @Test
  void theRunSaysWhichColumnsItsNetSees() throws Exception {
    ImagePipeline pipeline = RunReader.open(run).info().pipeline().orElseThrow();
    assertEquals(List.of("mass", "kind=even", "kind=odd"), pipeline.columns());
    assertEquals(List.of("heavy", "light", "very light"), pipeline.classes());
    assertEquals(500, pipeline.mean().get(0), 60);
    String written = Files.readString(run.resolve("run.json"));
    assertTrue(written.contains("\"columns\"") && !written.contains("\"resize\""), written);
  }

  @Test
  void runAndFileEvaluateToTheSameFigures() throws Exception {
    double loss = RunReader.open(run).lastState().orElseThrow().summary().testLoss().getAsDouble();
    JsonNode own = evaluated(run.toString(), "--json");
    assertEquals(loss, own.get("testLoss").asDouble());
    assertTrue(own.get("testAccuracy").asDouble() > 0.8, own.toString());
    JsonNode file = evaluated(onnx().toString(), "--data", data, "--json");
    assertEquals(loss, file.get("testLoss").asDouble(), 1e-5);
    // of a table of their own the rows have one kind less; the net's columns are found all the same
    Path some = folder.resolve("some.csv");
    Files.writeString(some, "class,kind,mass\nlight,odd,10\nheavy,odd,990\nheavy,odd,980\n");
    String part = "csv:" + some + "?label=class";
    JsonNode few = evaluated(run.toString(), "--data", part, "--part", "training", "--json");
    assertEquals(3, few.get("images").asInt(), few.toString());
  }

  @Test
  void theRecordedSampleOpensAndEvaluatesToItsFigures() throws Exception {
    Path sample = Path.of("samples", "generated-table");
    double loss =
        RunReader.open(sample).lastState().orElseThrow().summary().testLoss().getAsDouble();
    assertEquals(loss, evaluated(sample.toString(), "--json").get("testLoss").asDouble(), 1e-4);
  }

  @Test
  void rowsAreAnsweredByFileAndLineAndRefusedByPlace() throws Exception {
    Path rows = folder.resolve("new.csv");
    Files.writeString(rows, "kind,mass,note\nodd,10,a\neven,10,b\neven,990,c\n");
    PredictCommand predict = new PredictCommand(UseTableTest::team, System::nanoTime);
    assertEquals(
        0, execute(predict, run.toString(), rows.toString(), "--format", "csv"), err.toString());
    List<String> lines = out.toString().lines().toList();
    assertEquals(4, lines.size());
    assertEquals("file,class,probability,heavy,light,very light", lines.get(0));
    assertTrue(lines.get(1).startsWith(rows + ":2,light,"), lines.get(1));
    assertTrue(lines.get(3).startsWith(rows + ":4,heavy,"), lines.get(3));

    Files.writeString(rows, "kind,mass\nodd,heavy\n");
    assertEquals(1, execute(predict, run.toString(), rows.toString()));
    assertTrue(err.toString().contains("line 2, column 2 (mass)"), err.toString());
  }

  @Test
  void onnxruntimeAnswersAsPredictDoes() throws Exception {
    Path file = onnx();
    ImagePipeline pipeline = RunReader.open(run).info().pipeline().orElseThrow();
    float[] row = {10, 0, 1};
    for (int c = 0; c < row.length; c++) {
      row[c] = (float) ((row[c] - pipeline.mean().get(c)) / pipeline.std().get(c));
    }
    double[] expected = new double[3];
    Path rows = folder.resolve("one.csv");
    Files.writeString(rows, "kind,mass\nodd,10\n");
    PredictCommand predict = new PredictCommand(UseTableTest::team, System::nanoTime);
    assertEquals(
        0, execute(predict, file.toString(), rows.toString(), "--format", "jsonl"), "" + err);
    JsonNode told = json.readTree(out.toString()).get("probabilities");
    for (int k = 0; k < 3; k++) {
      expected[k] = told.get(pipeline.classes().get(k)).asDouble();
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor input =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(row), new long[] {1, 3, 1, 1});
        OrtSession.Result result = session.run(Map.of("input", input))) {
      float[] logits = ((float[][]) result.get(0).getValue())[0];
      double sum = 0;
      for (float logit : logits) {
        sum += Math.exp(logit);
      }
      for (int k = 0; k < 3; k++) {
        assertEquals(expected[k], Math.exp(logits[k]) / sum, 1e-5);
      }
    }
    ExportCommand export = new ExportCommand(UseTableTest::team, System::nanoTime);
    assertEquals(2, execute(export, run.toString(), "--model", "onnx", "--with-preprocessing"));
    assertTrue(err.toString().contains("found one of a table"), err.toString());
  }
}
