package org.morphoscope.model.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.model.InputScaling;
import org.morphoscope.model.NetAssembly;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.net.Op;
import org.morphoscope.net.Padding;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/** A file while it is read: what its names stand for, and the net as far as it is built. */
final class OnnxScope {
  /** Id of no node: what could not be read gives it. */
  static final String NOTHING = "\0";

  /** Far above any net that grows on one machine; several nodes may name one large constant. */
  private static final long MAX_NUMBERS = 40_000_000;

  private static final Set<String> WEIGHING = Set.of("Conv", "Gemm", "MatMul");

  private final OnnxFile file;
  private final Map<String, OnnxTensor> constants;
  private final OnnxNode head;
  private final Map<String, Integer> readers = new HashMap<>();
  private final Map<String, OnnxValue> values = new HashMap<>();
  private final NetAssembly net = new NetAssembly();
  private final Set<String> notices = new LinkedHashSet<>();
  private long numbersTaken;

  /** The images and what the file does to them before the first node of the net. */
  private String images = "";

  private double[] imageFactor = {};
  private double[] imageShift = {};

  OnnxScope(OnnxFile file, Map<String, OnnxTensor> constants) {
    this.file = file;
    this.constants = constants;
    this.head = lastWeighing(file);
    file.nodes().forEach(node -> node.inputs().forEach(i -> readers.merge(i, 1, Integer::sum)));
    file.outputs().forEach(output -> readers.merge(output, 1, Integer::sum));
  }

  OnnxFile file() {
    return file;
  }

  NetAssembly net() {
    return net;
  }

  Set<String> notices() {
    return notices;
  }

  void tell(String notice) {
    notices.add(notice);
  }

  // ---- images

  void images(String name, TensorShape shape, boolean channelsFirst) {
    images = name;
    imageFactor = new double[shape.channels()];
    imageShift = new double[shape.channels()];
    java.util.Arrays.fill(imageFactor, 1);
    net.images(name, shape);
    values.put(name, new OnnxValue(name, OnnxValue.Form.MAP, channelsFirst));
  }

  /** Whether a value is the images themselves, perhaps scaled. */
  boolean isImages(OnnxValue value) {
    return value.id().equals(images) && value.form() != OnnxValue.Form.UNKNOWN;
  }

  /** Takes {@code factor_c x + shift_c} of the images out of the net. */
  void scaleImages(double[] factor, double[] shift) {
    for (int c = 0; c < imageFactor.length; c++) {
      imageFactor[c] *= factor[c];
      imageShift[c] = factor[c] * imageShift[c] + shift[c];
    }
  }

  /** How the file scales its images; empty when it does not. */
  Optional<InputScaling> scaling() {
    for (int c = 0; c < imageFactor.length; c++) {
      if (imageFactor[c] != 1 || imageShift[c] != 0) {
        return Optional.of(InputScaling.ofAffine(imageFactor, imageShift));
      }
    }
    return Optional.empty();
  }

  // ---- constants

  boolean isConstant(String name) {
    return constants.containsKey(name);
  }

  void constant(String name, OnnxTensor value) {
    constants.put(name, value);
  }

  OnnxTensor constant(OnnxNode node, int input) {
    OnnxTensor array = constants.get(node.input(input));
    if (array == null) {
      throw node.refuse("a constant as input " + (input + 1), "'" + node.input(input) + "'");
    }
    return array;
  }

  /** The numbers of a constant, counted against what a net may have. */
  double[] numbers(OnnxTensor constant) {
    double[] numbers = constant.values();
    numbersTaken += numbers.length;
    if (numbersTaken > MAX_NUMBERS) {
      throw new UnsuitableException(
          constant.place(),
          Texts.of("a net of at most %,d numbers", MAX_NUMBERS),
          "more",
          "choose a smaller net");
    }
    return numbers;
  }

  // ---- values

