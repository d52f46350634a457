package org.morphoscope.net;

/** What growth pays for. */
public enum Resource {
  /** Trainable numbers: weights, gamma, beta, biases, head. */
  PARAMETERS("parameters"),
  /** Multiply-accumulates of one image's forward pass. */
  MULTIPLY_ACCUMULATES("multiply-accumulates");

  private final String words;

  Resource(String words) {
    this.words = words;
  }

  /** {@return the name in a sentence behind a number} */
  public String words() {
    return words;
  }
}
