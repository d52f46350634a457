package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.compute.Nets;
import org.morphoscope.model.Model;
import org.morphoscope.model.dl4j.Dl4jWriter;
import org.morphoscope.model.onnx.OnnxWriter;
import org.morphoscope.net.NetworkSpec;
import picocli.CommandLine;

/** The dry check of nets that other tools wrote. */
class ArchitectureCommandTest {
  private static final NetworkSpec NET = Nets.capped();

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int check(Path file) {
    CommandLine line = new CommandLine(new ArchitectureCommand());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(file.toString());
  }

  private static Model model() {
    return new Model(NET, Nets.weights(NET, 3), Map.of());
  }

  @Test
  void aFileThatGrowTakesIsDescribedWithItsNotices() throws IOException {
    Path file = Files.write(folder.resolve("net.onnx"), OnnxWriter.write(model()));
    assertEquals(0, check(file), err.toString());
    assertTrue(out.toString().startsWith("capped 2 x 10 x 9 -> 4 5 7 -> 3: "), out.toString());
    Path zip = Files.write(folder.resolve("net.zip"), Dl4jWriter.write(model()));
    assertEquals(0, check(zip), err.toString());
  }

  @Test
  void everyNodeThatKeepsAFileFromGrowingIsNamedOnALineOfItsOwn() throws IOException {
    String text = new String(OnnxWriter.write(model()), StandardCharsets.ISO_8859_1);
    // an operator of the same length that is not read, in every place
    byte[] changed =
        text.replace("\"\u0004Clip", "\"\u0004Selu").getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("net.onnx"), changed);
    assertEquals(1, check(file));
    List<String> lines = err.toString().lines().toList();
    assertEquals(4, lines.size(), err.toString());
    for (String line : lines) {
      assertTrue(
          line.contains("(Selu)") && line.contains("ReLU, ReLU6, LeakyRelu or SiLU in its place"),
          line);
    }
    assertEquals("", out.toString());
  }
}
