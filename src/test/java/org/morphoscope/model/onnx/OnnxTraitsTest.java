package org.morphoscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.morphoscope.model.onnx.OnnxGraph.in;
import static org.morphoscope.model.onnx.OnnxGraph.integer;
import static org.morphoscope.model.onnx.OnnxGraph.ints;
import static org.morphoscope.model.onnx.OnnxGraph.real;
import static org.morphoscope.model.onnx.OnnxGraph.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.model.Forward;
import org.morphoscope.model.Model;
import org.morphoscope.net.Op;

/**
 * The ways in which exporters write the same net: onnxruntime and this program compute the same
 * logits from every file.
 */
class OnnxTraitsTest {
  private static final int IMAGES = 3;
  private static final int SIDE = 8;

  @TempDir Path folder;

  /** One way to write a part of a net. */
  private record Trait(String name, int operatorSet, BiConsumer<OnnxGraph, Parts> change) {
    @Override
    public String toString() {
      return name + " (operator set " + operatorSet + ")";
    }
  }

  /**
   * The parts of a small net: images, two convolutions with an activation each, a mean, a dense
   * map. Each writes its nodes and gives the name of its result.
   */
  private static final class Parts {
    UnaryOperator<String> begin = x -> x;
    UnaryOperator<String> firstActivation;
    UnaryOperator<String> between = x -> x;
    UnaryOperator<String> second;
    UnaryOperator<String> mean;
    UnaryOperator<String> head;
    UnaryOperator<String> end = x -> x;
    boolean channelsLast;
    int classes = 3;
  }

  private static OnnxGraph graph(Trait trait) {
    OnnxGraph g = new OnnxGraph(trait.operatorSet());
    Parts parts = new Parts();
    parts.firstActivation = x -> put(g, "Relu", "relu1", x);
    parts.second =
        x -> {
          g.weights("W2", 6, 4, 3, 3).weights("b2", 6);
          g.node("Conv", "conv2", in(x, "W2", "b2"), ints("pads", 1, 1, 1, 1));
          return put(g, "Relu", "relu2", "conv2");
        };
    parts.mean = x -> put(g, "Flatten", "flat", put(g, "GlobalAveragePool", "gap", x));
    parts.head =
        x -> {
          g.weights("WG", 3, 6).weights("bG", 3);
          g.node("Gemm", "head", in(x, "WG", "bG"), integer("transB", 1));
          return "head";
        };
    trait.change().accept(g, parts);
    if (parts.channelsLast) {
      g.input("x", SIDE, SIDE, 3);
    } else {
      g.input("x", 3, SIDE, SIDE);
    }
    g.weights("W1", 4, 3, 3, 3).weights("b1", 4);
    String begun = parts.begin.apply("x");
    g.node("Conv", "conv1", in(begun, "W1", "b1"), ints("pads", 1, 1, 1, 1));
    String last =
        parts.end.apply(
            parts.head.apply(
                parts.mean.apply(
                    parts.second.apply(
                        parts.between.apply(parts.firstActivation.apply("conv1"))))));
    return g.output(last, parts.classes);
  }

  private static String put(OnnxGraph g, String operator, String name, String input) {
    g.node(operator, name, in(input));
    return name;
  }

  static Stream<Trait> traits() {
    return Stream.of(means(), heads(), activations(), windows(), shapes(), tails())
        .flatMap(List::stream);
  }

