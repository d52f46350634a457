package org.morphoscope.model;

import java.nio.file.Path;

/**
 * Reads ONNX nets of Conv (plain or depthwise), BatchNormalization, Relu, MaxPool, AveragePool,
 * GlobalAveragePool, Add, Sum, Flatten and Gemm, with float32 or float64 weights in the file.
 */
public final class OnnxReader {
  private OnnxReader() {}

  /**
   * @throws ModelException in one sentence when the file is damaged, or naming the node and its
   *     operator when it holds something that a net of ours cannot express
   */
  public static Model read(Path file) throws ModelException {
    return ModelBytes.read(
        file, "an ONNX file", bytes -> new OnnxImport(OnnxParser.parse(bytes)).model());
  }
}
