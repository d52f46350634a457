package org.morphoscope.model.onnx;

/** Field numbers of {@code onnx.proto}, those that are used here. */
final class OnnxFields {
  static final int MODEL_IR_VERSION = 1;
  static final int MODEL_PRODUCER = 2;
  static final int MODEL_GRAPH = 7;
  static final int MODEL_OPSET = 8;
  static final int MODEL_METADATA = 14;

  static final int OPSET_DOMAIN = 1;
  static final int OPSET_VERSION = 2;

  static final int ENTRY_KEY = 1;
  static final int ENTRY_VALUE = 2;

  static final int GRAPH_NODE = 1;
  static final int GRAPH_NAME = 2;
  static final int GRAPH_INITIALIZER = 5;
  static final int GRAPH_INPUT = 11;
  static final int GRAPH_OUTPUT = 12;

  static final int NODE_INPUT = 1;
  static final int NODE_OUTPUT = 2;
  static final int NODE_NAME = 3;
  static final int NODE_OPERATOR = 4;
  static final int NODE_ATTRIBUTE = 5;
  static final int NODE_DOMAIN = 7;

  static final int ATTRIBUTE_NAME = 1;
  static final int ATTRIBUTE_FLOAT = 2;
  static final int ATTRIBUTE_INT = 3;
  static final int ATTRIBUTE_STRING = 4;
  static final int ATTRIBUTE_TENSOR = 5;
  static final int ATTRIBUTE_FLOATS = 7;
  static final int ATTRIBUTE_INTS = 8;
  static final int ATTRIBUTE_TYPE = 20;
  static final int TYPE_FLOAT = 1;
  static final int TYPE_INT = 2;
  static final int TYPE_INTS = 7;

  static final int TENSOR_DIMENSION = 1;
  static final int TENSOR_TYPE = 2;
  static final int TENSOR_FLOATS = 4;
  static final int TENSOR_INTS32 = 5;
  static final int TENSOR_INTS64 = 7;
  static final int TENSOR_NAME = 8;
  static final int TENSOR_RAW = 9;
  static final int TENSOR_DOUBLES = 10;
  static final int TENSOR_EXTERNAL = 13;
  static final int TENSOR_LOCATION = 14;
  static final int DATA_FLOAT = 1;
  static final int DATA_UINT8 = 2;
  static final int DATA_INT32 = 6;
  static final int DATA_INT64 = 7;
  static final int DATA_FLOAT16 = 10;
  static final int DATA_DOUBLE = 11;
  static final int DATA_BFLOAT16 = 16;

  static final int VALUE_NAME = 1;
  static final int VALUE_TYPE = 2;
  static final int VALUE_TENSOR = 1;
  static final int VALUE_ELEMENT = 1;
  static final int VALUE_SHAPE = 2;
  static final int VALUE_DIMENSION = 1;
  static final int DIMENSION_LENGTH = 1;
  static final int DIMENSION_SYMBOL = 2;

  private OnnxFields() {}
}
