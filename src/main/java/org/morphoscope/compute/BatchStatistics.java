package org.morphoscope.compute;

/** Batch statistics of a layer, and what backward derives from its sums. */
final class BatchStatistics {
  final double[] mean;
  final double[] variance;
  final double[] kappa;
  final double[] shift;
  final double[] p;
  final double[] q;
  final double[] r;

  BatchStatistics(int channels) {
    mean = new double[channels];
    variance = new double[channels];
    kappa = new double[channels];
    shift = new double[channels];
    p = new double[channels];
    q = new double[channels];
    r = new double[channels];
  }
}
