package org.morphoscope.model.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.model.Model;
import org.morphoscope.model.NetAssembly;
import org.morphoscope.model.Parameters;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.net.Op;
import org.morphoscope.net.Padding;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/**
 * Turns the layers of a DeepLearning4J configuration into the nodes and numbers of a net.
 *
 * <p>Order of the numbers, vertex by vertex: convolutions bias, then {@code [O, I, k, k]};
 * depthwise bias, then {@code [k, k, C, 1]}; dense {@code [I, O]} column by column, then bias;
 * BatchNorm gamma, beta, mean, variance (or the decimal logarithm of the standard deviation).
 */
final class Dl4jImport {
  /** Vertices that can take zeros around their input over. */
  private static final Set<String> PADS =
      Set.of(
          "ConvolutionLayer",
          "Convolution2D",
          "DepthwiseConvolution2D",
          "SubsamplingLayer",
          "Subsampling2D",
          "ZeroPaddingLayer",
          "DropoutLayer");

  private final JsonNode configuration;
  private final Dl4jNumbers numbers;
  private final Optional<TensorShape> images;
  private final Map<String, String> metadata;
  private final NetAssembly net = new NetAssembly();
  private final Map<String, Dl4jValue> values = new HashMap<>();
  private final Map<String, Integer> readers = new HashMap<>();
  private String logits = "";

  Dl4jImport(
      JsonNode configuration,
      Dl4jNumbers numbers,
      Optional<TensorShape> images,
      Map<String, String> metadata) {
    this.configuration = configuration;
    this.numbers = numbers;
    this.images = images;
    this.metadata = metadata;
  }

  Model model() {
    try {
      return build();
    } catch (IllegalArgumentException e) {
      throw new UnsuitableException(
          "", "a net that can be grown", "that " + e.getMessage(), "change the net");
    }
  }

