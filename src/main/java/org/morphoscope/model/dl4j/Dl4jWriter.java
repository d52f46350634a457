package org.morphoscope.model.dl4j;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.model.Model;
import org.morphoscope.model.Parameters;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DeepLearning4J's zip of a {@code ComputationGraph}, for {@code
 * ModelSerializer.restoreComputationGraph}. Vertices have the net's node ids; the head's
 * activations are the logits, and a softmax with cross-entropy behind it is the output, so that the
 * graph can be trained on.
 */
public final class Dl4jWriter {
  /** Entry of the zip that DeepLearning4J passes over. */
  static final String METADATA = "morphoscope.properties";

  /** Key of the images' size there, as "channels height width", which the zip does not tell. */
  static final String IMAGES = "images";

  /** Key of the net's name there. */
  static final String NAME = "name";

  private Dl4jWriter() {}

  /**
   * {@return bytes of the file}
   *
   * @param model the net with its numbers
   * @throws IOException when DeepLearning4J cannot write
   */
  public static byte[] write(Model model) throws IOException {
    NetworkSpec spec = model.spec();
    ComputationGraph graph = new ComputationGraph(new Dl4jGraph(spec).configuration());
    graph.init();
    try {
      for (Layer layer : Parameters.layers(spec)) {
        assign(graph, spec, layer, model.weights().layers().get(layer.index()));
      }
      ByteArrayOutputStream zip = new ByteArrayOutputStream();
      ModelSerializer.writeModel(graph, zip, false);
      Map<String, String> metadata = new LinkedHashMap<>(model.metadata());
      TensorShape image = spec.input();
      metadata.put(NAME, spec.name());
      metadata.put(IMAGES, Texts.of("%d %d %d", image.channels(), image.height(), image.width()));
      return withMetadata(zip.toByteArray(), metadata);
    } finally {
      graph.close();
    }
  }

  private static void assign(
      ComputationGraph graph, NetworkSpec spec, Layer layer, LayerWeights numbers) {
    if (layer.kind() != Layer.Kind.SUM) {
      set(graph, layer.id(), "W", filters(layer, numbers));
      if (layer.bias()) {
        set(graph, layer.id(), "b", row(numbers.bias()));
      }
    }
    if (layer.batchNorm().isPresent()) {
      String norm = Parameters.batchNorm(spec, layer).id();
      set(graph, norm, "gamma", row(numbers.gamma()));
      set(graph, norm, "beta", row(numbers.beta()));
      set(graph, norm, "mean", row(numbers.mean()));
      set(graph, norm, "var", row(numbers.variance()));
    }
  }

  /**
   * DL4J's order: convolutions {@code [O, I, k, k]}, depthwise {@code [k, k, C, 1]}, dense {@code
   * [I, O]}.
   */
  private static INDArray filters(Layer layer, LayerWeights numbers) {
    int k = layer.kernel();
    int width = layer.width();
    return switch (layer.kind()) {
      case DENSE -> array(numbers.weight(), width, layer.fanIn()).transpose();
      case DEPTHWISE -> array(numbers.weight(), width, 1, k, k).permute(2, 3, 0, 1);
      default -> array(numbers.weight(), width, layer.filterInputs(), k, k);
    };
  }

  private static INDArray row(double[] values) {
    return array(values, 1, values.length);
  }

  private static INDArray array(double[] values, int... shape) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return Nd4j.create(floats, shape);
  }

  private static void set(ComputationGraph graph, String id, String name, INDArray values) {
    INDArray target = graph.getLayer(id).getParam(name);
    if (target.length() != values.length()) {
      throw new IllegalStateException(
          Texts.of(
              "%s of '%s': DeepLearning4J has %d numbers, the net %d",
              name, id, target.length(), values.length()));
    }
    target.assign(values.reshape(target.shape()));
  }

  /** The same entries with our own behind them, and without the time of writing. */
  private static byte[] withMetadata(byte[] zip, Map<String, String> metadata) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        put(out, entry.getName(), in.readAllBytes());
      }
      StringBuilder text = new StringBuilder();
      metadata.forEach(
          (key, value) -> text.append(key).append('=').append(inOneLine(value)).append('\n'));
      put(out, METADATA, text.toString().getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** As java.util.Properties reads it back; spaces within a line stay. */
  private static String inOneLine(String value) {
    return value.replaceAll("\\s*\\R\\s*", " ").replace("\\", "\\\\").strip();
  }

  private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    // equal nets give equal files; this is the earliest time that a zip can hold
    entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
