package org.morphoscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.model.Forward;
import org.morphoscope.model.Model;

/**
 * The nets of the shared cases, where they are at hand, with the logits that their authors give.
 */
class OnnxCasesTest {
  private static final Path CASES = Path.of("../shared/cases");

  private static Path file(String name) {
    assumeTrue(Files.isDirectory(CASES), "the shared cases are not here");
    return CASES.resolve(name);
  }

  /** {@code x[c, h, w] = ((64c + 8h + w) 5 mod 11 - 5) / 4}, times a factor. */
  private static ImageLoader images(double factor) {
    return (first, count, pixels, labels) -> {
      for (int i = 0; i < pixels.length; i++) {
        int index = 64 * (i % 3) + i / 3;
        pixels[i] = (float) (factor * (index * 5 % 11 - 5) / 4);
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "B01-onnx-weights-beside/ok18.onnx, 1, -1.19266, -0.14120, -0.32888",
    "B02-onnx-mean-relu6/mean13_pos_1.onnx, 1, -1.19266, -0.14120, -0.32888",
    "B02-onnx-mean-relu6/mean18_neg_0.onnx, 1, -1.19266, -0.14120, -0.32888",
    "B02-onnx-mean-relu6/relu6_11.onnx, 40, -4.1178, 0.2210, -0.5499",
    "B03-onnx-keras-style/nhwc_only.onnx, 1, -1.19266, -0.14120, -0.32888",
    "B03-onnx-keras-style/matmul_only.onnx, 1, -1.19266, -0.14120, -0.32888",
    "B03-onnx-keras-style/softmax_only.onnx, 1, -1.19266, -0.14120, -0.32888",
    "B03-onnx-keras-style/same2_only.onnx, 1, -0.93505, -0.06342, -0.42079",
    "B20-onnx-half-and-padded-pool/half.onnx, 1, -1.19251, -0.14114, -0.32892",
    "B20-onnx-half-and-padded-pool/maxpoolpad.onnx, 1, -4.18949, 0.27548, -0.28533"
  })
  void theLogitsAreThoseGiven(String name, double factor, double a, double b, double c)
      throws IOException {
    Model model = OnnxReader.read(file(name));
    double[] logits = Forward.logits(model.spec(), model.weights(), images(factor), 1);
    assertArrayEquals(new double[] {a, b, c}, logits, 1e-4);
  }

  @Test
  void sideFilesThatAreMissingCutOrElsewhereAreNamed() throws IOException {
    String folder = "B01-onnx-weights-beside/";
    assertTrue(problem(folder + "missing.onnx").contains("no such file"));
    assertTrue(problem(folder + "cut.onnx").contains("1,320 bytes"));
    assertTrue(problem(folder + "outside.onnx").contains("the net's own folder"));
  }

  private static String problem(String name) throws IOException {
    return OnnxReader.check(file(name)).problems().get(0);
  }
}
