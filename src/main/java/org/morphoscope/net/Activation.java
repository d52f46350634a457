package org.morphoscope.net;

/** The function that is applied to every number between a BatchNorm and a pooling. */
public enum Activation {
  /** {@code u}. */
  NONE,
  /** {@code max(u, 0)}. */
  RELU,
  /** {@code min(max(u, 0), 6)}: constant on both sides, so that its gradient is 0 from 6 on. */
  RELU6
}
