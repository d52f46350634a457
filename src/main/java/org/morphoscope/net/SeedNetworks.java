package org.morphoscope.net;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.morphoscope.text.Texts;

/** The small networks that growth starts from. Input channels and classes follow the data. */
public final class SeedNetworks {
  /** Added to the variance in every BatchNorm. */
  public static final double EPSILON = 1e-5;

  private static final String CHAIN = "chain:";
  private static final String DENSE = "dense";
  private static final int[] DENSE_WIDTHS = {8, 8};

  private SeedNetworks() {}

  /**
   * {@return names that {@link #create} knows, besides {@code chain:W-W-...} and {@code
   * dense:W-W-...}}
   */
  public static List<String> names() {
    return List.of("tiny", "vgg-small", "resnet-small", "mobilenet-small", DENSE);
  }

  /**
   * {@return whether a name is one of a net for tables, whose parameters follow the image's size}
   *
   * @param name one that {@link #create} knows
   */
  public static boolean isDense(String name) {
    return name.equals(DENSE) || name.startsWith(DENSE + ":");
  }

  /**
   * {@return a seed net for these images}
   *
   * @param name one of {@link #names}, or a chain or dense net with its widths, such as {@code
   *     chain:16-4-32-4} or {@code dense:16-16}; another is refused as by {@link #requireKnown}
   * @param input channels, height and width of an image
   * @param classes outputs of the dense head
   * @throws IllegalArgumentException in one sentence when the name is unknown or the images are too
   *     small for the net's poolings
   */
  public static NetworkSpec create(String name, TensorShape input, int classes) {
    requireKnown(name);
    if (isDense(name)) {
      return dense(name, input, name.equals(DENSE) ? DENSE_WIDTHS : widths(name), classes);
    }
    if (name.startsWith(CHAIN)) {
      int[] widths = widths(name);
      return chain(name, input, widths, pooledAfter(widths.length, 0, 1), classes);
    }
    return switch (name) {
      case "tiny" -> chain(name, input, new int[] {8, 8, 16, 16}, pooledAfter(4, 0, 1), classes);
      case "vgg-small" ->
          chain(name, input, new int[] {16, 16, 32, 32, 64, 64}, pooledAfter(6, 1, 3), classes);
      case "resnet-small" -> resnet(name, input, new int[] {6, 12, 24}, classes);
      case "mobilenet-small" ->
          mobilenet(name, input, 8, new int[] {16, 24, 24, 32}, new int[] {1, 2, 1, 2}, classes);
      default -> throw new IllegalStateException(name);
    };
  }

  /**
   * {@return a seed net with another function in the place of its ReLU, and dropout before its
   * head}
   *
   * @param name as {@link #create(String, TensorShape, int)} takes it
   * @param input channels, height and width of an image
   * @param classes outputs of the dense head
   * @param style what is chosen
   * @throws IllegalArgumentException as {@link #create(String, TensorShape, int)}
   */
  public static NetworkSpec create(String name, TensorShape input, int classes, SeedStyle style) {
    NetworkSpec seed = create(name, input, classes);
    String word = style.activation().label().replaceFirst("-relu:.*", "");
    UnaryOperator<String> renamed = id -> id.replaceFirst("^relu", word);
    String head = seed.nodes().get(seed.nodes().size() - 1).id();
    List<Node> nodes = new ArrayList<>();
    for (Node node : seed.nodes()) {
      List<String> inputs = node.inputs().stream().map(renamed).toList();
      // the head is the last node; a dense net has other dense layers before it
      if (style.dropout() > 0 && node.id().equals(head)) {
        nodes.add(new Node("dropout", new Op.Dropout(style.dropout()), inputs));
        inputs = List.of("dropout");
      }
      boolean relu = node.op() instanceof Op.Relu;
      Op op = relu ? Op.Pointwise.of(style.activation()) : node.op();
      nodes.add(new Node(renamed.apply(node.id()), op, inputs));
    }
    return new NetworkSpec(seed.name(), nodes);
  }

  /**
   * Refuses a name that {@link #create} does not know by an {@link IllegalArgumentException} in one
   * sentence.
   *
   * @param name as given by a person
   * @throws IllegalArgumentException in one sentence when {@link #create} does not know the name
   */
  public static void requireKnown(String name) {
    if (name.startsWith(CHAIN) || name.startsWith(DENSE + ":")) {
      widths(name);
    } else if (!names().contains(name)) {
      throw new IllegalArgumentException(
          Texts.of(
              "seed network: expected one of %s, chain:16-4-32-4 or dense:16-16, found '%s'",
              String.join(", ", names()), name));
    }
  }

