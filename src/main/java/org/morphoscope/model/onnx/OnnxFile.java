package org.morphoscope.model.onnx;

import java.util.List;
import java.util.Map;

/**
 * The messages of an ONNX file that matter here.
 *
 * @param operatorSet version of the standard operators, 0 when the file names none
 * @param name of the graph
 * @param inputs declared inputs, constants among them in old files
 * @param outputs names of the results
 * @param constants by name
 */
record OnnxFile(
    long operatorSet,
    String name,
    List<OnnxNode> nodes,
    List<Input> inputs,
    List<String> outputs,
    Map<String, OnnxTensor> constants,
    Map<String, String> metadata) {

  /** The same file with other constants. */
  OnnxFile withConstants(Map<String, OnnxTensor> others) {
    return new OnnxFile(operatorSet, name, nodes, inputs, outputs, others, metadata);
  }

  /**
   * @param type ONNX's number of the element type
   * @param shape lengths of the axes, -1 where one is free
   */
  record Input(String name, int type, List<Long> shape) {}
}
