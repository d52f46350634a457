package org.morphoscope.model.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Weights;
import org.morphoscope.model.Forward;
import org.morphoscope.model.Model;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DeepLearning4J loads the zip and computes the same logits. */
class Dl4jWriterTest {
  private static final int IMAGES = 5;

  @ParameterizedTest
  @MethodSource("org.morphoscope.model.Forward#withDropout")
  void deeplearning4jComputesTheSameLogits(NetworkSpec spec) throws IOException {
    Weights weights = Nets.weights(spec, 3);
    ImageLoader images = Nets.images(spec, IMAGES, 11);
    double[] expected = Forward.logits(spec, weights, images, IMAGES);
    byte[] file = Dl4jWriter.write(new Model(spec, weights, Map.of()));
    ComputationGraph graph =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file), false);
    TensorShape image = spec.input();
    INDArray input =
        Nd4j.create(
            Forward.channelsFirst(spec, images, IMAGES),
            new int[] {IMAGES, image.channels(), image.height(), image.width()});
    Map<String, INDArray> activations = graph.feedForward(input, false);
    INDArray logits = activations.get(spec.nodes().get(spec.nodes().size() - 1).id());
    assertArrayEquals(new long[] {IMAGES, spec.classes()}, logits.shape());
    assertArrayEquals(expected, logits.ravel().toDoubleVector(), 1e-4);
    assertEquals(IMAGES, activations.get(Dl4jGraph.OUTPUT).sumNumber().doubleValue(), 1e-4);
    graph.close();
  }

  @Test
  void equalNetsGiveEqualFilesThatSayWhereTheyComeFrom(@TempDir Path folder) throws IOException {
    NetworkSpec spec = Nets.residual();
    Model model = new Model(spec, Nets.weights(spec, 1), Map.of("run", "run-7"));
    byte[] file = Dl4jWriter.write(model);
    assertArrayEquals(file, Dl4jWriter.write(model));
    Path path = Files.write(folder.resolve("net.zip"), file);
    try (ZipFile zip = new ZipFile(path.toFile())) {
      String text =
          new String(
              zip.getInputStream(zip.getEntry(Dl4jWriter.METADATA)).readAllBytes(),
              StandardCharsets.UTF_8);
      assertTrue(text.contains("run=run-7\n"), text);
    }
  }
}