  private static List<Trait> means() {
    return List.of(
        new Trait("the net as it is", 7, (g, p) -> {}),
        new Trait("the net as it is", 21, (g, p) -> {}),
        new Trait(
            "mean with axes as attribute, kept",
            13,
            (g, p) ->
                p.mean =
                    x -> {
                      g.node(
                          "ReduceMean", "mean", in(x), ints("axes", 2, 3), integer("keepdims", 1));
                      return put(g, "Flatten", "flat", "mean");
                    }),
        new Trait(
            "mean with negative axes as attribute in another order, dropped",
            9,
            (g, p) ->
                p.mean =
                    x -> {
                      g.node(
                          "ReduceMean", "mean", in(x), ints("axes", 3, 2), integer("keepdims", 0));
                      return "mean";
                    }),
        new Trait(
            "mean with axes as input, dropped",
            18,
            (g, p) ->
                p.mean =
                    x -> {
                      g.longs("ax", -1, -2);
                      g.node("ReduceMean", "mean", in(x, "ax"), integer("keepdims", 0));
                      return "mean";
                    }),
        new Trait(
            "mean of a map with its channels last",
            13,
            (g, p) ->
                p.mean =
                    x -> {
                      g.node("Transpose", "last", in(x), ints("perm", 0, 2, 3, 1));
                      g.node(
                          "ReduceMean",
                          "mean",
                          in("last"),
                          ints("axes", 1, 2),
                          integer("keepdims", 0));
                      return "mean";
                    }),
        new Trait(
            "squeeze by attribute",
            9,
            (g, p) ->
                p.mean =
                    x -> {
                      put(g, "GlobalAveragePool", "gap", x);
                      g.node("Squeeze", "squeezed", in("gap"), ints("axes", 2, 3));
                      return "squeezed";
                    }),
        new Trait(
            "squeeze by input",
            13,
            (g, p) ->
                p.mean =
                    x -> {
                      put(g, "GlobalAveragePool", "gap", x);
                      g.longs("ax", 3, 2);
                      g.node("Squeeze", "squeezed", in("gap", "ax"));
                      return "squeezed";
                    }),
        new Trait(
            "an average over the whole map",
            13,
            (g, p) ->
                p.mean =
                    x -> {
                      g.node("AveragePool", "mean", in(x), ints("kernel_shape", 8, 8));
                      return put(g, "Flatten", "flat", "mean");
                    }),
        new Trait(
            "the global maximum",
            13,
            (g, p) -> p.mean = x -> put(g, "Flatten", "flat", put(g, "GlobalMaxPool", "max", x))));
  }

  private static List<Trait> heads() {
    return List.of(
        new Trait(
            "product and bias",
            13,
            (g, p) ->
                p.head =
                    x -> {
                      g.weights("WM", 6, 3).weights("bM", 3);
                      g.node("MatMul", "product", in(x, "WM"));
                      g.node("Add", "bias", in("bM", "product"));
                      return "bias";
                    }),
        new Trait(
            "product without a bias",
            13,
            (g, p) ->
                p.head =
                    x -> {
                      g.weights("WM", 6, 3);
                      g.node("MatMul", "product", in(x, "WM"));
                      return "product";
                    }),
        new Trait(
            "flattened with channels last, as Keras does",
            13,
            (g, p) -> {
              p.mean =
                  x -> {
                    g.node(
                        "MaxPool",
                        "pool",
                        in(x),
                        ints("kernel_shape", 2, 2),
                        ints("strides", 2, 2));
                    g.node("Transpose", "last", in("pool"), ints("perm", 0, 2, 3, 1));
                    g.longs("flatShape", -1, 96);
                    g.node("Reshape", "flat", in("last", "flatShape"));
                    return "flat";
                  };
              p.head =
                  x -> {
                    g.weights("WM", 96, 3).weights("bM", 3);
                    g.node("MatMul", "product", in(x, "WM"));
                    g.node("Add", "bias", in("product", "bM"));
                    return "bias";
                  };
            }),
        new Trait(
            "a hidden dense layer with a BatchNorm behind it",
            13,
            (g, p) ->
                p.head =
                    x -> {
                      g.weights("WH", 5, 6).weights("bH", 5).weights("WG", 3, 5);
                      g.node("Gemm", "hidden", in(x, "WH", "bH"), integer("transB", 1));
                      norm(g, "bn", "hidden", 5);
                      put(g, "Relu", "relu3", "bn");
                      g.node("Gemm", "head", in("relu3", "WG"), integer("transB", 1));
                      return "head";
                    }),
        new Trait(
            "a 1x1 convolution as the head",
            13,
            (g, p) -> {
              p.mean = x -> put(g, "GlobalAveragePool", "gap", x);
              p.head =
                  x -> {
                    g.weights("WC", 3, 6, 1, 1).weights("bC", 3);
                    g.node("Conv", "classes", in(x, "WC", "bC"));
                    return put(g, "Flatten", "flat", "classes");
                  };
            }));
  }

