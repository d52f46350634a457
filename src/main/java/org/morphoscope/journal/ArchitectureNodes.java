package org.morphoscope.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.journal.codec.Labels;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.codec.NetCodec;
import org.morphoscope.journal.codec.PaddingCodec;
import org.morphoscope.net.Activation;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.Op;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/** The nodes of an architecture file, one after the other, remembering which one is read. */
public final class ArchitectureNodes {
  private static final int LARGEST = 1 << 16;
  private static final double USUAL_RATE = 0.5;

  /** Fields that each operation may have, besides id, op and inputs. */
  private static final Map<String, Set<String>> FIELDS =
      Map.ofEntries(
          Map.entry("conv", Set.of("width", "kernel", "stride", "pad", "bias")),
          Map.entry("depthwise", Set.of("kernel", "stride", "pad", "bias")),
          Map.entry("batch-norm", Set.of("epsilon")),
          Map.entry("relu", Set.of()),
          Map.entry("relu6", Set.of()),
          Map.entry("leaky-relu", Set.of("slope")),
          Map.entry("silu", Set.of()),
          Map.entry("dropout", Set.of("rate")),
          Map.entry("pool", Set.of("kind", "window", "stride", "pad")),
          Map.entry("global-average-pool", Set.of()),
          Map.entry("add", Set.of()),
          Map.entry("dense", Set.of("outputs")));

  private final ObjectNode root;
  private final List<Node> nodes = new ArrayList<>();
  private String place = "";

  ArchitectureNodes(ObjectNode root) {
    this.root = root;
  }

  /** Where reading stands, as {@code node 3 ('conv2')}; empty outside of the nodes. */
  String place() {
    return place;
  }

  NetworkSpec spec() {
    known(root, Set.of("$schema", "format", "name", "input", "classes", "nodes"));
    if (root.has("format") && number(root, "format", 0, LARGEST, null) != 1) {
      throw new MalformedException("\"format\": 1", root.get("format").toString());
    }
    JsonNode name = root.get("name");
    int classes = number(root, "classes", 2, LARGEST, null);
    readAll(root, inputShape(root));
    place = "";
    nodes.add(new Node("head", new Op.Dense(classes), List.of(lastId())));
    return new NetworkSpec(name == null ? "custom" : name.asText(), nodes);
  }

  /**
   * {@return the nodes of an exchange case as a net}
   *
   * @param root the case's description
   * @param classes outputs of the head
   * @throws IllegalArgumentException in words when they are no graph
   */
  public static NetworkSpec ofCase(ObjectNode root, int classes) {
    ArchitectureNodes nodes = new ArchitectureNodes(root);
    try {
      nodes.readAll(root, inputShape(root));
      nodes.nodes.add(new Node("head", new Op.Dense(classes), List.of(nodes.lastId())));
      return new NetworkSpec("case", nodes.nodes);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(
          Texts.of("%s: expected %s, found %s", nodes.place(), e.expected(), e.found()), e);
    }
  }

  private static TensorShape inputShape(ObjectNode root) {
    JsonNode input = root.get("input");
    if (!(input instanceof ArrayNode) || input.size() != 3) {
      throw new MalformedException("\"input\" as [channels, height, width]", show(input));
    }
    int[] shape = new int[3];
    for (int i = 0; i < 3; i++) {
      shape[i] = number(input.get(i), "\"input\"", 1, LARGEST);
    }
    return new TensorShape(shape[0], shape[1], shape[2]);
  }

  private void readAll(ObjectNode from, TensorShape input) {
    nodes.add(new Node("input", new Op.Input(input), List.of()));
    if (!(from.get("nodes") instanceof ArrayNode list) || list.isEmpty()) {
      throw new MalformedException(
          "\"nodes\" as a list of at least one node", show(from.get("nodes")));
    }
    for (int i = 0; i < list.size(); i++) {
      place = "node " + (i + 1);
      if (!(list.get(i) instanceof ObjectNode node)) {
        throw new MalformedException("a JSON object", show(list.get(i)));
      }
      String op = text(node, "op");
      if (!FIELDS.containsKey(op)) {
        throw new MalformedException(
            "\"op\" as one of " + String.join(", ", FIELDS.keySet().stream().sorted().toList()),
            "\"" + op + "\"");
      }
      String id = node.has("id") ? text(node, "id") : op + (i + 1);
      place += " ('" + id + "')";
      Set<String> allowed = new java.util.HashSet<>(FIELDS.get(op));
      allowed.addAll(Set.of("id", "op", "inputs"));
      known(node, allowed);
      nodes.add(new Node(id, op(op, node), inputs(node)));
    }
  }