  /** Number of nodes and outputs that read a name. */
  int readers(String name) {
    return readers.getOrDefault(name, 0);
  }

  boolean isValue(String name) {
    return values.containsKey(name);
  }

  /** What an earlier node gives, with what is left for this one to take over. */
  OnnxValue open(OnnxNode node, int input) {
    String name = node.input(input);
    OnnxValue value = values.get(name);
    if (value == null) {
      throw node.refuse(
          "the result of an earlier node as input " + (input + 1),
          constants.containsKey(name) ? "the constant '" + name + "'" : "'" + name + "'");
    }
    return readers(name) > 1 ? value.readByOthers() : value;
  }

  /** What an earlier node gives, for a node that can take nothing over. */
  OnnxValue value(OnnxNode node, int input) {
    return requireWhole(node, requireUnpadded(node, open(node, input)));
  }

  /** The same for a node that can take a padding over. */
  OnnxValue padded(OnnxNode node, int input) {
    return requireWhole(node, open(node, input));
  }

  private static OnnxValue requireWhole(OnnxNode node, OnnxValue value) {
    if (value.probabilities()) {
      throw node.refuse(
          "nothing behind a Softmax", node.operator(), "cut the net behind its last dense layer");
    }
    if (value.capped()) {
      throw node.refuse("a ReLU behind a minimum with 6", node.operator());
    }
    return value;
  }

  private static OnnxValue requireUnpadded(OnnxNode node, OnnxValue value) {
    if (!value.pad().equals(Padding.NONE)) {
      throw node.refuse(
          "a Conv or a MaxPool behind a Pad",
          node.operator(),
          "train the net with the padding in its convolutions");
    }
    return value;
  }

  /** A map of pixels, channels first, for a node that slides a window over it. */
  OnnxValue map(OnnxNode node) {
    OnnxValue in = padded(node, 0);
    if (!in.is(OnnxValue.Form.MAP)) {
      throw node.refuse("a map of pixels", "a vector");
    }
    if (!in.channelsFirst() && in.form() == OnnxValue.Form.MAP) {
      throw node.refuse(
          "channels before height and width (a Transpose to [0, 3, 1, 2] before it)",
          "channels last");
    }
    return in;
  }

  /** Shape of a value; empty when it is not known. */
  Optional<TensorShape> shape(OnnxValue value) {
    return net.shape(value.id());
  }

  void put(OnnxNode node, OnnxValue value) {
    values.put(node.outputs().get(0), value);
  }

  /** What a node gives that could not be read, so that the rest can still be looked at. */
  void putUnknown(OnnxNode node, boolean likeItsInput) {
    OnnxValue unknown = new OnnxValue(NOTHING, OnnxValue.Form.UNKNOWN, true);
    OnnxValue in = values.get(node.input(0));
    OnnxValue first = likeItsInput && in != null ? in.of(in.id()).readByOthers() : unknown;
    for (String output : node.outputs()) {
      values.put(output, first);
    }
  }

  /** What the net gives under a name; empty when nothing does. */
  Optional<OnnxValue> result(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Adds a node of ours and returns its id. */
  String step(OnnxNode node, Op op, List<OnnxValue> inputs) {
    List<String> ids = new ArrayList<>();
    inputs.forEach(in -> ids.add(in.id()));
    String wanted = node.title().isEmpty() ? node.operator() : node.title();
    return net.add(wanted, node == head, op, ids);
  }

  /** The node that can be the head, after which the numbers of the last dense map are named. */
  private static OnnxNode lastWeighing(OnnxFile file) {
    OnnxNode last = null;
    for (OnnxNode node : file.nodes()) {
      last = WEIGHING.contains(node.operator()) ? node : last;
    }
    return last;
  }

  /** Adds a node of ours that keeps the form of its input. */
  void stepAlike(OnnxNode node, Op op, OnnxValue in) {
    put(node, in.of(step(node, op, List.of(in))));
  }
}
