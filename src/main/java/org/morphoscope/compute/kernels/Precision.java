package org.morphoscope.compute.kernels;

/** Floating-point precision of all arrays of a pass. */
public enum Precision {
  /** 32 bits: training, growing. */
  FLOAT,
  /** 64 bits: checks. Runs on ND4J operations, since oneDNN has no such convolution. */
  DOUBLE
}