  private static void norm(OnnxGraph g, String name, String input, int width) {
    double[] gamma = {1.5, -0.5, 0.7, 1.1, 2, 1};
    double[] variance = {0.5, 1.5, 0.7, 1.1, 2, 1};
    g.floats(name + ".g", java.util.Arrays.copyOf(gamma, width), width)
        .weights(name + ".b", width)
        .weights(name + ".m", width)
        .floats(name + ".v", java.util.Arrays.copyOf(variance, width), width);
    g.node(
        "BatchNormalization",
        name,
        in(input, name + ".g", name + ".b", name + ".m", name + ".v"),
        real("epsilon", 1e-3f));
  }

  private static List<Trait> activations() {
    return List.of(
        new Trait(
            "clip 0..6 by inputs",
            13,
            (g, p) -> p.firstActivation = x -> clip(amplified(g), "relu6", "amplified")),
        new Trait(
            "clip 0..6 by attributes",
            10,
            (g, p) ->
                p.firstActivation =
                    x -> {
                      amplified(g)
                          .node("Clip", "relu6", in("amplified"), real("min", 0), real("max", 6));
                      return "relu6";
                    }),
        new Trait(
            "clip at 0 alone",
            13,
            (g, p) ->
                p.firstActivation =
                    x -> {
                      amplified(g).floats("low", new double[] {0}, 1);
                      g.floats("lowScalar", new double[] {0});
                      g.node("Clip", "relu", in("amplified", "lowScalar"));
                      return "relu";
                    }),
        new Trait(
            "a ReLU, then a minimum with 6",
            13,
            (g, p) ->
                p.firstActivation =
                    x -> {
                      put(amplified(g), "Relu", "relu1", "amplified");
                      g.floats("six", new double[] {6});
                      g.node("Min", "least", in("relu1", "six"));
                      return "least";
                    }),
        new Trait(
            "a minimum with 6, then a maximum with 0",
            13,
            (g, p) ->
                p.firstActivation =
                    x -> {
                      amplified(g).floats("six", new double[] {6}).floats("zero", new double[] {0});
                      g.node("Min", "least", in("amplified", "six"));
                      g.node("Max", "most", in("zero", "least"));
                      return "most";
                    }),
        new Trait(
            "a leaky ReLU of the usual slope",
            13,
            (g, p) ->
                p.firstActivation = x -> put(amplified(g), "LeakyRelu", "leaky", "amplified")),
        new Trait(
            "a product with its own sigmoid, either way round",
            13,
            (g, p) -> {
              p.firstActivation =
                  x -> {
                    put(amplified(g), "Sigmoid", "gate", "amplified");
                    g.node("Mul", "silu", in("gate", "amplified"));
                    return "silu";
                  };
              p.between =
                  x -> {
                    put(g, "Sigmoid", "gate2", x);
                    g.node("Mul", "silu2", in(x, "gate2"));
                    return "silu2";
                  };
            }),
        new Trait(
            "a clip behind a sum",
            13,
            (g, p) ->
                p.between =
                    x -> {
                      g.node("Add", "sum", in(x, "conv1"));
                      return clip(g, "relu6", "sum");
                    }));
  }

  /** The first convolution times 8, so that both bounds of a ReLU6 are met; the layer takes it. */
  private static OnnxGraph amplified(OnnxGraph g) {
    g.floats("eight", new double[] {8});
    g.node("Mul", "amplified", in("conv1", "eight"));
    return g;
  }

  private static String clip(OnnxGraph g, String name, String input) {
    g.floats("low", new double[] {0}).floats("high", new double[] {6});
    g.node("Clip", name, in(input, "low", "high"));
    return name;
  }