  private Model build() {
    List<Dl4jVertex> order = Dl4jOrder.of(configuration);
    order.forEach(v -> v.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
    String input = Dl4jOrder.input(configuration);
    TensorShape shape =
        images.orElseThrow(
            () ->
                new UnsuitableException(
                    "", "a net whose images are known", "no size", "name the data to grow it on"));
    net.images(input, shape);
    values.put(input, new Dl4jValue(input, false, false, false));
    for (Dl4jVertex vertex : order) {
      add(vertex);
    }
    numbers.requireAllTaken();
    if (!net.last().id().equals(logits)) {
      throw new UnsuitableException(
          "",
          "one output, the softmax of a dense layer that is the last",
          Texts.of("the last layer '%s'", order.get(order.size() - 1).name()),
          "change the net");
    }
    Model model = net.model(metadata.getOrDefault(Dl4jWriter.NAME, "dl4j"), metadata);
    return model;
  }

  private Dl4jWindow window(Dl4jVertex vertex, Dl4jValue in) {
    TensorShape shape = net.shape(in.id()).orElseThrow();
    return Dl4jWindow.of(
        vertex, shape.height() + in.pad().rows(), shape.width() + in.pad().columns());
  }

  /** Zeros around a map, which the convolution or the maximum behind it takes over. */
  private void zeros(Dl4jVertex vertex) {
    Dl4jValue in = map(vertex);
    values.put(vertex.name(), in.padded(in.pad().plus(Dl4jWindow.zeros(vertex))));
  }

  private void add(Dl4jVertex vertex) {
    switch (vertex.type()) {
      case "ConvolutionLayer", "Convolution2D" -> convolution(vertex, false);
      case "DepthwiseConvolution2D" -> convolution(vertex, true);
      case "BatchNormalization" -> batchNorm(vertex);
      case "ActivationLayer" -> activation(vertex, value(vertex));
      case "DropoutLayer" -> values.put(vertex.name(), value(vertex));
      case "ZeroPaddingLayer" -> zeros(vertex);
      case "SubsamplingLayer", "Subsampling2D" -> pool(vertex);
      case "GlobalPoolingLayer" -> globalPool(vertex);
      case "DenseLayer" -> dense(vertex, false);
      case "OutputLayer" -> dense(vertex, true);
      case "LossLayer" -> loss(vertex);
      case "ElementWiseVertex" -> sum(vertex);
      case "PreprocessorVertex" ->
          values.put(
              vertex.name(),
              Dl4jPreprocessor.of(vertex, vertex.settings().path("preProcessor"))
                  .map(flat -> reshaped(input(vertex, 0), flat))
                  .orElseGet(() -> input(vertex, 0)));
      default ->
          throw vertex.refuse(
              "one of ConvolutionLayer, DepthwiseConvolution2D, BatchNormalization,"
                  + " ActivationLayer, DropoutLayer, SubsamplingLayer, GlobalPoolingLayer,"
                  + " ZeroPaddingLayer, DenseLayer, OutputLayer, LossLayer, ElementWiseVertex",
              vertex.type().isEmpty() ? "no class" : vertex.type());
    }
  }

  private Dl4jValue value(Dl4jVertex vertex) {
    if (vertex.inputs().size() != 1) {
      throw vertex.refuse("one input", vertex.inputs().toString());
    }
    Dl4jValue in = input(vertex, 0);
    return Dl4jPreprocessor.of(vertex, vertex.before()).map(flat -> reshaped(in, flat)).orElse(in);
  }

  private Dl4jValue input(Dl4jVertex vertex, int index) {
    Dl4jValue value =
        index < vertex.inputs().size() ? values.get(vertex.inputs().get(index)) : null;
    if (value == null || value.head()) {
      throw vertex.refuse("the result of an earlier layer", vertex.inputs().toString());
    }
    if (!value.pad().equals(Padding.NONE) && !PADS.contains(vertex.type())) {
      throw vertex.refuse("a convolution or a maximum behind a ZeroPaddingLayer", vertex.type());
    }
    return readers.getOrDefault(vertex.inputs().get(index), 0) > 1 ? value.readByOthers() : value;
  }

  private static Dl4jValue reshaped(Dl4jValue in, boolean flat) {
    boolean flattened = flat && !in.vector() || in.flattened() && flat;
    return new Dl4jValue(in.id(), flat, flattened, false, in.pad(), in.shared());
  }

  private Dl4jValue map(Dl4jVertex vertex) {
    Dl4jValue in = value(vertex);
    if (in.vector()) {
      throw vertex.refuse("a map of pixels", "a vector");
    }
    return in;
  }

  private String step(Dl4jVertex vertex, Op op, Dl4jValue in) {
    String id = net.add(vertex.name(), false, op, List.of(in.id()));
    values.put(vertex.name(), new Dl4jValue(id, in.vector(), in.flattened(), false));
    return id;
  }

  /** Adds the ReLU of a layer behind it. */
  private void activate(Dl4jVertex vertex) {
    Optional<Op> activation = vertex.activation();
    if (activation.isPresent()) {
      Dl4jValue in = values.get(vertex.name());
      String id = net.add(vertex.name() + "-relu", false, activation.get(), List.of(in.id()));
      values.put(vertex.name(), new Dl4jValue(id, in.vector(), in.flattened(), false));
    }
  }

  private void activation(Dl4jVertex vertex, Dl4jValue in) {
    if (Dl4jVertex.typeOf(vertex.settings().path("activationFn")).equals("ActivationSoftmax")) {
      values.put(vertex.name(), probabilities(vertex, in));
    } else {
      vertex
          .activation()
          .ifPresentOrElse(op -> step(vertex, op, in), () -> values.put(vertex.name(), in));
    }
  }

  private void convolution(Dl4jVertex vertex, boolean depthwise) {
    Dl4jValue in = map(vertex);
    Dl4jWindow window = window(vertex, in);
    boolean bias = vertex.flag("hasBias", true);
    int inputs = vertex.count("nin");
    int outputs = vertex.count("nout");
    if (depthwise && vertex.count("depthMultiplier") != 1) {
      throw vertex.refuse("depthMultiplier 1", vertex.settings().path("depthMultiplier").asText());
    }
    double[] added = numbers.take(vertex, bias ? outputs : 0);
    long filter = (long) window.kernel() * window.kernel();
    double[] weight = numbers.take(vertex, filter * inputs * (depthwise ? 1 : outputs));
    Op op =
        depthwise
            ? new Op.Depthwise(window.kernel(), window.stride(), in.pad().plus(window.pad()), bias)
            : new Op.Conv(
                outputs, window.kernel(), window.stride(), in.pad().plus(window.pad()), bias);
    String id = step(vertex, op, in);
    net.numbers(
        id + Parameters.WEIGHT,
        depthwise ? Dl4jNumbers.transposed(weight, (int) filter, inputs) : weight);
    if (bias) {
      net.numbers(id + Parameters.BIAS, added);
    }
    activate(vertex);
  }

  private void batchNorm(Dl4jVertex vertex) {
    Dl4jValue in = value(vertex);
    if (in.flattened()) {
      throw vertex.refuse("a map or the output of a dense layer", "a flattened map");
    }
    vertex.require("cnn2DFormat", "NCHW");
    Dl4jBatchNorm stored = Dl4jBatchNorm.of(vertex, numbers);
    double epsilon = vertex.settings().path("eps").asDouble(1e-5);
    if (!in.shared() && net.op(in.id()) instanceof Op.Dense) {
      // a dense layer always has a bias, which a BatchNorm would undo: the two become one
      double[] factor = new double[stored.mean().length];
      double[] shift = new double[factor.length];
      for (int c = 0; c < factor.length; c++) {
        factor[c] = stored.gamma()[c] / Math.sqrt(stored.variance()[c] + epsilon);
        shift[c] = stored.beta()[c] - factor[c] * stored.mean()[c];
      }
      net.takeAffine(in.id(), factor, shift);
      values.put(vertex.name(), in);
      return;
    }
    if (!in.shared()) {
      net.takeBias(in.id(), stored.mean());
    }
    String id = step(vertex, new Op.BatchNorm(epsilon), in);
    net.numbers(id + Parameters.WEIGHT, stored.gamma());
    net.numbers(id + Parameters.BIAS, stored.beta());
    net.numbers(id + Parameters.MEAN, stored.mean());
    net.numbers(id + Parameters.VARIANCE, stored.variance());
  }

  private void pool(Dl4jVertex vertex) {
    Dl4jValue in = map(vertex);
    Dl4jWindow window = window(vertex, in);
    Padding pad = in.pad().plus(window.pad());
    Op.Pool.Kind kind = Dl4jWindow.poolKind(vertex);
    if (kind == Op.Pool.Kind.AVERAGE && !pad.equals(Padding.NONE)) {
      throw vertex.refuse("an average without padding", "padding of " + pad);
    }
    if (!in.pad().equals(Padding.NONE) && !net.nonNegative(in.id())) {
      throw vertex.refuse(
          "a ReLU before the ZeroPaddingLayer, behind which zeros are never the only maximum",
          "another layer");
    }
    step(vertex, new Op.Pool(kind, window.kernel(), window.stride(), pad), in);
  }

  private void globalPool(Dl4jVertex vertex) {
    Dl4jValue in = map(vertex);
    vertex.require("poolingType", "AVG");
    String id = step(vertex, new Op.GlobalAveragePool(), in);
    boolean vector = vertex.flag("collapseDimensions", true);
    values.put(vertex.name(), new Dl4jValue(id, vector, false, false));
  }

  private void dense(Dl4jVertex vertex, boolean output) {
    Dl4jValue in = value(vertex);
    if (vertex.flag("hasLayerNorm", false)) {
      throw vertex.refuse("no layer normalisation", "hasLayerNorm");
    }
    int inputs = vertex.count("nin");
    int outputs = vertex.count("nout");
    double[] weight = numbers.take(vertex, (long) inputs * outputs);
    boolean bias = vertex.flag("hasBias", true);
    double[] added = bias ? numbers.take(vertex, outputs) : new double[outputs];
    boolean softmax =
        Dl4jVertex.typeOf(vertex.settings().path("activationFn")).equals("ActivationSoftmax");
    String id = net.add(vertex.name(), output, new Op.Dense(outputs), List.of(in.id()));
    values.put(vertex.name(), new Dl4jValue(id, true, false, false));
    // column by column is already one row per output
    net.numbers(id + Parameters.WEIGHT, weight);
    net.numbers(id + Parameters.BIAS, added);
    if (softmax) {
      values.put(vertex.name(), probabilities(vertex, values.get(vertex.name())));
    } else if (output && vertex.activation().isEmpty()) {
      logits = id;
    } else {
      activate(vertex);
    }
  }

  private void loss(Dl4jVertex vertex) {
    Dl4jValue in = value(vertex);
    String function = Dl4jVertex.typeOf(vertex.settings().path("activationFn"));
    if (!function.equals("ActivationSoftmax")) {
      throw vertex.refuse("a softmax", function.replace("Activation", ""));
    }
    values.put(vertex.name(), probabilities(vertex, in));
  }

  private Dl4jValue probabilities(Dl4jVertex vertex, Dl4jValue in) {
    if (!net.last().id().equals(in.id()) || !(net.last().op() instanceof Op.Dense)) {
      throw vertex.refuse("a dense layer just before its softmax", "'" + in.id() + "'");
    }
    logits = in.id();
    return new Dl4jValue(in.id(), true, false, true);
  }

  private void sum(Dl4jVertex vertex) {
    vertex.require("op", "Add");
    List<String> read = new ArrayList<>();
    for (int i = 0; i < vertex.inputs().size(); i++) {
      Dl4jValue in = input(vertex, i);
      if (in.vector() != input(vertex, 0).vector() || in.flattened()) {
        throw vertex.refuse("inputs of one shape", "maps and vectors");
      }
      read.add(in.id());
    }
    boolean vector = input(vertex, 0).vector();
    String id = net.add(vertex.name(), false, new Op.Add(), read);
    values.put(vertex.name(), new Dl4jValue(id, vector, false, false));
  }
}
