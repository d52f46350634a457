package org.morphoscope.model.onnx;

import java.util.Map;
import java.util.Set;

/** What to do about a node that cannot be taken. */
final class OnnxCures {
  private static final String RELU =
      "train the net with ReLU, ReLU6, LeakyRelu or SiLU in its place";
  private static final String NORM =
      "a norm over channels moves all of them when one is split (method.md section 3.4): train the"
          + " net with BatchNormalization in its place";
  private static final String WHOLE = "choose a net that classifies whole images";
  private static final String PLAIN = "write the net before it is quantised, with float32 weights";
  private static final String FLOW = "write a traced net, without branches and loops";
  private static final String OTHER =
      "train the net without it, or write it with operators that are read: " + OnnxImport.READ;

  /** Operators whose result is like their input, so that a look can go on behind them. */
  private static final Set<String> ELEMENTWISE =
      Set.of(
          "Sigmoid",
          "HardSigmoid",
          "HardSwish",
          "Tanh",
          "LeakyRelu",
          "PRelu",
          "Elu",
          "Selu",
          "Celu",
          "Gelu",
          "Erf",
          "Mish",
          "Softplus",
          "Softsign",
          "ThresholdedRelu",
          "Clip",
          "Swish",
          "Min",
          "Max",
          "Exp",
          "LayerNormalization",
          "InstanceNormalization",
          "GroupNormalization",
          "LRN",
          "Mul",
          "Div",
          "Sub",
          "Add",
          "Dropout",
          "Cast");

  private static final Map<Set<String>, String> CURES =
      Map.of(
          Set.of(
              "Sigmoid",
              "HardSigmoid",
              "HardSwish",
              "Tanh",
              "LeakyRelu",
              "PRelu",
              "Elu",
              "Selu",
              "Celu",
              "Gelu",
              "Erf",
              "Mish",
              "Softplus",
              "Softsign",
              "ThresholdedRelu",
              "Clip",
              "Swish",
              "Min",
              "Max",
              "Exp"),
          RELU,
          Set.of(
              "LayerNormalization",
              "InstanceNormalization",
              "GroupNormalization",
              "RMSNormalization",
              "LpNormalization",
              "LRN",
              "MeanVarianceNormalization"),
          NORM,
          Set.of(
              "ConvTranspose", "Resize", "Upsample", "DepthToSpace", "SpaceToDepth", "GridSample"),
          WHOLE,
          Set.of(
              "QuantizeLinear",
              "DequantizeLinear",
              "QLinearConv",
              "QLinearMatMul",
              "ConvInteger",
              "MatMulInteger",
              "DynamicQuantizeLinear"),
          PLAIN,
          Set.of("If", "Loop", "Scan"),
          FLOW,
          Set.of("Concat", "Split", "Mul"),
          "choose a net whose branches are added, neither joined nor multiplied nor divided into"
              + " parts",
          Set.of("LSTM", "GRU", "RNN", "Attention", "Einsum", "Gather", "Slice"),
          "choose a convolutional net",
          Set.of("Conv", "MaxPool", "AveragePool", "GlobalMaxPool"),
          "train the net with another setting of this node, or grow another net",
          Set.of("Flatten", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "ReduceMean"),
          "write the net with a global average pooling or a Flatten before its dense layer");

  private OnnxCures() {}

  /** Whether a node that cannot be taken leaves the shape of its input. */
  static boolean elementwise(String operator) {
    return ELEMENTWISE.contains(operator);
  }

  static String of(String operator) {
    return CURES.entrySet().stream()
        .filter(entry -> entry.getKey().contains(operator))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(OTHER);
  }
}
