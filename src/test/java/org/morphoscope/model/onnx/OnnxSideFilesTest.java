package org.morphoscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.morphoscope.model.onnx.OnnxGraph.in;
import static org.morphoscope.model.onnx.OnnxGraph.integer;
import static org.morphoscope.model.onnx.OnnxGraph.ints;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.model.Model;
import org.morphoscope.model.ModelException;
import org.morphoscope.model.safetensors.SafetensorsTest;

/** Weights in a file beside the net, as exporters write them today, and what can be wrong there. */
class OnnxSideFilesTest {
  @TempDir Path folder;

  private static OnnxGraph net(String location) {
    OnnxGraph g = new OnnxGraph(18, location).input("x", 3, 8, 8);
    g.weights("W1", 4, 3, 3, 3).weights("b1", 4).weights("WG", 3, 4).weights("bG", 3);
    g.node("Conv", "conv1", in("x", "W1", "b1"), ints("pads", 1, 1, 1, 1));
    g.node("Relu", "relu1", in("conv1"));
    g.node("GlobalAveragePool", "gap", in("relu1"));
    g.node("Flatten", "flat", in("gap"));
    g.node("Gemm", "head", in("flat", "WG", "bG"), integer("transB", 1));
    return g.output("head", 3);
  }

  private Path write(String location) throws IOException {
    Path file = Files.write(folder.resolve("net.onnx"), net(location).bytes());
    Path beside = folder.resolve(location);
    Files.createDirectories(beside.getParent());
    Files.write(beside, net(location).besides());
    return file;
  }

  private String problem(Path file) throws IOException {
    List<String> problems = OnnxReader.check(file).problems();
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(
        problems.get(0),
        assertThrows(ModelException.class, () -> OnnxReader.read(file)).getMessage());
    return problems.get(0);
  }

  @Test
  void weightsBesideTheNetAreThoseInsideIt() throws IOException {
    Model inside = OnnxReader.read(Files.write(folder.resolve("in.onnx"), net(null).bytes()));
    for (String location : List.of("net.onnx.data", "weights/net.bin", "weights\\net.bin")) {
      Path file = write(location.replace('\\', '/'));
      Files.write(file, net(location).bytes());
      Model beside = OnnxReader.read(file);
      assertEquals(inside.spec(), beside.spec());
      SafetensorsTest.assertEqual(inside.weights(), beside.weights());
    }
  }

  @Test
  void aMissingFileIsNamedWithItsPlaceAndLength() throws IOException {
    Path file = write("net.onnx.data");
    int length = net("net.onnx.data").besides().length;
    Files.delete(folder.resolve("net.onnx.data"));
    String problem = problem(file);
    assertTrue(problem.contains("side file 'net.onnx.data'"), problem);
    assertTrue(problem.contains("at least %d bytes".formatted(length)), problem);
    assertTrue(problem.contains("4 constants"), problem);
    assertTrue(problem.contains(folder.toString()), problem);
    assertTrue(problem.contains("no such file"), problem);
  }

  @Test
  void aShortFileNamesTheConstantThatIsCut() throws IOException {
    Path file = write("net.onnx.data");
    byte[] whole = net("net.onnx.data").besides();
    Files.write(folder.resolve("net.onnx.data"), Arrays.copyOf(whole, whole.length - 4));
    String cut = problem(file);
    assertTrue(cut.contains("%d bytes: constant 'bG' is cut off".formatted(whole.length - 4)), cut);
    Files.write(folder.resolve("net.onnx.data"), Arrays.copyOf(whole, 100));
    String shorter = problem(file);
    assertTrue(shorter.contains("constant 'W1' is cut off"), shorter);
    Files.write(folder.resolve("net.onnx.data"), Arrays.copyOf(whole, whole.length - 30));
    String beyond = problem(file);
    assertTrue(beyond.contains("'WG' is cut off"), beyond);
  }

  @Test
  void anOffsetBeyondTheEndIsSaidToBe() throws IOException {
    Path file = write("net.onnx.data");
    byte[] net = net("net.onnx.data").bytes();
    // the offset of W1, which is 0, becomes a number of one digit still: 9
    String text = new String(net, StandardCharsets.ISO_8859_1);
    text = text.replace("offset\u0012\u0003432", "offset\u0012\u0003999");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    String problem = problem(file);
    assertTrue(problem.contains("'b1' begins beyond its end"), problem);
    assertTrue(problem.contains("from byte 999 to 1,015"), problem);
  }

