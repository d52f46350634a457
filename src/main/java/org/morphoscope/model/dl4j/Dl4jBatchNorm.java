package org.morphoscope.model.dl4j;

import java.util.Arrays;

/** The numbers of a BatchNorm of DeepLearning4J, one of each per channel. */
record Dl4jBatchNorm(double[] gamma, double[] beta, double[] mean, double[] variance) {

  /**
   * Takes them in the order of the file; gamma and beta are in the settings when they are locked.
   */
  static Dl4jBatchNorm of(Dl4jVertex vertex, Dl4jNumbers numbers) {
    int width = vertex.count("nout");
    boolean locked = vertex.flag("lockGammaBeta", false);
    double[] gamma = locked ? filled(vertex, width, "gamma") : numbers.take(vertex, width);
    double[] beta = locked ? filled(vertex, width, "beta") : numbers.take(vertex, width);
    double[] mean = numbers.take(vertex, width);
    double[] variance = numbers.take(vertex, width);
    if (vertex.flag("useLogStd", false)) {
      for (int c = 0; c < width; c++) {
        variance[c] = Math.pow(10, 2 * variance[c]);
      }
    }
    return new Dl4jBatchNorm(gamma, beta, mean, variance);
  }

  private static double[] filled(Dl4jVertex vertex, int width, String field) {
    double[] values = new double[width];
    Arrays.fill(values, vertex.settings().path(field).asDouble());
    return values;
  }
}
