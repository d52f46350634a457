package org.morphoscope.model.onnx;

import static org.morphoscope.model.onnx.OnnxGraph.in;
import static org.morphoscope.model.onnx.OnnxGraph.ints;
import static org.morphoscope.model.onnx.OnnxGraph.text;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Weights;
import org.morphoscope.data.Augmentation;
import org.morphoscope.data.BatchFiller;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.Normalisation;
import org.morphoscope.model.Model;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.Op;
import org.morphoscope.net.Padding;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;

/** Trained nets as other programs export them, with what those programs compute from the files. */
public final class BroughtNets {
  private static final double EPSILON = SeedNetworks.EPSILON;

  /** Images that the other program is given at once. */
  private static final int BATCH = 1000;

  private BroughtNets() {}

  /** A kind of net and how it is exported. */
  public enum Kind {
    /** Convolution, BatchNorm, ReLU, maximum; BatchNorm folded. */
    FOLDED,
    /** Basic blocks; BatchNorm folded. */
    RESIDUAL,
    /** Images with channels last, "same" with stride 2, MatMul and Add, Softmax; BatchNorm kept. */
    KERAS,
    /** Depthwise convolutions and ReLU6; BatchNorm folded. */
    DEPTHWISE,
    /** A 7x7 stem with stride 2 and a padded maximum before basic blocks; BatchNorm folded. */
    STEM
  }

  /**
   * The net as its program trains it.
   *
   * @param images channels, height, width
   */
  public static NetworkSpec spec(Kind kind, TensorShape images, int classes) {
    NetworkBuilder builder = new NetworkBuilder("brought", images);
    return switch (kind) {
      case FOLDED ->
          builder
              .convBnRelu(8, 3, 1, 1, EPSILON)
              .pool(Op.Pool.Kind.MAX, 2, 2)
              .convBnRelu(12, 3, 1, 1, EPSILON)
              .pool(Op.Pool.Kind.MAX, 2, 2)
              .convBnRelu(16, 3, 1, 1, EPSILON)
              .globalAveragePool()
              .dense(classes);
      case RESIDUAL -> SeedNetworks.resnet("brought", images, new int[] {8, 12}, classes);
      case KERAS ->
          builder
              .op("conv", new Op.Conv(8, 3, 2, new Padding(0, 0, 1, 1), false))
              .batchNorm(1e-3)
              .relu()
              .convBnRelu(12, 3, 1, 1, 1e-3)
              .pool(Op.Pool.Kind.MAX, 2, 2)
              .convBnRelu(16, 3, 1, 1, 1e-3)
              .globalAveragePool()
              .dense(classes);
      case DEPTHWISE -> {
        builder.conv(8, 3, 2, 1, false).batchNorm(EPSILON).relu6();
        for (int width : new int[] {12, 16}) {
          builder.depthwise(3, 1, 1).batchNorm(EPSILON).relu6();
          builder.conv(width, 1, 1, 0, false).batchNorm(EPSILON).relu6();
        }
        yield builder.globalAveragePool().dense(classes);
      }
      case STEM -> {
        builder
            .convBnRelu(8, 7, 2, 3, EPSILON)
            .op("pool", new Op.Pool(Op.Pool.Kind.MAX, 3, 2, Padding.of(1)));
        String block = builder.last();
        builder.convBnRelu(8, 3, 1, 1, EPSILON).conv(8, 3, 1, 1, false).batchNorm(EPSILON);
        yield builder.plus(block).relu().globalAveragePool().dense(classes);
      }
    };
  }

  /** The file of a trained net. */
  public static byte[] export(Kind kind, Model trained) {
    return kind == Kind.KERAS ? keras(trained) : OnnxWriter.write(folded(trained));
  }

