package org.morphoscope.run;

/** What the loop is doing. */
public enum Phase {
  /** Training the weights. Work is counted in images. */
  TRAIN,
  /** Recomputing BatchNorm statistics on unaugmented images. */
  REFRESH,
  /** Learning theta of all channels at once. */
  LEARN,
  /** The scoring pass; scores are emitted while it runs. */
  SCORE,
  /** Greedy selection on the joint model. */
  PROPOSE,
  /** Waiting for the policy or the person. */
  DECIDE,
  /** Building the grown net. */
  APPLY,
  /** Measuring the change of the loss on scoring and held-out images. */
  MEASURE,
  /** Losses on training, validation and test images at the end of a round. */
  EVALUATE,
  /** Training on with a falling rate after the last growth. Work is counted in images. */
  TAIL
}
