package org.morphoscope.net;

/** What growth pays for. */
public enum Resource {
  /** Trainable numbers: weights, gamma, beta, biases, head. */
  PARAMETERS,
  /** Multiply-accumulates of one image's forward pass. */
  MULTIPLY_ACCUMULATES
}