  private static UnaryOperator<String> convolution(
      OnnxGraph g,
      int kernel,
      java.util.function.Consumer<org.morphoscope.model.ProtoWriter>... a) {
    return x -> {
      g.weights("W2", 6, 4, kernel, kernel).weights("b2", 6);
      g.node("Conv", "conv2", in(x, "W2", "b2"), a);
      return put(g, "Relu", "relu2", "conv2");
    };
  }

  private static List<Trait> windows() {
    return List.of(
        new Trait(
            "SAME_UPPER with stride 2",
            13,
            (g, p) ->
                p.second =
                    convolution(g, 3, text("auto_pad", "SAME_UPPER"), ints("strides", 2, 2))),
        new Trait(
            "SAME_LOWER with stride 2",
            13,
            (g, p) ->
                p.second =
                    convolution(g, 3, text("auto_pad", "SAME_LOWER"), ints("strides", 2, 2))),
        new Trait(
            "SAME_UPPER with an even kernel",
            13,
            (g, p) -> p.second = convolution(g, 4, text("auto_pad", "SAME_UPPER"))),
        new Trait(
            "unequal padding",
            13,
            (g, p) ->
                p.second = convolution(g, 3, ints("pads", 0, 1, 2, 1), ints("strides", 2, 2))),
        new Trait(
            "a Pad of attributes before a convolution",
            10,
            (g, p) -> {
              p.between =
                  x -> {
                    g.node("Pad", "pad", in(x), ints("pads", 0, 0, 0, 0, 0, 0, 1, 1));
                    return "pad";
                  };
              p.second = convolution(g, 3, ints("strides", 2, 2));
            }),
        new Trait(
            "a Pad of inputs before a padded maximum",
            13,
            (g, p) ->
                p.between =
                    x -> {
                      g.longs("pads", 0, 0, 1, 1, 0, 0, 1, 1);
                      g.node("Pad", "pad", in(x, "pads"));
                      g.node(
                          "MaxPool",
                          "pool",
                          in("pad"),
                          ints("kernel_shape", 3, 3),
                          ints("strides", 2, 2));
                      return "pool";
                    }),
        new Trait(
            "a Pad with axes",
            18,
            (g, p) -> {
              p.between =
                  x -> {
                    g.longs("pads", 1, 0, 0, 2).longs("axes", 2, -1);
                    g.node("Pad", "pad", in(x, "pads", "", "axes"));
                    return "pad";
                  };
              p.second = convolution(g, 3);
            }),
        new Trait(
            "a padded maximum", 13, (g, p) -> p.between = maximum(g, ints("pads", 1, 1, 1, 1))),
        new Trait(
            "a padded maximum of numbers below 0",
            13,
            (g, p) -> {
              p.firstActivation = x -> x;
              p.between = maximum(g, ints("pads", 1, 1, 1, 1));
            }),
        new Trait(
            "a maximum by size",
            13,
            (g, p) -> p.between = maximum(g, text("auto_pad", "SAME_UPPER"))),
        new Trait(
            "a maximum over incomplete windows",
            13,
            (g, p) -> p.between = maximum(g, integer("ceil_mode", 1))),
        new Trait(
            "a depthwise convolution by size with ReLU6",
            13,
            (g, p) ->
                p.between =
                    x -> {
                      g.weights("WD", 4, 1, 3, 3);
                      g.node(
                          "Conv",
                          "dw",
                          in(x, "WD"),
                          integer("group", 4),
                          text("auto_pad", "SAME_UPPER"),
                          ints("strides", 2, 2));
                      return clip(g, "relu6", "dw");
                    }),
        new Trait(
            "biases and factors as nodes of their own",
            13,
            (g, p) ->
                p.second =
                    x -> {
                      g.weights("W2", 6, 4, 3, 3).weights("f", 6, 1, 1).weights("s", 1, 6, 1, 1);
                      g.node("Conv", "conv2", in(x, "W2"), ints("pads", 1, 1, 1, 1));
                      g.node("Mul", "factor", in("conv2", "f"));
                      g.node("Sub", "shift", in("s", "factor"));
                      return put(g, "Relu", "relu2", "shift");
                    }));
  }

