package org.morphoscope.model.dl4j;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.Op;
import org.morphoscope.net.Padding;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A net as DeepLearning4J's configuration. Behind a dense map DL4J has vectors where the net has
 * maps of one pixel; layers on pixels get such a vector through a preprocessor.
 */
final class Dl4jGraph {
  static final String OUTPUT = "softmax";

  private final NetworkSpec spec;
  private final ComputationGraphConfiguration.GraphBuilder graph;
  private final Set<String> flat = new HashSet<>();
  private final Map<String, String> maps = new HashMap<>();

  Dl4jGraph(NetworkSpec spec) {
    this.spec = spec;
    // every number is assigned afterwards, and equal nets shall give equal files
    this.graph =
        new NeuralNetConfiguration.Builder()
            .seed(0)
            .weightInit(WeightInit.ZERO)
            .activation(Activation.IDENTITY)
            .convolutionMode(ConvolutionMode.Truncate)
            .graphBuilder();
  }

  ComputationGraphConfiguration configuration() {
    List<Node> nodes = spec.nodes();
    TensorShape image = spec.input();
    graph
        .addInputs(nodes.get(0).id())
        .setInputTypes(InputType.convolutional(image.height(), image.width(), image.channels()));
    nodes.subList(1, nodes.size()).forEach(this::add);
    String head = nodes.get(nodes.size() - 1).id();
    String output = OUTPUT;
    while (maps.containsValue(output) || named(output)) {
      output += "-2";
    }
    return graph
        .addLayer(
            output,
            new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build(),
            head)
        .setOutputs(output)
        .build();
  }

  private boolean named(String id) {
    return spec.nodes().stream().anyMatch(node -> node.id().equals(id));
  }

  private void add(Node node) {
    Op op = node.op();
    if (op instanceof Op.Add) {
      boolean vectors = flat.containsAll(node.inputs());
      String[] inputs =
          node.inputs().stream().map(id -> vectors ? id : map(id)).toArray(String[]::new);
      graph.addVertex(node.id(), new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs);
      passFlatness(node, vectors);
      return;
    }
    String input = node.inputs().get(0);
    boolean channelwise =
        op instanceof Op.BatchNorm || op instanceof Op.Pointwise || op instanceof Op.Dropout;
    boolean vector = op instanceof Op.Dense || channelwise && flat.contains(input);
    boolean asIs = op instanceof Op.Dense || channelwise;
    graph.addLayer(node.id(), layer(op), asIs ? input : padded(node, map(input)));
    passFlatness(node, vector);
  }

  /** Unequal zeros around a map are a layer of their own in DeepLearning4J. */
  private String padded(Node node, String map) {
    Padding pad = Padding.NONE;
    if (node.op() instanceof Op.Conv conv) {
      pad = conv.pad();
    } else if (node.op() instanceof Op.Depthwise conv) {
      pad = conv.pad();
    } else if (node.op() instanceof Op.Pool pool) {
      pad = pool.pad();
      requireRectified(node, pad);
    }
    if (pad.equal()) {
      return map;
    }
    String zeros = node.id() + "/pad";
    graph.addLayer(
        zeros,
        new ZeroPaddingLayer.Builder(pad.top(), pad.bottom(), pad.left(), pad.right()).build(),
        map);
    return zeros;
  }

  /** Zeros around a map stand for nothing only where nothing is below 0. */
  private void requireRectified(Node pool, Padding pad) {
    Op before =
        spec.nodes().stream()
            .filter(node -> node.id().equals(pool.inputs().get(0)))
            .findFirst()
            .orElseThrow()
            .op();
    if (!pad.equal() && !(before instanceof Op.Relu || before instanceof Op.Relu6)) {
      throw new IllegalArgumentException(
          Texts.of(
              "DeepLearning4J cannot pad the maximum '%s' by %s (above, left, below, right); write the net as onnx or safetensors",
              pool.id(), pad));
    }
  }

  /** What a layer pads by itself: the same on all sides. */
  private static int[] equal(Padding pad) {
    int side = pad.equal() ? pad.top() : 0;
    return new int[] {side, side};
  }

  private void passFlatness(Node node, boolean vector) {
    if (vector) {
      flat.add(node.id());
    }
  }

  private static IActivation function(Op.Pointwise op) {
    return switch (op.activation().kind()) {
      case RELU -> new ActivationReLU();
      case RELU6 -> new ActivationReLU6();
      case LEAKY_RELU -> new ActivationLReLU(op.activation().slope());
      // x sigmoid(x) by another name
      case SILU -> new ActivationSwish();
      case NONE -> new ActivationIdentity();
    };
  }

  private static Layer layer(Op op) {
    if (op instanceof Op.Conv conv) {
      return new ConvolutionLayer.Builder(conv.kernel(), conv.kernel())
          .stride(conv.stride(), conv.stride())
          .padding(equal(conv.pad()))
          .nOut(conv.width())
          .hasBias(conv.bias())
          .build();
    }
    if (op instanceof Op.Depthwise conv) {
      return new DepthwiseConvolution2D.Builder(conv.kernel(), conv.kernel())
          .stride(conv.stride(), conv.stride())
          .padding(equal(conv.pad()))
          .depthMultiplier(1)
          .hasBias(conv.bias())
          .build();
    }
    if (op instanceof Op.BatchNorm norm) {
      return new BatchNormalization.Builder().eps(norm.epsilon()).useLogStd(false).build();
    }
    if (op instanceof Op.Dropout dropout) {
      // there it is the share that stays
      return new DropoutLayer.Builder(1 - dropout.rate()).build();
    }
    if (op instanceof Op.Pointwise pointwise) {
      return new ActivationLayer.Builder().activation(function(pointwise)).build();
    }
    if (op instanceof Op.Pool pool) {
      return new SubsamplingLayer.Builder(
              pool.kind() == Op.Pool.Kind.MAX ? PoolingType.MAX : PoolingType.AVG)
          .kernelSize(pool.window(), pool.window())
          .stride(pool.stride(), pool.stride())
          .padding(equal(pool.pad()))
          .build();
    }
    if (op instanceof Op.GlobalAveragePool) {
      return new GlobalPoolingLayer.Builder(PoolingType.AVG).collapseDimensions(false).build();
    }
    if (op instanceof Op.Dense dense) {
      return new DenseLayer.Builder().nOut(dense.outputs()).build();
    }
    throw new IllegalStateException("no layer of DeepLearning4J for " + op.getClass());
  }

  /** The vertex that gives an output as a map of pixels. */
  private String map(String id) {
    if (!flat.contains(id)) {
      return id;
    }
    return maps.computeIfAbsent(
        id,
        vector -> {
          String name = vector + "/map";
          int channels = spec.shapeOf(vector).channels();
          graph.addVertex(
              name,
              new PreprocessorVertex(new FeedForwardToCnnPreProcessor(1, 1, channels)),
              vector);
          return name;
        });
  }
}
