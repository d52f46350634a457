package org.morphoscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.model.Forward;
import org.morphoscope.model.Model;
import org.morphoscope.model.ModelException;
import org.morphoscope.model.ProtoWriter;
import org.morphoscope.model.safetensors.SafetensorsTest;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.TensorShape;

/** ONNX files in: those we write, those others write, and damaged ones. */
class OnnxReaderTest {
  @TempDir Path folder;

  private Model read(byte[] bytes) throws IOException {
    return OnnxReader.read(Files.write(folder.resolve("net.onnx"), bytes));
  }

  private String refusal(byte[] bytes) {
    ModelException e = assertThrows(ModelException.class, () -> read(bytes));
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().endsWith("."), e.getMessage());
    return e.getMessage();
  }

  private static byte[] written(NetworkSpec spec) {
    return OnnxWriter.write(new Model(spec, Nets.weights(spec, 7), Map.of("run", "r")));
  }

  @ParameterizedTest
  @MethodSource("org.morphoscope.model.Forward#withPixelsBehindDense")
  void whatWasWrittenComesBack(NetworkSpec spec) throws IOException {
    Model model = read(written(spec));
    assertEquals(spec, model.spec());
    assertEquals(Map.of("run", "r"), model.metadata());
    SafetensorsTest.assertEqual(Nets.weights(spec, 7), model.weights());
  }

  @Test
  void aConvolutionsBiasMovesIntoTheBatchNormBehindIt() throws IOException {
    NetworkSpec bare = Nets.pooledTwice();
    float[] bias = {0.5f, -0.25f, 2};
    OnnxFiles file = OnnxFiles.of(bare, Nets.weights(bare, 5));
    file.array("conv1.extra", bias, 3);
    file.addInput("conv1", "conv1.extra");
    Model model = read(file.bytes());
    assertEquals(bare, model.spec());
    double[] mean = Nets.weights(bare, 5).layers().get(0).mean();
    for (int c = 0; c < bias.length; c++) {
      assertEquals((float) mean[c] - bias[c], model.weights().layers().get(0).mean()[c], 1e-7);
    }
    ImageLoader images = Nets.images(bare, 4, 2);
    double[] without = Forward.logits(bare, Nets.weights(bare, 5), images, 4);
    double[] with = Forward.logits(model.spec(), model.weights(), images, 4);
    assertTrue(Math.abs(without[0] - with[0]) > 1e-3, "the bias changes the logits");
  }

  @Test
  void identityDropoutAndReshapeDisappear() throws IOException {
    NetworkSpec spec = Nets.depthwise();
    OnnxFiles file = OnnxFiles.of(spec, Nets.weights(spec, 5));
    file.operator("dense/flatten", "Identity");
    file.insertBefore("dense/flatten", "Dropout", "drop");
    file.insertBefore("dense", "Flatten", "again");
    Model model = read(file.bytes());
    assertEquals(spec, model.spec());
  }

  /** Written by ONNX's own package (foreign.py beside it), evaluated by onnxruntime. */
  @Test
  void aFileOfAnotherProgramGivesTheLogitsOfOnnxruntime() throws IOException {
    Model model;
    try (InputStream in = OnnxReaderTest.class.getResourceAsStream("/model/foreign.onnx")) {
      model = read(in.readAllBytes());
    }
    NetworkSpec spec = model.spec();
    assertEquals("foreign", spec.name());
    assertEquals(new TensorShape(3, 8, 8), spec.input());
    ImageLoader images =
        (first, count, pixels, labels) -> {
          for (int i = 0; i < pixels.length; i++) {
            int channel = i % 3;
            pixels[i] = ((channel * 64 + i / 3) % 7 - 3) / 4f;
          }
        };
    double[] reference = {0.3846715, -0.51275676, -1.075027};
    assertArrayEquals(reference, Forward.logits(spec, model.weights(), images, 1), 1e-5);
  }

  @Test
  void whatANetCannotExpressIsNamedByNodeAndOperator() {
    NetworkSpec spec = Nets.mixed();
    OnnxFiles sigmoid = OnnxFiles.of(spec, Nets.weights(spec, 5));
    sigmoid.operator("relu2", "Sigmoid");
    assertTrue(refusal(sigmoid.bytes()).contains("node 'relu2' (Sigmoid)"));

    OnnxFiles dilated = OnnxFiles.of(spec, Nets.weights(spec, 5));
    dilated.integers("conv1", "dilations", 2, 2);
    assertTrue(refusal(dilated.bytes()).contains("node 'conv1' (Conv): expected dilations 1"));

    OnnxFiles negative = OnnxFiles.of(spec, Nets.weights(spec, 5));
    negative.integers("conv1", "pads", 0, 0, -1, 1);
    assertTrue(refusal(negative.bytes()).contains("node 'conv1' (Conv)"));

    OnnxFiles padded = OnnxFiles.of(spec, Nets.weights(spec, 5));
    padded.integers("pool2", "pads", 1, 1, 1, 1);
    assertTrue(refusal(padded.bytes()).contains("node 'pool2' (AveragePool)"));

    OnnxFiles unknown = OnnxFiles.of(spec, Nets.weights(spec, 5));
    unknown.input("relu1", 0, "nowhere");
    assertTrue(refusal(unknown.bytes()).contains("node 'relu1' (Relu)"));

    OnnxFiles grouped = OnnxFiles.of(spec, Nets.weights(spec, 5));
    grouped.integer("conv4", "group", 3);
    assertTrue(refusal(grouped.bytes()).contains("node 'conv4' (Conv)"));

    OnnxFiles free = OnnxFiles.of(spec, Nets.weights(spec, 5));
    free.imageShape(2, -1, -1);
    assertTrue(refusal(free.bytes()).contains("known size"));
  }

  @Test
  void everyNodeThatCannotBeTakenIsNamedAtOnceWithItsCure() throws IOException {
    NetworkSpec spec = Nets.mixed();
    OnnxFiles file = OnnxFiles.of(spec, Nets.weights(spec, 5));
    file.operator("relu1", "Sigmoid");
    file.integers("conv3", "dilations", 2, 2);
    file.operator("relu4", "HardSwish");
    file.insertBefore("dense", "LayerNormalization", "norm");
    Path path = Files.write(folder.resolve("net.onnx"), file.bytes());
    List<String> problems = OnnxReader.check(path).problems();
    assertEquals(4, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("'relu1' (Sigmoid)"), problems.get(0));
    assertTrue(problems.get(0).contains("ReLU6, LeakyRelu or SiLU in its place"), problems.get(0));
    assertTrue(problems.get(1).contains("'conv3' (Conv): expected dilations 1"), problems.get(1));
    assertTrue(problems.get(2).contains("'relu4' (HardSwish)"), problems.get(2));
    assertTrue(problems.get(3).contains("BatchNormalization in its place"), problems.get(3));
    assertTrue(OnnxReader.check(path).model().isEmpty());
    assertTrue(refusal(file.bytes()).contains("names 3 more"), refusal(file.bytes()));
  }

  @Test
  void constantsThatDoNotFitTheirShapeAreRefused() {
    NetworkSpec spec = Nets.mixed();
    OnnxFiles huge = OnnxFiles.of(spec, Nets.weights(spec, 5));
    huge.array("conv1.weight", new float[8], 1 << 30, 1 << 30, 1 << 30, 1 << 30);
    assertTrue(refusal(huge.bytes()).contains("constant 'conv1.weight'"));

    OnnxFiles negative = OnnxFiles.of(spec, Nets.weights(spec, 5));
    negative.array("conv1.weight", new float[1], -1, -1, 1, 1);
    assertTrue(refusal(negative.bytes()).contains("constant 'conv1.weight'"));

    OnnxFiles infinite = OnnxFiles.of(spec, Nets.weights(spec, 5));
    infinite.array("head.bias", new float[] {1, Float.NaN, 1}, 3);
    assertTrue(refusal(infinite.bytes()).contains("NaN"));

    OnnxFiles small = OnnxFiles.of(spec, Nets.weights(spec, 5));
    small.array("bn1.weight", new float[] {1, 1}, 2);
    assertTrue(refusal(small.bytes()).contains("bn1.weight"));
  }

  @Test
  void aCutFileIsOneSentenceWhereverItIsCut() {
    byte[] whole = written(Nets.residual());
    // the metadata at the end may be lost unseen; the graph may not
    for (int length = 0; length < whole.length - 40; length += 13) {
      refusal(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void changedBytesNeverDoMoreThanBeRefused() {
    byte[] whole = written(Nets.depthwise());
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int n = 0; n < 1000; n++) {
      byte[] changed = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        read(changed);
      } catch (IOException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 100, refused + " refused");
  }

  /** Messages inside messages as deep as the file is long. */
  @Test
  void deepNestingAndLengthsThatLieAreOneSentence() {
    byte[] deep = new byte[0];
    for (int level = 0; level < 2000; level++) {
      deep = new ProtoWriter().bytes(OnnxFields.MODEL_GRAPH, deep).toByteArray();
    }
    refusal(deep);
    // a field that says it is 2 GB long, and one of a negative length
    refusal(new byte[] {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 1});
    byte[] negative = new byte[12];
    Arrays.fill(negative, (byte) 0xff);
    negative[0] = 0x3a;
    negative[10] = 1;
    refusal(negative);
  }

  @Test
  void otherFilesAreOneSentence() throws IOException {
    assertTrue(refusal(new byte[0]).contains("no graph"));
    refusal("not a net at all, but text".getBytes(StandardCharsets.UTF_8));
    assertThrows(ModelException.class, () -> OnnxReader.read(folder));
    ModelException e =
        assertThrows(ModelException.class, () -> OnnxReader.read(folder.resolve("none.onnx")));
    assertTrue(e.getMessage().contains("no such file"), e.getMessage());
  }

  @Test
  void poolingKeepsItsKindAndStep() throws IOException {
    Model model = read(written(Nets.mixed()));
    assertArrayEquals(
        new Op[] {new Op.Pool(Op.Pool.Kind.MAX, 2, 2), new Op.Pool(Op.Pool.Kind.AVERAGE, 2, 2)},
        model.spec().nodes().stream()
            .map(node -> node.op())
            .filter(Op.Pool.class::isInstance)
            .toArray());
  }
}
