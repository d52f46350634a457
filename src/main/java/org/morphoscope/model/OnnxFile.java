package org.morphoscope.model;

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

  /**
   * @param type ONNX's number of the element type
   * @param shape lengths of the axes, -1 where one is free
   */
  record Input(String name, int type, List<Long> shape) {}
}
