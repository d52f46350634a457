package org.morphoscope.model.onnx;

import org.morphoscope.text.Texts;

/**
 * The numbers of a dense map that is a Gemm in ONNX: {@code alpha x B + beta C}.
 *
 * @param weight {@code [O, I]}
 * @param bias one number per output
 */
record OnnxGemm(double[] weight, double[] bias) {

  /**
   * @param matrix B
   * @param added C, or null
   */
  static OnnxGemm of(OnnxNode node, OnnxScope scope, OnnxTensor matrix, OnnxTensor added) {
    if (matrix.shape().size() != 2) {
      throw node.refuse("a matrix", matrix.shape().toString(), "choose a net of dense layers");
    }
    double[] stored = scope.numbers(matrix);
    boolean transposed = node.integer("transB", 0) != 0;
    int outputs = matrix.length(transposed ? 0 : 1);
    double[] weight = rows(stored, outputs, transposed, node.real("alpha", 1));
    double[] bias = new double[outputs];
    if (added != null) {
      double[] constant = scope.numbers(added);
      if (constant.length != 1 && constant.length != outputs) {
        throw node.refuse(
            Texts.of("a bias of %d numbers", outputs),
            Integer.toString(constant.length),
            "get the file anew from where it was written");
      }
      for (int k = 0; k < outputs; k++) {
        bias[k] = node.real("beta", 1) * constant[constant.length == 1 ? 0 : k];
      }
    }
    return new OnnxGemm(weight, bias);
  }

  /** A matrix as {@code [outputs, inputs]}, times a factor. */
  private static double[] rows(double[] stored, int outputs, boolean transposed, float factor) {
    int inputs = outputs == 0 ? 0 : stored.length / outputs;
    double[] rows = new double[stored.length];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        rows[o * inputs + i] = factor * stored[transposed ? o * inputs + i : i * outputs + o];
      }
    }
    return rows;
  }
}
