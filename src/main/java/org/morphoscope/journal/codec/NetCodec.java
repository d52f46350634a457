package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.Op;
import org.morphoscope.net.Padding;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.text.Texts;

/** Networks and the identities of their channels as JSON. */
public final class NetCodec {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private NetCodec() {}

  /**
   * {@return the net as JSON: its name and its nodes in order}
   *
   * @param spec the graph
   */
  public static ObjectNode encode(NetworkSpec spec) {
    ObjectNode net = JSON.objectNode().put("name", spec.name());
    ArrayNode nodes = net.putArray("nodes");
    for (Node node : spec.nodes()) {
      ObjectNode encoded = nodes.addObject().put("id", node.id());
      encode(node.op(), encoded);
      ArrayNode inputs = encoded.putArray("inputs");
      node.inputs().forEach(inputs::add);
    }
    return net;
  }

  /**
   * Adds the fields that say what a node computes.
   *
   * @param op what the node computes
   * @param to gets the field; an old value is replaced
   */
  public static void encode(Op op, ObjectNode to) {
    if (op instanceof Op.Input input) {
      TensorShape shape = input.shape();
      to.put("op", "input")
          .put("channels", shape.channels())
          .put("height", shape.height())
          .put("width", shape.width());
    } else if (op instanceof Op.Conv conv) {
      to.put("op", "conv")
          .put("width", conv.width())
          .put("kernel", conv.kernel())
          .put("stride", conv.stride());
      PaddingCodec.encode(conv.pad(), to);
      to.put("bias", conv.bias());
    } else if (op instanceof Op.Depthwise conv) {
      to.put("op", "depthwise").put("kernel", conv.kernel()).put("stride", conv.stride());
      PaddingCodec.encode(conv.pad(), to);
      to.put("bias", conv.bias());
    } else if (op instanceof Op.Add) {
      to.put("op", "add");
    } else if (op instanceof Op.BatchNorm norm) {
      to.put("op", "batch-norm").put("epsilon", norm.epsilon());
    } else if (op instanceof Op.Relu) {
      to.put("op", "relu");
    } else if (op instanceof Op.Relu6) {
      to.put("op", "relu6");
    } else if (op instanceof Op.LeakyRelu leaky) {
      to.put("op", "leaky-relu").put("slope", leaky.slope());
    } else if (op instanceof Op.Silu) {
      to.put("op", "silu");
    } else if (op instanceof Op.Dropout dropout) {
      to.put("op", "dropout").put("rate", dropout.rate());
    } else if (op instanceof Op.Pool pool) {
      to.put("op", "pool")
          .put("kind", Labels.POOL.of(pool.kind()))
          .put("window", pool.window())
          .put("stride", pool.stride());
      if (!pool.pad().equals(Padding.NONE)) {
        PaddingCodec.encode(pool.pad(), to);
      }
    } else if (op instanceof Op.GlobalAveragePool) {
      to.put("op", "global-average-pool");
    } else if (op instanceof Op.Dense dense) {
      to.put("op", "dense").put("outputs", dense.outputs());
    } else {
      throw new IllegalStateException("no word on disk for " + op.getClass());
    }
  }

  /**
   * {@return the net}
   *
   * @param net as {@link #encode(NetworkSpec)} writes it
   */
  public static NetworkSpec decodeSpec(Fields net) {
    List<Node> nodes = new ArrayList<>();
    try {
      for (Fields node : net.objects("nodes")) {
        nodes.add(new Node(node.text("id"), decodeOp(node), node.texts("inputs")));
      }
      return new NetworkSpec(net.text("name"), nodes);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a network", "one in which " + e.getMessage());
    }
  }

