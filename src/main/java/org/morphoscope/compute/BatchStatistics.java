package org.morphoscope.compute;

/**
 * Batch statistics of a layer, and what backward derives from its sums. One number per channel
 * each; written by the calling thread between the shards' tasks, read by all shards in them.
 */
final class BatchStatistics {
  // E[a] and the population variance of a over the batch's images and positions
  final double[] mean;
  final double[] variance;
  // u = kappa a + shift with the batch's statistics
  final double[] kappa;
  final double[] shift;
  // ga = p gu + q a + r
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
