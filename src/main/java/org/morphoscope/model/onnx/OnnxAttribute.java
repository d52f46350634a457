package org.morphoscope.model.onnx;

import java.util.List;

/**
 * An attribute of an ONNX node; what it is not is zero, empty or null.
 *
 * @param reals for {@code Constant}
 * @param tensor for {@code Constant}
 */
record OnnxAttribute(
    float real,
    long integer,
    String text,
    List<Long> integers,
    List<Float> reals,
    OnnxTensor tensor) {}
