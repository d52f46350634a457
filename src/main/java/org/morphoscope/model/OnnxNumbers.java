package org.morphoscope.model;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The arrays of a net while it is put together, by the name of {@link Parameters}. */
final class OnnxNumbers {
  private final Map<String, double[]> arrays = new HashMap<>();

  void put(String name, double[] values) {
    arrays.put(name, values);
  }

  double[] remove(String name) {
    return arrays.remove(name);
  }

  /** The arrays, with those of the node that turned out to be the head under the head's name. */
  Function<String, double[]> ofHead(String id) {
    Map<String, double[]> named = new HashMap<>(arrays);
    for (String part : new String[] {Parameters.WEIGHT, Parameters.BIAS}) {
      named.put(Parameters.HEAD + part, arrays.get(id + part));
    }
    return named::get;
  }

  /** A matrix as {@code [outputs, inputs]}, times a factor. */
  static double[] rows(double[] stored, int outputs, boolean transposed, float factor) {
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
