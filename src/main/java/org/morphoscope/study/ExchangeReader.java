package org.morphoscope.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Weights;
import org.morphoscope.journal.ArchitectureNodes;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.TensorShape;
import org.morphoscope.selection.Candidates;
import org.morphoscope.text.Texts;

/**
 * Reads the inputs of an exchange case; {@code exp_*} files and {@code selection} are never read.
 */
public final class ExchangeReader {
  private final ExchangeJson json;
  private final ExchangeArrays arrays;

  private ExchangeReader(Path folder) {
    this.json = new ExchangeJson(folder.resolve("net.json"));
    this.arrays = new ExchangeArrays(folder);
  }

  /**
   * {@return the inputs of the case}
   *
   * @param folder of the case
   * @throws CaseFormatException in one sentence when the directory is not a case
   * @throws IOException when a file cannot be read
   */
  public static ExchangeCase read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new CaseFormatException(
          Texts.of(
              "%s: expected a directory with net.json and .npy files, found %s; give the case's directory",
              folder, Files.exists(folder) ? "a file" : "nothing"));
    }
    return new ExchangeReader(folder).read();
  }

  private ExchangeCase read() throws IOException {
    JsonNode root = json.parse();
    NetworkSpec spec = spec(root);
    List<LayerWeights> layers = new ArrayList<>();
    List<double[]> theta = new ArrayList<>();
    for (var layer : spec.layers()) {
      String index = Integer.toString(layer.index());
      layers.add(numbers(layer, layer.width(), "", index));
      boolean units = layer.producer() && layer.group() >= 0;
      int k = layer.kernel();
      theta.add(
          units
              ? arrays.floats("theta" + index, layer.width(), layer.in().channels(), k, k)
              : new double[0]);
    }
    layers.add(head(spec.head()));
    NewNeurons newNeurons = newNeurons(root, spec);
    TensorShape in = spec.input();
    double[] x = arrays.floats("x", -1, in.channels(), in.height(), in.width());
    int samples = x.length / (in.channels() * in.positions());
    return new ExchangeCase(
        spec,
        new Weights(layers),
        theta,
        newNeurons,
        toNhwc(x, samples, in),
        arrays.labels("y", samples, spec.classes()),
        arrays.labels("ytil", samples, spec.classes()),
        json.number(root, "lambda_"),
        json.number(root, "significance"),
        applied(root, new Candidates(spec, newNeurons.perGroup()).size()));
  }

  /** Numbers of {@code count} channels of a layer from arrays such as {@code newW3}. */
  private LayerWeights numbers(Layer layer, int count, String prefix, String index)
      throws IOException {
    double[] none = {};
    boolean bn = layer.batchNorm().isPresent();
    int k = layer.kernel();
    double[] variance = bn ? arrays.floats(prefix + "var" + index, count) : none;
    for (double v : variance) {
      if (v < 0) {
        throw ExchangeArrays.bad(
            arrays.file(prefix + "var" + index), "a variance of at least 0", v, "export it again");
      }
    }
    return new LayerWeights(
        count,
        layer.filterInputs(),
        k,
        layer.fanIn() > 0
            ? arrays.floats(prefix + "W" + index, count, layer.filterInputs(), k, k)
            : none,
        bn ? arrays.floats(prefix + "gamma" + index, count) : none,
        bn ? arrays.floats(prefix + "beta" + index, count) : none,
        bn ? arrays.floats(prefix + "mean" + index, count) : none,
        variance,
        layer.bias() ? arrays.floats(prefix + "b" + index, count) : none);
  }

  /** {@code Wh} is [K, C], or [K, C, H, W] behind a map. */
  private LayerWeights head(Layer head) throws IOException {
    int k = head.kernel();
    int[] shape =
        k == 1
            ? new int[] {head.width(), head.filterInputs()}
            : new int[] {head.width(), head.filterInputs(), k, k};
    double[] none = {};
    return new LayerWeights(
        head.width(),
        head.filterInputs(),
        k,
        arrays.floats("Wh", shape),
        none,
        none,
        none,
        none,
        arrays.floats("bh", head.width()));
  }

  /** {@code newW3} and its like per layer of a group, {@code newOut3} per reader. */
  private NewNeurons newNeurons(JsonNode root, NetworkSpec spec) throws IOException {
    if (!root.has("new")) {
      return NewNeurons.none();
    }
    int count = json.integer(root, "new", 1, 1 << 10);
    List<LayerWeights> incoming = new ArrayList<>();
    List<double[]> outgoing = new ArrayList<>();
    for (int l = 0; l <= spec.layers().size(); l++) {
      boolean isHead = l == spec.layers().size();
      Layer layer = isHead ? spec.head() : spec.layer(l);
      String index = isHead ? "h" : Integer.toString(l);
      if (!isHead) {
        incoming.add(layer.group() < 0 ? null : numbers(layer, count, "new", index));
      }
      int input = layer.producer() ? layer.inputs().get(0) : -1;
      boolean reads = input >= 0 && spec.layer(input).group() >= 0;
      int k = layer.kernel();
      outgoing.add(
          reads ? arrays.floats("newOut" + index, layer.width(), count, k, k) : new double[0]);
    }
    return new NewNeurons(count, incoming, outgoing);
  }

  private NetworkSpec spec(JsonNode root) throws IOException {
    // the format's description does not list "format": a case without it is one of version 1
    if (root.has("format") && json.integer(root, "format", 0, 1_000_000) != 1) {
      throw ExchangeArrays.bad(
          json.file(), "\"format\": 1", root.get("format"), "use a program version that knows it");
    }
    JsonNode input = root.get("input");
    if (input == null || !input.isArray() || input.size() != 3) {
      throw ExchangeArrays.bad(
          json.file(), "\"input\" as [C, H, W]", input, "export the case again");
    }
    int[] shape = new int[3];
    for (int i = 0; i < 3; i++) {
      shape[i] = json.integer(input.get(i), 1, 1 << 16, "\"input\"");
    }
    if (root.has("nodes")) {
      return graph(root);
    }
    double eps = json.number(root, "eps");
    if (!(eps > 0)) {
      throw ExchangeArrays.bad(json.file(), "\"eps\" above 0", eps, "export the case again");
    }
    JsonNode blocks = root.get("blocks");
    if (blocks == null || !blocks.isArray() || blocks.isEmpty()) {
      throw ExchangeArrays.bad(
          json.file(),
          "\"blocks\" as a list of at least one block",
          blocks,
          "export the case again");
    }
    NetworkBuilder builder =
        new NetworkBuilder("case", new TensorShape(shape[0], shape[1], shape[2]));
    for (int l = 0; l < blocks.size(); l++) {
      boolean last = l == blocks.size() - 1;
      block(builder, blocks.get(l), l, eps, last);
    }
    int classes = json.integer(root, "classes", 2, 1 << 16);
    try {
      return builder.globalAveragePool().dense(classes);
    } catch (IllegalArgumentException e) {
      throw new CaseFormatException(
          Texts.of(
              "%s: expected blocks that fit each other, found that %s; export the case again",
              json.file(), e.getMessage()),
          e);
    }
  }

  /** A case of a graph: nodes as in a seed net's file instead of blocks. */
  private NetworkSpec graph(JsonNode root) throws IOException {
    int classes = json.integer(root, "classes", 2, 1 << 16);
    try {
      return ArchitectureNodes.ofCase((ObjectNode) root, classes);
    } catch (IllegalArgumentException e) {
      throw new CaseFormatException(
          Texts.of(
              "%s: expected nodes of a net, found that %s; export the case again",
              json.file(), e.getMessage()),
          e);
    }
  }

  private void block(NetworkBuilder builder, JsonNode block, int l, double eps, boolean last)
      throws IOException {
    int kernel = json.integer(block, "k", 1, 64);
    int stride = json.integer(block, "stride", 1, 64);
    int pad = json.integer(block, "pad", 0, 64);
    JsonNode bn = block.get("bn");
    if (bn == null || !bn.isBoolean()) {
      throw ExchangeArrays.bad(
          json.file(), "\"bn\" true or false in block " + l, bn, "export the case again");
    }
    int width = arrays.width("W" + l);
    builder.conv(width, kernel, stride, pad, !bn.booleanValue());
    if (bn.booleanValue()) {
      builder.batchNorm(eps);
    }
    builder.relu();
    JsonNode pool = block.get("pool");
    if (pool == null || pool.isNull()) {
      return;
    }
    Op.Pool.Kind kind =
        switch (pool.asText()) {
          case "max2" -> Op.Pool.Kind.MAX;
          case "avg2" -> Op.Pool.Kind.AVERAGE;
          default ->
              throw ExchangeArrays.bad(
                  json.file(),
                  "\"pool\" null, \"max2\" or \"avg2\" in block " + l,
                  pool,
                  "export the case again");
        };
    builder.pool(kind, 2, 2);
  }

  private Map<String, List<Integer>> applied(JsonNode root, int candidates) throws IOException {
    Map<String, List<Integer>> sets = new HashMap<>();
    JsonNode applied = root.get("applied");
    for (String name : List.of("splits", "both")) {
      JsonNode list = applied == null ? null : applied.get(name);
      if (list == null) {
        continue;
      }
      if (!list.isArray()) {
        throw ExchangeArrays.bad(
            json.file(), Texts.of("\"applied\".\"%s\" as a list", name), list, "export it again");
      }
      List<Integer> set = new ArrayList<>();
      for (JsonNode index : list) {
        set.add(json.integer(index, 0, candidates - 1, Texts.of("\"applied\".\"%s\"", name)));
      }
      sets.put(name, set);
    }
    return sets;
  }

  private static double[] toNhwc(double[] x, int samples, TensorShape in) {
    int channels = in.channels();
    int positions = in.positions();
    double[] pixels = new double[x.length];
    for (int n = 0; n < samples; n++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < positions; p++) {
          pixels[(n * positions + p) * channels + c] = x[(n * channels + c) * positions + p];
        }
      }
    }
    return pixels;
  }
}