  @Test
  void aLengthThatIsNotTheShapesIsRefused() throws IOException {
    Path file = write("net.onnx.data");
    String text = new String(net("net.onnx.data").bytes(), StandardCharsets.ISO_8859_1);
    text = text.replace("length\u0012\u0003432", "length\u0012\u0003431");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    String problem = problem(file);
    assertTrue(problem.contains("expected 432 bytes for the shape [4, 3, 3, 3]"), problem);
    assertTrue(problem.contains("a length of 431"), problem);
  }

  @Test
  void nothingOutsideOfTheFolderIsRead() throws IOException {
    Files.createDirectories(folder.resolve("inner"));
    byte[] beside = net("x").besides();
    Files.write(folder.resolve("up.data"), beside);
    String absolute = folder.resolve("up.data").toString();
    for (String location : List.of("../up.data", "a/../../up.data", "..\\up.data", absolute, "")) {
      Path file = folder.resolve("inner/net.onnx");
      Files.write(file, net(location).bytes());
      String problem = problem(file);
      assertTrue(problem.contains("the net's own folder"), problem);
    }
    Files.createSymbolicLink(folder.resolve("inner/link.data"), folder.resolve("up.data"));
    Path file = Files.write(folder.resolve("inner/net.onnx"), net("link.data").bytes());
    assertTrue(problem(file).contains("the net's own folder"));
  }

  /** As download caches lay them out: both names are links into one folder. */
  @Test
  void linksThatLeadWhereTheNetsOwnLinkLeadsAreFollowed() throws IOException {
    Path blobs = Files.createDirectories(folder.resolve("blobs"));
    Path shown = Files.createDirectories(folder.resolve("shown"));
    Files.write(blobs.resolve("1"), net("net.onnx.data").bytes());
    Files.write(blobs.resolve("2"), net("net.onnx.data").besides());
    Files.createSymbolicLink(shown.resolve("net.onnx"), blobs.resolve("1"));
    Files.createSymbolicLink(shown.resolve("net.onnx.data"), blobs.resolve("2"));
    assertEquals(3, OnnxReader.read(shown.resolve("net.onnx")).spec().classes());
  }

  @Test
  void aFolderInItsPlaceIsSaidToBeOne() throws IOException {
    Path file = write("net.onnx.data");
    Files.delete(folder.resolve("net.onnx.data"));
    Files.createDirectory(folder.resolve("net.onnx.data"));
    assertTrue(problem(file).contains("found a folder"));
  }

  @Test
  void whatElseIsWrongWithTheNetIsToldToo() throws IOException {
    OnnxGraph g = new OnnxGraph(18, "gone.data").input("x", 3, 8, 8);
    g.weights("W1", 4, 3, 3, 3).weights("WG", 3, 4);
    g.node("Conv", "conv1", in("x", "W1"));
    g.node("Sigmoid", "act", in("conv1"));
    g.node("GlobalAveragePool", "gap", in("act"));
    g.node("Flatten", "flat", in("gap"));
    g.node("Gemm", "head", in("flat", "WG"), integer("transB", 1));
    Path file = Files.write(folder.resolve("net.onnx"), g.output("head", 3).bytes());
    List<String> problems = OnnxReader.check(file).problems();
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("gone.data"), problems.get(0));
    assertTrue(problems.get(1).contains("'act' (Sigmoid)"), problems.get(1));
  }

  @Test
  void changedBytesOfNetAndSideFileNeverDoMoreThanBeRefused() throws IOException {
    byte[] whole = net("net.onnx.data").bytes();
    byte[] beside = net("net.onnx.data").besides();
    SplittableRandom random = new SplittableRandom(3);
    Path file = folder.resolve("net.onnx");
    int refused = 0;
    for (int n = 0; n < 2000; n++) {
      byte[] changed = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      Files.write(file, changed);
      int length = random.nextInt(4) == 0 ? random.nextInt(beside.length) : beside.length;
      Files.write(folder.resolve("net.onnx.data"), Arrays.copyOf(beside, length));
      try {
        OnnxReader.read(file);
      } catch (ModelException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 500, refused + " refused");
    assertArrayEquals(whole, net("net.onnx.data").bytes());
  }
}