  private static int[] widths(String name) {
    String[] parts = name.substring(name.indexOf(':') + 1).split("-", -1);
    int[] widths = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].matches("[1-9][0-9]{0,3}")) {
        throw new IllegalArgumentException(
            Texts.of(
                "seed network '%s': expected widths from 1 to 9999 such as %s16-4-32-4, found '%s'",
                name, name.substring(0, name.indexOf(':') + 1), parts[i]));
      }
      widths[i] = Integer.parseInt(parts[i]);
    }
    return widths;
  }

  private static boolean[] pooledAfter(int layers, int... positions) {
    boolean[] pooled = new boolean[layers];
    for (int position : positions) {
      if (position < layers) {
        pooled[position] = true;
      }
    }
    return pooled;
  }

  /**
   * {@return a chain of 3x3 convolutions with stride 1 and padding 1, BatchNorm, ReLU; 2x2 maximum
   * where asked}
   *
   * @param name of the net, shown and stored with it
   * @param input channels, height and width of an image
   * @param widths filters of each layer, at least 1
   * @param pooled for each layer, whether a maximum follows
   * @param classes outputs of the dense head
   */
  public static NetworkSpec chain(
      String name, TensorShape input, int[] widths, boolean[] pooled, int classes) {
    NetworkBuilder builder = new NetworkBuilder(name, input);
    for (int i = 0; i < widths.length; i++) {
      builder.convBnRelu(widths[i], 3, 1, 1, EPSILON);
      if (pooled[i]) {
        builder.pool(Op.Pool.Kind.MAX, 2, 2);
      }
    }
    return builder.globalAveragePool().dense(classes);
  }

  /**
   * {@return a chain of dense layers with BatchNorm and ReLU, for rows of a table} The first reads
   * the whole image by a kernel of its size, which for a row, an image of one pixel, is 1x1 as all
   * others are: a dense layer of F inputs is a 1x1 convolution of F channels, and every morphism
   * and kernel of convolutions holds for it.
   *
   * @param name of the net, shown and stored with it
   * @param input a row as {@code [F, 1, 1]}, or a square image
   * @param widths neurons of each layer, at least 1
   * @param classes outputs of the dense head
   * @throws IllegalArgumentException in one sentence when the image is not square
   */
  public static NetworkSpec dense(String name, TensorShape input, int[] widths, int classes) {
    if (input.height() != input.width()) {
      throw new IllegalArgumentException(
          Texts.of(
              "seed network '%s': expected rows of a table or square images, found images of %s",
              name, input));
    }
    NetworkBuilder builder = new NetworkBuilder(name, input);
    for (int i = 0; i < widths.length; i++) {
      builder.convBnRelu(widths[i], i == 0 ? input.height() : 1, 1, 0, EPSILON);
    }
    return builder.dense(classes);
  }

  /**
   * {@return a stem and residual blocks: a 3x3 convolution, then one basic block per width with two
   * 3x3 convolutions and the input, added before the last ReLU; from the second block on with
   * stride 2 and a 1x1 convolution on the way around}
   *
   * @param name of the net, shown and stored with it
   * @param input channels, height and width of an image
   * @param widths filters of the stem and of each block
   * @param classes outputs of the dense head
   */
  public static NetworkSpec resnet(String name, TensorShape input, int[] widths, int classes) {
    NetworkBuilder builder =
        new NetworkBuilder(name, input).convBnRelu(widths[0], 3, 1, 1, EPSILON);
    for (int i = 0; i < widths.length; i++) {
      int stride = i == 0 ? 1 : 2;
      String block = builder.last();
      String around = block;
      if (stride > 1) {
        around = builder.conv(widths[i], 1, stride, 0, false).batchNorm(EPSILON).last();
      }
      builder
          .from(block)
          .convBnRelu(widths[i], 3, stride, 1, EPSILON)
          .conv(widths[i], 3, 1, 1, false)
          .batchNorm(EPSILON)
          .plus(around)
          .relu();
    }
    return builder.globalAveragePool().dense(classes);
  }

  /**
   * {@return a 3x3 stem, then blocks of a 3x3 depthwise and a 1x1 convolution, each with BatchNorm,
   * ReLU}
   *
   * @param name of the net, shown and stored with it
   * @param input channels, height and width of an image
   * @param stem filters of the stem
   * @param widths outputs of each block
   * @param strides of each block's depthwise convolution
   * @param classes outputs of the dense head
   */
  public static NetworkSpec mobilenet(
      String name, TensorShape input, int stem, int[] widths, int[] strides, int classes) {
    NetworkBuilder builder = new NetworkBuilder(name, input).convBnRelu(stem, 3, 1, 1, EPSILON);
    for (int i = 0; i < widths.length; i++) {
      builder.depthwise(3, strides[i], 1).batchNorm(EPSILON).relu();
      builder.convBnRelu(widths[i], 1, 1, 0, EPSILON);
    }
    return builder.globalAveragePool().dense(classes);
  }
}
