package org.morphoscope.model.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.text.Texts;

/** The vertices of a configuration in the order in which their numbers lie in the file. */
final class Dl4jOrder {
  private static final int MAX_VERTICES = 10_000;
  private static final String INPUT = "images";

  private Dl4jOrder() {}

  static List<Dl4jVertex> of(JsonNode configuration) {
    List<Dl4jVertex> all =
        configuration.path("vertices").isObject() ? graph(configuration) : chain(configuration);
    if (all.isEmpty()) {
      throw UnsuitableException.damaged("configuration.json", "layers", "none");
    }
    return all;
  }

  /** Name of the images. */
  static String input(JsonNode configuration) {
    if (!configuration.path("vertices").isObject()) {
      return INPUT;
    }
    JsonNode inputs = configuration.path("networkInputs");
    if (inputs.size() != 1) {
      throw new UnsuitableException(
          "", "one input, the images", inputs.size() + " inputs", "choose another net");
    }
    return inputs.path(0).asText();
  }

  private static List<Dl4jVertex> chain(JsonNode configuration) {
    List<Dl4jVertex> all = new ArrayList<>();
    JsonNode layers = configuration.path("confs");
    requireFew(layers.size());
    String last = INPUT;
    for (int i = 0; i < layers.size(); i++) {
      JsonNode layer = layers.path(i).path("layer");
      String named = layer.path("layerName").asText("");
      String name = named.isEmpty() || named.equals("null") ? "layer" + i : named;
      JsonNode before = configuration.path("inputPreProcessors").path(Integer.toString(i));
      all.add(new Dl4jVertex(name, Dl4jVertex.typeOf(layer), layer, before, List.of(last)));
      last = name;
    }
    return all;
  }

  private static List<Dl4jVertex> graph(JsonNode configuration) {
    JsonNode vertices = configuration.path("vertices");
    JsonNode order = configuration.path("topologicalOrderStr");
    requireFew(vertices.size());
    if (order.size() != vertices.size() + configuration.path("networkInputs").size()) {
      throw new UnsuitableException(
          "configuration.json",
          "the order of its vertices (topologicalOrderStr)",
          order.size() + Texts.of(" names for %d vertices", vertices.size()),
          "write the net with DeepLearning4J 1.0.0");
    }
    List<Dl4jVertex> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode entry : order) {
      String name = entry.asText();
      JsonNode vertex = vertices.path(name);
      if (vertex.isObject() && seen.add(name)) {
        all.add(vertex(name, vertex, configuration.path("vertexInputs").path(name)));
      }
    }
    return all;
  }

  private static Dl4jVertex vertex(String name, JsonNode vertex, JsonNode inputs) {
    List<String> read = new ArrayList<>();
    inputs.forEach(input -> read.add(input.asText()));
    if (!Dl4jVertex.typeOf(vertex).equals("LayerVertex")) {
      return new Dl4jVertex(
          name, Dl4jVertex.typeOf(vertex), vertex, MissingNode.getInstance(), read);
    }
    JsonNode layer = vertex.path("layerConf").path("layer");
    return new Dl4jVertex(name, Dl4jVertex.typeOf(layer), layer, vertex.path("preProcessor"), read);
  }

  private static void requireFew(int found) {
    if (found > MAX_VERTICES) {
      throw new UnsuitableException(
          "", Texts.of("at most %d layers", MAX_VERTICES), "more", "choose a smaller net");
    }
  }
}