  /** Every BatchNorm folded into the convolution that it follows, which gets a bias. */
  private static Model folded(Model model) {
    Map<String, String> gone = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Node node : model.spec().nodes()) {
      List<String> inputs = node.inputs().stream().map(id -> gone.getOrDefault(id, id)).toList();
      if (node.op() instanceof Op.BatchNorm) {
        gone.put(node.id(), inputs.get(0));
      } else {
        nodes.add(new Node(node.id(), withBias(node.op()), inputs));
      }
    }
    List<LayerWeights> layers = new ArrayList<>();
    for (int i = 0; i < model.weights().layers().size(); i++) {
      LayerWeights layer = model.weights().layers().get(i);
      layers.add(layer.batchNorm() ? folded(layer, model.spec().layer(i)) : layer);
    }
    return new Model(
        new NetworkSpec(model.spec().name(), nodes), new Weights(layers), model.metadata());
  }

  private static Op withBias(Op op) {
    if (op instanceof Op.Conv conv) {
      return new Op.Conv(conv.width(), conv.kernel(), conv.stride(), conv.pad(), true);
    }
    return op instanceof Op.Depthwise conv
        ? new Op.Depthwise(conv.kernel(), conv.stride(), conv.pad(), true)
        : op;
  }

  /** {@code w kappa}, and {@code beta - kappa mean} as the bias (method.md section 1). */
  private static LayerWeights folded(LayerWeights numbers, Layer layer) {
    double[] kappa = numbers.kappa(layer.batchNorm().orElseThrow().epsilon());
    double[] weight = numbers.weight().clone();
    for (int i = 0; i < weight.length; i++) {
      weight[i] *= kappa[i / numbers.fanIn()];
    }
    double[] none = {};
    return new LayerWeights(
        numbers.outputs(),
        numbers.inputs(),
        numbers.kernel(),
        weight,
        none,
        none,
        none,
        none,
        numbers.shift(kappa));
  }

  /** As tf2onnx writes a net of Keras: the chain of {@link Kind#KERAS} only. */
  private static byte[] keras(Model model) {
    OnnxGraph g = new OnnxGraph(13);
    TensorShape images = model.spec().input();
    g.input("input_1", images.height(), images.width(), images.channels());
    g.node("Transpose", "to_nchw", in("input_1"), ints("perm", 0, 3, 1, 2));
    String last = "to_nchw";
    for (Layer layer : model.spec().layers()) {
      last = kerasLayer(g, layer, model.weights().layers().get(layer.index()), last);
    }
    LayerWeights head = model.weights().head();
    g.node("GlobalAveragePool", "mean", in(last));
    g.longs("axes", 2, 3).node("Squeeze", "squeezed", in("mean", "axes"));
    g.floats("kernel", transposed(head), head.inputs(), head.outputs());
    g.floats("bias", head.bias(), head.outputs());
    g.node("MatMul", "product", in("squeezed", "kernel"));
    g.node("Add", "logits", in("product", "bias"));
    g.node("Softmax", "softmax", in("logits"));
    return g.output("softmax", head.outputs()).bytes();
  }

  private static String kerasLayer(OnnxGraph g, Layer layer, LayerWeights numbers, String input) {
    String id = layer.id() + "/";
    g.floats(id + "W", numbers.weight(), numbers.outputs(), numbers.inputs(), 3, 3);
    g.node(
        "Conv",
        id + "Conv",
        in(input, id + "W"),
        text("auto_pad", "SAME_UPPER"),
        ints("kernel_shape", 3, 3),
        ints("strides", layer.stride(), layer.stride()));
    g.floats(id + "gamma", numbers.gamma(), numbers.outputs());
    g.floats(id + "beta", numbers.beta(), numbers.outputs());
    g.floats(id + "mean", numbers.mean(), numbers.outputs());
    g.floats(id + "var", numbers.variance(), numbers.outputs());
    g.node(
        "BatchNormalization",
        id + "BN",
        in(id + "Conv", id + "gamma", id + "beta", id + "mean", id + "var"),
        OnnxGraph.real("epsilon", (float) layer.batchNorm().orElseThrow().epsilon()));
    g.node("Relu", id + "Relu", in(id + "BN"));
    if (layer.pool().isEmpty()) {
      return id + "Relu";
    }
    g.node(
        "MaxPool",
        id + "MaxPool",
        in(id + "Relu"),
        ints("kernel_shape", 2, 2),
        ints("strides", 2, 2));
    return id + "MaxPool";
  }

  /** {@code [K, F]} as {@code [F, K]}. */
  private static double[] transposed(LayerWeights head) {
    double[] turned = new double[head.weight().length];
    for (int k = 0; k < head.outputs(); k++) {
      for (int f = 0; f < head.inputs(); f++) {
        turned[f * head.outputs() + k] = head.weight()[k * head.inputs() + f];
      }
    }
    return turned;
  }

  /** Share of images that onnxruntime puts into the right class with a file. */
  public static double accuracy(Kind kind, Path file, ImageSet images, Normalisation scaling)
      throws OrtException {
    BatchFiller filler = new BatchFiller(scaling);
    int[] all = IntStream.range(0, images.size()).toArray();
    int right = 0;
    for (int first = 0; first < all.length; first += BATCH) {
      int count = Math.min(BATCH, all.length - first);
      float[] pixels = new float[count * images.imageLength()];
      int[] labels = new int[count];
      filler.fill(
          images, all, first, count, Augmentation.NONE, new SplittableRandom(0), pixels, labels);
      double[] scores = scores(kind, file, pixels, count, images);
      for (int i = 0; i < count; i++) {
        right += best(scores, i, scores.length / count) == labels[i] ? 1 : 0;
      }
    }
    return (double) right / all.length;
  }

  private static double[] scores(Kind kind, Path file, float[] last, int count, ImageSet of)
      throws OrtException {
    if (kind == Kind.KERAS) {
      return Onnxruntime.first(file, last, count, of.height(), of.width(), of.channels());
    }
    int positions = of.height() * of.width();
    float[] first = new float[last.length];
    for (int i = 0; i < last.length; i++) {
      int pixel = i / of.channels();
      int image = pixel / positions;
      first[(image * of.channels() + i % of.channels()) * positions + pixel % positions] = last[i];
    }
    return Onnxruntime.first(file, first, count, of.channels(), of.height(), of.width());
  }

  private static int best(double[] scores, int image, int classes) {
    return IntStream.range(0, classes)
        .reduce((a, b) -> scores[image * classes + b] > scores[image * classes + a] ? b : a)
        .orElseThrow();
  }

  /** Writes a file and gives its path. */
  public static Path write(Kind kind, Model trained, Path folder) throws IOException {
    return Files.write(folder.resolve("brought.onnx"), export(kind, trained));
  }
}
