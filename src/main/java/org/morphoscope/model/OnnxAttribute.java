package org.morphoscope.model;

import java.util.List;

/**
 * An attribute of an ONNX node; what it is not is zero, empty or null.
 *
 * @param tensor for {@code Constant}
 */
record OnnxAttribute(
    float real, long integer, String text, List<Long> integers, OnnxTensor tensor) {}