  private static UnaryOperator<String> maximum(
      OnnxGraph g, java.util.function.Consumer<org.morphoscope.model.ProtoWriter> pads) {
    return x -> {
      g.node("MaxPool", "pool", in(x), ints("kernel_shape", 3, 3), ints("strides", 2, 2), pads);
      return "pool";
    };
  }

  private static List<Trait> shapes() {
    return List.of(
        new Trait(
            "images with channels last",
            13,
            (g, p) -> {
              p.channelsLast = true;
              p.begin =
                  x -> {
                    g.node("Transpose", "first", in(x), ints("perm", 0, 3, 1, 2));
                    return "first";
                  };
            }),
        new Trait(
            "a shape that is worked out, as PyTorch writes it",
            13,
            (g, p) ->
                p.mean =
                    x -> {
                      put(g, "GlobalAveragePool", "gap", x);
                      put(g, "Shape", "shape", "gap");
                      g.longs("ax", 0).longs("rest", -1);
                      g.node("Constant", "zero", in(), integer("value_int", 0));
                      g.node("Gather", "n", in("shape", "zero"));
                      g.node("Unsqueeze", "n1", in("n", "ax"));
                      g.node("Concat", "target", in("n1", "rest"), integer("axis", 0));
                      g.node("Reshape", "flat", in("gap", "target"));
                      return "flat";
                    }),
        new Trait(
            "identities, casts and dropouts",
            13,
            (g, p) ->
                p.between =
                    x -> {
                      put(g, "Identity", "same", x);
                      put(g, "Dropout", "kept", "same");
                      g.node("Cast", "cast", in("kept"), integer("to", 1));
                      return "cast";
                    }),
        new Trait(
            "filters that are transposed in the file",
            13,
            (g, p) ->
                p.second =
                    x -> {
                      g.weights("WT", 3, 3, 4, 6).weights("b2", 6);
                      g.node("Transpose", "W2", in("WT"), ints("perm", 3, 2, 0, 1));
                      g.node("Conv", "conv2", in(x, "W2", "b2"), ints("pads", 1, 1, 1, 1));
                      return put(g, "Relu", "relu2", "conv2");
                    }),
        new Trait(
            "BatchNorm of a convolution that is read twice",
            13,
            (g, p) ->
                p.between =
                    x -> {
                      // through an Identity, behind which the second reader is easily overlooked
                      put(g, "Identity", "same", "conv1");
                      norm(g, "bn", "same", 4);
                      g.node("Add", "sum", in("bn", x));
                      return "sum";
                    }));
  }

  private static List<Trait> tails() {
    return List.of(
        new Trait(
            "two outputs of one name", 13, (g, p) -> p.end = x -> put(g, "Identity", "y", x)));
  }

