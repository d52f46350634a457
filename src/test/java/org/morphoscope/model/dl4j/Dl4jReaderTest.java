package org.morphoscope.model.dl4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.model.Forward;
import org.morphoscope.model.ModelException;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Zips of DeepLearning4J in: ours, those that it wrote itself, and damaged ones. */
class Dl4jReaderTest {
  private static final TensorShape IMAGE = new TensorShape(2, 8, 8);
  private static final int IMAGES = 5;

  @TempDir Path folder;

  private static MultiLayerConfiguration chain(Layer third) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(1e-3))
        .l2(1e-4)
        .list()
        .layer(
            new ConvolutionLayer.Builder(3, 3)
                .nOut(4)
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .build())
        .layer(new BatchNormalization.Builder().build())
        .layer(third)
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(3).activation(Activation.IDENTITY).build())
        .layer(new BatchNormalization.Builder().eps(1e-3).build())
        .layer(new DropoutLayer(0.5))
        .layer(new DenseLayer.Builder().nOut(5).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(8, 8, 2))
        .build();
  }

  private static Layer pooling() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  private static MultiLayerNetwork trained(MultiLayerConfiguration configuration) {
    MultiLayerNetwork net = new MultiLayerNetwork(configuration);
    net.init();
    INDArray x = images(16);
    INDArray y = Nd4j.zeros(16, 3);
    for (int i = 0; i < 16; i++) {
      y.putScalar(i, i % 3, 1);
    }
    for (int i = 0; i < 20; i++) {
      net.fit(x, y);
    }
    return net;
  }

  private static INDArray images(int count) {
    NetworkSpec any =
        new org.morphoscope.net.NetworkBuilder("any", IMAGE).conv(1, 1, 1, 0, true).dense(3);
    return Nd4j.create(
        Forward.channelsFirst(any, Nets.images(any, count, 4), count), new int[] {count, 2, 8, 8});
  }

  private Path save(Model net) throws IOException {
    Path file = folder.resolve("foreign.zip");
    ModelSerializer.writeModel(net, file.toFile(), true);
    return file;
  }

  private static double[] probabilities(org.morphoscope.model.Model model) {
    ImageLoader images = Nets.images(model.spec(), IMAGES, 4);
    double[] logits = Forward.logits(model.spec(), model.weights(), images, IMAGES);
    int classes = model.spec().classes();
    for (int i = 0; i < IMAGES; i++) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += Math.exp(logits[i * classes + k]);
      }
      for (int k = 0; k < classes; k++) {
        logits[i * classes + k] = Math.exp(logits[i * classes + k]) / sum;
      }
    }
    return logits;
  }

  @ParameterizedTest
  @MethodSource("org.morphoscope.model.Forward#nets")
  void whatWasWrittenComesBack(NetworkSpec spec) throws IOException {
    Path file = folder.resolve("net.zip");
    Files.write(
        file,
        Dl4jWriter.write(
            new org.morphoscope.model.Model(spec, Nets.weights(spec, 7), Map.of("run", "r"))));
    org.morphoscope.model.Model model = Dl4jReader.read(file, Optional.empty());
    assertEquals(spec.name(), model.spec().name());
    // branches may change places: DeepLearning4J's order is one of several that are right
    assertEquals(Set.copyOf(spec.nodes()), Set.copyOf(model.spec().nodes()));
    assertEquals("r", model.metadata().get("run"));
    ImageLoader images = Nets.images(spec, IMAGES, 4);
    assertArrayEquals(
        Forward.logits(spec, Nets.weights(spec, 7), images, IMAGES),
        Forward.logits(model.spec(), model.weights(), images, IMAGES),
        1e-5);
  }

  @Test
  void aMultiLayerNetworkThatDeeplearning4jTrainedGivesItsProbabilities() throws IOException {
    MultiLayerNetwork net = trained(chain(pooling()));
    org.morphoscope.model.Model model = Dl4jReader.read(save(net), Optional.of(IMAGE));
    double[] expected = net.output(images(IMAGES)).ravel().toDoubleVector();
    assertArrayEquals(expected, probabilities(model), 1e-5);
    assertEquals(3, model.spec().classes());
  }

  @Test
  void aComputationGraphThatDeeplearning4jTrainedGivesItsProbabilities() throws IOException {
    MultiLayerNetwork net = trained(chain(pooling()));
    Path file = save(net.toComputationGraph());
    org.morphoscope.model.Model model = Dl4jReader.read(file, Optional.of(IMAGE));
    double[] expected = net.output(images(IMAGES)).ravel().toDoubleVector();
    assertArrayEquals(expected, probabilities(model), 1e-5);
  }

  static Stream<Layer> waysToPadAndClip() {
    return Stream.of(
        new ConvolutionLayer.Builder(3, 3)
            .stride(2, 2)
            .nOut(4)
            .activation(Activation.RELU6)
            .convolutionMode(ConvolutionMode.Same)
            .build(),
        new ConvolutionLayer.Builder(2, 2)
            .nOut(4)
            .activation(new ActivationReLU(6.0, 0.0, 0.0))
            .convolutionMode(ConvolutionMode.Same)
            .build(),
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
            .kernelSize(3, 3)
            .stride(2, 2)
            .padding(1, 1)
            .build(),
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
            .kernelSize(3, 3)
            .stride(2, 2)
            .convolutionMode(ConvolutionMode.Same)
            .build(),
        new ZeroPaddingLayer.Builder(0, 2, 2, 0).build());
  }

  @ParameterizedTest
  @MethodSource("waysToPadAndClip")
  void unequalPaddingPaddedMaximaAndReluSixGiveItsProbabilities(Layer third) throws IOException {
    MultiLayerNetwork net = trained(chain(third));
    // away from 0, so that both bounds are met
    net.getLayer(0).getParam("b").addi(4);
    org.morphoscope.model.Model model = Dl4jReader.read(save(net), Optional.of(IMAGE));
    double[] expected = net.output(images(IMAGES)).ravel().toDoubleVector();
    assertArrayEquals(expected, probabilities(model), 1e-5);
  }

  @Test
  void aBatchNormBehindADenseLayerIsFoldedIntoIt() throws IOException {
    MultiLayerNetwork net =
        trained(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-2))
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.RELU).build())
                .layer(new DenseLayer.Builder().nOut(5).activation(Activation.IDENTITY).build())
                .layer(new BatchNormalization.Builder().build())
                .layer(new ActivationLayer(Activation.RELU))
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(8, 8, 2))
                .build());
    org.morphoscope.model.Model model = Dl4jReader.read(save(net), Optional.of(IMAGE));
    double[] expected = net.output(images(IMAGES)).ravel().toDoubleVector();
    assertArrayEquals(expected, probabilities(model), 1e-5);
  }

  @Test
  void aLayerThatANetCannotExpressIsNamed() throws IOException {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            chain(new LocalResponseNormalization.Builder().name("across").build()));
    net.init();
    String sentence = refusal(save(net));
    assertTrue(
        sentence.contains("layer 'across' (LocalResponseNormalization): expected one of"),
        sentence);
    assertTrue(refusal(save(net), Optional.empty()).contains("no size"));
  }

  @Test
  void aZipBombIsOneSentenceWithinTheLimit() throws IOException {
    Path file = folder.resolve("bomb.zip");
    byte[] zeros = new byte[1 << 20];
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("configuration.json"));
      for (int i = 0; i < 64; i++) {
        Arrays.fill(zeros, (byte) ' ');
        out.write(zeros);
      }
      out.closeEntry();
      out.putNextEntry(new ZipEntry("../../outside.txt"));
      out.write(1);
      out.closeEntry();
    }
    assertTrue(Files.size(file) < 200_000);
    assertTrue(refusal(file).contains("configuration.json: expected at most"), refusal(file));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void configurationsThatLieAreOneSentence() throws IOException {
    byte[] numbers = {0, 0};
    assertTrue(refusal(zip("[".repeat(100_000), numbers)).contains("configuration.json"));
    assertTrue(refusal(zip("{}", numbers)).contains("coefficients.bin"));
    assertTrue(refusal(zip("[1]", numbers)).contains("a JSON object"));
    assertTrue(
        refusal(zip("{\"vertices\" 1}", numbers))
            .contains("expected JSON, found something else at byte 1"),
        refusal(zip("{\"vertices\" 1}", numbers)));
    assertTrue(refusal(zip("", numbers)).contains("configuration.json"));
    assertTrue(refusal(Files.writeString(folder.resolve("t.zip"), "text")).contains("zip"));
    assertTrue(refusal(folder).contains("a folder"));
    assertTrue(refusal(folder.resolve("none.zip")).contains("no such file"));
  }

  @Test
  void changedBytesNeverDoMoreThanBeRefused() throws IOException {
    NetworkSpec spec = Nets.depthwise();
    byte[] whole =
        Dl4jWriter.write(
            new org.morphoscope.model.Model(spec, Nets.weights(spec, 7), Map.of("run", "r")));
    Path file = folder.resolve("changed.zip");
    String json = "";
    byte[] numbers = {};
    Files.write(file, whole);
    try (var zip = new java.util.zip.ZipFile(file.toFile())) {
      json =
          new String(zip.getInputStream(zip.getEntry("configuration.json")).readAllBytes(), UTF_8);
      numbers = zip.getInputStream(zip.getEntry("coefficients.bin")).readAllBytes();
    }
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int n = 0; n < 1000; n++) {
      // in turn: the zip, the text inside it, the numbers inside it
      byte[] part = n % 3 == 0 ? whole : n % 3 == 1 ? json.getBytes(UTF_8) : numbers;
      byte[] changed = part.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed[random.nextInt(n % 3 == 2 ? 120 : changed.length)] = (byte) random.nextInt();
      }
      if (n % 3 == 0) {
        Files.write(file, changed);
      } else {
        file =
            n % 3 == 1
                ? zip(new String(changed, java.nio.charset.StandardCharsets.ISO_8859_1), numbers)
                : zip(json, changed);
      }
      try {
        Dl4jReader.read(file, Optional.of(spec.input()));
      } catch (ModelException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 100, refused + " refused");
  }

  private Path zip(String json, byte[] numbers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("configuration.json"));
      out.write(json.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      out.closeEntry();
      out.putNextEntry(new ZipEntry("coefficients.bin"));
      out.write(numbers);
      out.closeEntry();
    }
    return Files.write(folder.resolve("changed.zip"), bytes.toByteArray());
  }

  private static String refusal(Path file) {
    return refusal(file, Optional.of(IMAGE));
  }

  private static String refusal(Path file, Optional<TensorShape> images) {
    ModelException e = assertThrows(ModelException.class, () -> Dl4jReader.read(file, images));
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().endsWith("."), e.getMessage());
    return e.getMessage();
  }
}
