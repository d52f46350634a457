package org.morphoscope.cli.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.data.DataRules;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.source.LoosePictures;
import org.morphoscope.export.ModelFiles;
import org.morphoscope.export.RecordedNet;
import org.morphoscope.study.evaluate.Answers;
import org.morphoscope.study.evaluate.TrainedNet;
import picocli.CommandLine;

/** Exported nets in another program: the lines of formats.md, and files that take pixels. */
class SnippetsTest {
  /** Of probabilities, on equal pixels. */
  private static final double SAME = 1e-4;

  @TempDir static Path folder;
  private static List<Path> files;
  private static RecordedNet net;
  private static Answers answers;
  private static ImageSet images;

  @BeforeAll
  static void grow() throws Exception {
    Path pictures = folder.resolve("pictures");
    Path run = folder.resolve("run");
    OwnPictures.write(pictures);
    OwnPictures.grow(pictures, run);
    net = RecordedNet.of(run, OptionalInt.empty(), false);
    files = LoosePictures.files(pictures.resolve("test"));
    images = new LoosePictures(8, 3, DataRules.CURRENT).read(files).images();
    UsableNet usable = new NetOptions().read(run, Optional.empty());
    try (Team team = Team.of(Backend.load(2), Precision.FLOAT);
        TrainedNet trained =
            new TrainedNet(
                usable.spec(), usable.weights(), usable.normalisation(), team, System::nanoTime)) {
      answers = trained.answers(images);
    }
  }

  @Test
  void theLinesOfJavaGiveTheProgramsAnswersFromTheFilesThemselves() throws Exception {
    Path onnx = folder.resolve("net.onnx");
    ModelFiles.of("onnx", net, onnx).get(0).save();
    String text = Files.readString(Path.of("src/site/markdown/formats.md"));
    Matcher java = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(text);
    assertTrue(java.find());
    String code =
        "import ai.onnxruntime.*; import com.fasterxml.jackson.databind.ObjectMapper;"
            + " import java.awt.image.BufferedImage; import java.io.File;"
            + " import java.nio.FloatBuffer; import java.util.Map; import javax.imageio.ImageIO;\n"
            + "public class Snippet { public static float[] logits(String file, String picture)"
            + " throws Exception {\n"
            + java.group(1).replace("\"net.onnx\"", "file").replace("\"picture.png\"", "picture")
            + "return logits; } }\n";
    Path source = folder.resolve("Snippet.java");
    Files.writeString(source, code, StandardCharsets.UTF_8);
    StringWriter problems = new StringWriter();
    List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var units = compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source);
    assertTrue(
        compiler.getTask(problems, null, null, options, null, units).call(), problems.toString());
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      var method = loader.loadClass("Snippet").getMethod("logits", String.class, String.class);
      for (int n = 0; n < files.size(); n++) {
        float[] logits = (float[]) method.invoke(null, onnx.toString(), files.get(n).toString());
        requireSame(n, softmax(logits));
      }
    }
  }

  private static double[] softmax(float[] logits) {
    double sum = 0;
    double[] p = new double[logits.length];
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp(logits[k]);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }

  private static void requireSame(int n, double[] found) {
    int best = 0;
    for (int k = 0; k < found.length; k++) {
      assertEquals(answers.probability(n, k), found[k], SAME, files.get(n) + ", class " + k);
      best = found[k] > found[best] ? k : best;
    }
    assertEquals(answers.predicted()[n], best, files.get(n).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nhwc", "nchw"})
  void aFileWithPreprocessingTakesPixelsAndGivesProbabilities(String layout) throws Exception {
    Path onnx = folder.resolve(layout + ".onnx");
    ModelFiles.onnxOfPixels(net, layout, onnx).save();
    boolean first = layout.equals("nchw");
    ByteBuffer pixels = ByteBuffer.allocateDirect(images.size() * images.imageLength());
    for (int n = 0; n < images.size(); n++) {
      pixels.put(first ? planes(images.copyOf(n)) : images.copyOf(n));
    }
    long[] shape =
        first ? new long[] {images.size(), 3, 8, 8} : new long[] {images.size(), 8, 8, 3};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(onnx.toString());
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, pixels.rewind(), shape, ai.onnxruntime.OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of("pixels", input))) {
      float[][] found = (float[][]) result.get("probabilities").orElseThrow().getValue();
      for (int n = 0; n < found.length; n++) {
        double[] row = new double[found[n].length];
        for (int k = 0; k < row.length; k++) {
          row[k] = found[n][k];
        }
        requireSame(n, row);
      }
    }
  }

  private static byte[] planes(byte[] pixels) {
    byte[] planes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      planes[i % 3 * (pixels.length / 3) + i / 3] = pixels[i];
    }
    return planes;
  }

  @Test
  void aFileWithPreprocessingIsReadBackAndSaysWhatItTakes() throws Exception {
    Path onnx = folder.resolve("back.onnx");
    ModelFiles.onnxOfPixels(net, "nhwc", onnx).save();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of(onnx.toString()));
    files.forEach(file -> arguments.add(file.toString()));
    arguments.addAll(List.of("--format", "csv"));
    int code =
        new CommandLine(
                new PredictCommand(
                    threads -> Team.of(Backend.load(2), Precision.FLOAT), System::nanoTime))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments.toArray(String[]::new));
    assertEquals(0, code, err.toString());
    List<String> rows = out.toString().lines().toList();
    for (int n = 0; n < files.size(); n++) {
      String[] cells = rows.get(n + 1).split(",(?=[0-9])");
      assertEquals(answers.probability(n, 0), Double.parseDouble(cells[cells.length - 3]), 1e-6);
    }
  }
}