  @ParameterizedTest
  @MethodSource("traits")
  void onnxruntimeAndTheProgramGiveTheSameLogits(Trait trait) throws Exception {
    Path file = Files.write(folder.resolve("net.onnx"), graph(trait).bytes());
    Model model = OnnxReader.read(file);
    Parts parts = new Parts();
    trait.change().accept(new OnnxGraph(trait.operatorSet()), parts);
    assertArrayEquals(reference(file, parts.channelsLast, 1), ours(model, 1), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("traits")
  void whatIsWrittenFromItIsReadAsTheSameNet(Trait trait) throws Exception {
    Path file = Files.write(folder.resolve("net.onnx"), graph(trait).bytes());
    Model model = OnnxReader.read(file);
    Path again = Files.write(folder.resolve("again.onnx"), OnnxWriter.write(model));
    assertEquals(model.spec(), OnnxReader.read(again).spec());
    assertArrayEquals(reference(again, false, 1), ours(model, 1), 1e-5);
  }

  /** Channels last in memory, as the program has them, times a factor. */
  private static float[] images(double factor) {
    SplittableRandom random = new SplittableRandom(4);
    float[] pixels = new float[IMAGES * SIDE * SIDE * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (factor * (2 * random.nextDouble() - 1));
    }
    return pixels;
  }

  private double[] ours(Model model, double factor) {
    float[] pixels = images(factor);
    int image = pixels.length / IMAGES;
    ImageLoader loader =
        (first, count, to, labels) -> System.arraycopy(pixels, first * image, to, 0, count * image);
    return Forward.logits(model.spec(), model.weights(), loader, IMAGES);
  }

  private double[] reference(Path file, boolean channelsLast, double factor) throws Exception {
    float[] pixels = images(factor);
    if (channelsLast) {
      return Onnxruntime.first(file, pixels, IMAGES, SIDE, SIDE, 3);
    }
    float[] first = new float[pixels.length];
    for (int i = 0; i < first.length; i++) {
      int position = i % (SIDE * SIDE);
      int channel = i / (SIDE * SIDE) % 3;
      int n = i / (3 * SIDE * SIDE);
      first[i] = pixels[(n * SIDE * SIDE + position) * 3 + channel];
    }
    return Onnxruntime.first(file, first, IMAGES, 3, SIDE, SIDE);
  }

  @ParameterizedTest
  @MethodSource("softmaxes")
  void aSoftmaxAtTheEndIsLeftOffAndTold(String operator, int operatorSet) throws Exception {
    Trait softmax =
        new Trait(operator, operatorSet, (g, p) -> p.end = x -> put(g, operator, "soft", x));
    Path file = Files.write(folder.resolve("net.onnx"), graph(softmax).bytes());
    Model model = OnnxReader.read(file);
    assertTrue(model.notices().get(0).startsWith("The " + operator), model.notices().toString());
    double[] logits = ours(model, 1);
    double[] told = reference(file, false, 1);
    for (int n = 0; n < IMAGES; n++) {
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        sum += Math.exp(logits[3 * n + k]);
      }
      for (int k = 0; k < 3; k++) {
        double log = logits[3 * n + k] - Math.log(sum);
        double expected = operator.equals("Softmax") ? Math.exp(log) : log;
        assertEquals(told[3 * n + k], expected, 1e-5);
      }
    }
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> softmaxes() {
    return Stream.of("Softmax", "LogSoftmax")
        .flatMap(
            operator ->
                Stream.of(7, 13)
                    .map(set -> org.junit.jupiter.params.provider.Arguments.of(operator, set)));
  }

  @Test
  void theNormalisationAtTheInputIsTakenOutAndTold() throws Exception {
    Trait scaled =
        new Trait(
            "normalised",
            13,
            (g, p) ->
                p.begin =
                    x -> {
                      g.floats("mean", new double[] {0.5, 0.4, 0.3}, 1, 3, 1, 1);
                      g.floats("std", new double[] {0.2, 0.25, 0.3}, 3, 1, 1);
                      g.node("Sub", "centred", in(x, "mean"));
                      g.node("Div", "scaled", in("centred", "std"));
                      return "scaled";
                    });
    Path file = Files.write(folder.resolve("net.onnx"), graph(scaled).bytes());
    Model model = OnnxReader.read(file);
    assertArrayEquals(new double[] {0.5, 0.4, 0.3}, model.scaling().get().mean(), 1e-7);
    assertArrayEquals(new double[] {0.2, 0.25, 0.3}, model.scaling().get().deviation(), 1e-7);
    assertEquals(127.5, model.scaling().get().inBytes().mean()[0], 1e-4);
    assertTrue(model.notices().toString().contains("mean 0.5000, 0.4000, 0.3000"));
    // the program normalises before the net
    float[] pixels = images(1);
    double[] mean = model.scaling().get().mean();
    double[] deviation = model.scaling().get().deviation();
    ImageLoader normalised =
        (first, count, to, labels) -> {
          for (int i = 0; i < to.length; i++) {
            to[i] =
                (float) ((pixels[first * to.length / count + i] - mean[i % 3]) / deviation[i % 3]);
          }
        };
    assertArrayEquals(
        reference(file, false, 1),
        Forward.logits(model.spec(), model.weights(), normalised, IMAGES),
        1e-5);
  }

  @Test
  void netsWhoseBatchNormWasFoldedAreToldAndOthersAreNot() throws Exception {
    Trait plain = new Trait("plain", 13, (g, p) -> {});
    Path file = Files.write(folder.resolve("net.onnx"), graph(plain).bytes());
    assertTrue(OnnxReader.read(file).notices().toString().contains("no BatchNormalization"));
    Trait normed =
        new Trait(
            "normed",
            13,
            (g, p) ->
                p.between =
                    x -> {
                      norm(g, "bn", x, 4);
                      return "bn";
                    });
    Files.write(file, graph(normed).bytes());
    assertEquals(List.of(), OnnxReader.read(file).notices());
  }

  @Test
  void reluSixIsAnActivationOfItsOwn() throws Exception {
    Trait clipped = activations().get(0);
    Path file = Files.write(folder.resolve("net.onnx"), graph(clipped).bytes());
    assertTrue(
        OnnxReader.read(file).spec().nodes().stream()
            .anyMatch(node -> node.op() instanceof Op.Relu6));
  }

  @Test
  void operatorSetsFromSevenToTwentyThreeAreReadAndOthersRefused() throws Exception {
    for (int set = 7; set <= 23; set++) {
      Path file =
          Files.write(folder.resolve("net.onnx"), graph(new Trait("", set, (g, p) -> {})).bytes());
      assertEquals(3, OnnxReader.read(file).spec().classes(), "operator set " + set);
    }
    for (int set : new int[] {6, 24}) {
      Path file =
          Files.write(folder.resolve("net.onnx"), graph(new Trait("", set, (g, p) -> {})).bytes());
      assertTrue(OnnxReader.check(file).problems().get(0).contains("an operator set from 7 to 23"));
    }
  }

  @ParameterizedTest
  @MethodSource("precisions")
  void weightsOfSixteenBitsAreReadExactly(int type, double digits) throws Exception {
    Trait trait = new Trait("", 13, (g, p) -> g.type(type));
    Trait wide = new Trait("", 13, (g, p) -> {});
    Path file = Files.write(folder.resolve("half.onnx"), graph(trait).bytes());
    Path whole = Files.write(folder.resolve("whole.onnx"), graph(wide).bytes());
    double[] rounded = OnnxReader.read(file).weights().layers().get(0).weight();
    double[] exact = OnnxReader.read(whole).weights().layers().get(0).weight();
    for (int i = 0; i < exact.length; i++) {
      assertEquals(exact[i], rounded[i], Math.abs(exact[i]) * digits);
    }
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> precisions() {
    return Stream.of(
        org.junit.jupiter.params.provider.Arguments.of(OnnxFields.DATA_DOUBLE, 0),
        org.junit.jupiter.params.provider.Arguments.of(OnnxFields.DATA_FLOAT16, 0x1p-11),
        org.junit.jupiter.params.provider.Arguments.of(OnnxFields.DATA_BFLOAT16, 0x1p-7));
  }

  @Test
  void everyFloat16IsReadAsWhatItStandsFor() {
    for (int bits = 0; bits < 0x7c00; bits += 7) {
      double value =
          bits < 1024 ? bits * 0x1p-24 : Math.scalb(1024 + bits % 1024, bits / 1024 - 25);
      assertEquals((short) bits, OnnxGraph.half(value));
      java.nio.ByteBuffer content =
          java.nio.ByteBuffer.allocate(4)
              .order(java.nio.ByteOrder.LITTLE_ENDIAN)
              .putShort((short) bits)
              .putShort((short) (bits | 0x8000));
      OnnxTensor tensor =
          new OnnxTensor(
              "half", List.of(2L), OnnxFields.DATA_FLOAT16, content, null, java.util.Map.of());
      assertArrayEquals(new double[] {value, -value}, tensor.values(), 0);
    }
  }
}