  private String lastId() {
    return nodes.get(nodes.size() - 1).id();
  }

  private List<String> inputs(ObjectNode node) {
    JsonNode inputs = node.get("inputs");
    if (inputs == null) {
      return List.of(lastId());
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode id : inputs) {
      if (!id.isTextual()) {
        throw new MalformedException("\"inputs\" as a list of ids", show(inputs));
      }
      ids.add(id.asText());
    }
    return ids;
  }

  private static Op op(String op, ObjectNode node) {
    return switch (op) {
      case "conv" -> {
        int kernel = number(node, "kernel", 1, 63, null);
        yield new Op.Conv(
            number(node, "width", 1, LARGEST, null),
            kernel,
            number(node, "stride", 1, 63, 1),
            PaddingCodec.read(node.get("pad"), kernel / 2),
            flag(node, "bias"));
      }
      case "depthwise" -> {
        int kernel = number(node, "kernel", 1, 63, null);
        yield new Op.Depthwise(
            kernel,
            number(node, "stride", 1, 63, 1),
            PaddingCodec.read(node.get("pad"), kernel / 2),
            flag(node, "bias"));
      }
      case "batch-norm" ->
          new Op.BatchNorm(
              real(node, "epsilon", Double.POSITIVE_INFINITY, SeedNetworks.EPSILON, "above 0"));
      case "relu" -> new Op.Relu();
      case "relu6" -> new Op.Relu6();
      case "leaky-relu" ->
          new Op.LeakyRelu(real(node, "slope", 1, Activation.USUAL_SLOPE, "above 0 and below 1"));
      case "silu" -> new Op.Silu();
      case "dropout" -> new Op.Dropout(real(node, "rate", 1, USUAL_RATE, "above 0 and below 1"));
      case "pool" -> {
        int window = number(node, "window", 1, 63, 2);
        String kind = node.has("kind") ? text(node, "kind") : "max";
        yield new Op.Pool(
            Labels.POOL.parse("\"kind\"", kind),
            window,
            number(node, "stride", 1, 63, window),
            PaddingCodec.read(node.get("pad"), 0));
      }
      case "global-average-pool" -> new Op.GlobalAveragePool();
      case "add" -> new Op.Add();
      default -> new Op.Dense(number(node, "outputs", 1, LARGEST, null));
    };
  }

  /** A number above 0 and below a bound. */
  private static double real(
      ObjectNode node, String name, double bound, double otherwise, String range) {
    JsonNode value = node.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isNumber() || !(value.doubleValue() > 0 && value.doubleValue() < bound)) {
      throw new MalformedException("\"" + name + "\" " + range, show(value));
    }
    return value.doubleValue();
  }

  private static void known(ObjectNode node, Set<String> allowed) {
    Iterator<String> names = node.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!allowed.contains(name)) {
        throw new MalformedException(
            "only the fields " + String.join(", ", allowed.stream().sorted().toList()),
            "\"" + name + "\"");
      }
    }
  }

  private static String text(ObjectNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isTextual() || value.asText().isBlank()) {
      throw new MalformedException("\"" + name + "\" as a text", show(value));
    }
    return value.asText();
  }

  private static boolean flag(ObjectNode node, String name) {
    JsonNode value = node.get(name);
    if (value != null && !value.isBoolean()) {
      throw new MalformedException("\"" + name + "\" true or false", show(value));
    }
    return value != null && value.booleanValue();
  }

  private static int number(ObjectNode node, String name, int low, int high, Integer usual) {
    JsonNode value = node.get(name);
    return value == null && usual != null ? usual : number(value, "\"" + name + "\"", low, high);
  }

  private static int number(JsonNode value, String what, int low, int high) {
    if (value == null
        || !value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < low
        || value.intValue() > high) {
      throw new MalformedException(
          Texts.of("%s as a whole number from %d to %d", what, low, high), show(value));
    }
    return value.intValue();
  }

  private static String show(JsonNode value) {
    if (value == null) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  static ObjectNode encode(NetworkSpec spec) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("format", 1);
    root.put("name", spec.name());
    root.putArray("input")
        .add(spec.input().channels())
        .add(spec.input().height())
        .add(spec.input().width());
    root.put("classes", spec.classes());
    ArrayNode list = root.putArray("nodes");
    for (Node node : spec.nodes().subList(1, spec.nodes().size() - 1)) {
      ObjectNode to = list.addObject().put("id", node.id());
      NetCodec.encode(node.op(), to);
      ArrayNode inputs = to.putArray("inputs");
      node.inputs().forEach(inputs::add);
    }
    return root;
  }
}