  private static Op decodeOp(Fields node) {
    String op = node.text("op");
    return switch (op) {
      case "input" ->
          new Op.Input(
              new TensorShape(
                  node.integer("channels"), node.integer("height"), node.integer("width")));
      case "conv" ->
          new Op.Conv(
              node.integer("width"),
              node.integer("kernel"),
              node.integer("stride"),
              PaddingCodec.decode(node),
              node.flag("bias"));
      case "depthwise" ->
          new Op.Depthwise(
              node.integer("kernel"),
              node.integer("stride"),
              PaddingCodec.decode(node),
              node.flag("bias"));
      case "add" -> new Op.Add();
      case "batch-norm" -> new Op.BatchNorm(node.number("epsilon"));
      case "relu" -> new Op.Relu();
      case "relu6" -> new Op.Relu6();
      case "leaky-relu" -> new Op.LeakyRelu(node.number("slope"));
      case "silu" -> new Op.Silu();
      case "dropout" -> new Op.Dropout(node.number("rate"));
      case "pool" ->
          new Op.Pool(
              Labels.POOL.parse("\"kind\"", node.text("kind")),
              node.integer("window"),
              node.integer("stride"),
              PaddingCodec.decodeOrNone(node));
      case "global-average-pool" -> new Op.GlobalAveragePool();
      case "dense" -> new Op.Dense(node.integer("outputs"));
      default -> throw new MalformedException("a known \"op\"", "\"" + op + "\"");
    };
  }

  /**
   * {@return the identities as JSON, layer by layer}
   *
   * @param channels {@code channels.get(layer).get(channel)}
   */
  public static ArrayNode encode(List<List<ChannelInfo>> channels) {
    ArrayNode layers = JSON.arrayNode();
    for (List<ChannelInfo> layer : channels) {
      ObjectNode columns = layers.addObject();
      ArrayNode ids = columns.putArray("id");
      ArrayNode parents = columns.putArray("parent");
      ArrayNode born = columns.putArray("born");
      for (ChannelInfo channel : layer) {
        ids.add(channel.id());
        parents.add(channel.parent());
        born.add(channel.bornRound());
      }
    }
    return layers;
  }

  /**
   * {@return the identities, layer by layer}
   *
   * @param parent object that has them
   * @param name of the field
   */
  public static List<List<ChannelInfo>> decodeChannels(Fields parent, String name) {
    List<List<ChannelInfo>> layers = new ArrayList<>();
    for (Fields columns : parent.objects(name)) {
      List<Integer> ids = columns.integers("id");
      List<Integer> parents = columns.integers("parent");
      List<Integer> born = columns.integers("born");
      if (parents.size() != ids.size() || born.size() != ids.size()) {
        throw new MalformedException(
            "columns of one length in \"" + name + "\"",
            Texts.of("%d, %d and %d entries", ids.size(), parents.size(), born.size()));
      }
      List<ChannelInfo> layer = new ArrayList<>();
      for (int c = 0; c < ids.size(); c++) {
        layer.add(new ChannelInfo(ids.get(c), parents.get(c), born.get(c)));
      }
      layers.add(layer);
    }
    return layers;
  }

  /**
   * {@return the net and its channels as fields of one object}
   *
   * @param architecture net and channels
   */
  public static ObjectNode encode(Architecture architecture) {
    ObjectNode encoded = JSON.objectNode();
    encoded.set("net", encode(architecture.spec()));
    encoded.set("channels", encode(architecture.channels()));
    return encoded;
  }

  static Architecture decodeArchitecture(Fields parent, String name) {
    Fields encoded = parent.object(name);
    return architecture(decodeSpec(encoded.object("net")), decodeChannels(encoded, "channels"));
  }

  /**
   * {@return the net with its channels; where they do not fit it, a {@link MalformedException} says
   * so}
   *
   * @param spec the graph
   * @param channels {@code channels.get(layer).get(channel)}
   */
  public static Architecture architecture(NetworkSpec spec, List<List<ChannelInfo>> channels) {
    try {
      return new Architecture(spec, channels);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("channels that fit the net", e.getMessage());
    }
  }
}
