package org.morphoscope.ui.kit;

import org.morphoscope.net.MorphKind;

/** One-sentence explanations, shown as tooltips. */
public final class Terms {
  /** What a split is. */
  public static final String SPLIT =
      "Split: one channel becomes two whose weights differ by \u00b1\u03b8; at \u03b8 = 0 nothing"
          + " changes, so the net keeps what it has learned.";

  /** What a prune is. */
  public static final String PRUNE =
      "Prune: the channel is removed and its mean is folded into the next layer.";

  /** What a new neuron is. */
  public static final String NEW =
      "New neuron: a channel with random incoming weights is added; its outgoing weights are"
          + " learned for all places at once, from zero, so the net keeps what it has learned.";

  /** The predicted change of the loss. */
  public static final String DELTA =
      "Predicted change of the mean loss (nats per image) if this candidate alone were applied."
          + " Negative is a gain.";

  /** The second-order part of the prediction. */
  public static final String CURVATURE =
      "Curvature: the second-order part of the prediction; it keeps large changes from looking"
          + " better than they are.";

  /** The length of a split's direction. */
  public static final String THETA =
      "|\u03b8|: length of the learned change of weights, relative to the channel's own weights.";

  /** The mean output of a channel. */
  public static final String ACTIVITY =
      "Activity: mean output of the channel over images and positions.";

  /** The round of a channel's birth. */
  public static final String AGE =
      "Age: the round in which the channel was born; 0 is the seed network.";

  /** The change of the number of parameters. */
  public static final String RESOURCE =
      "\u0394R: exact change of the number of parameters if this candidate alone were applied.";

  /** Gain over change of parameters. */
  public static final String GAIN_PER_PARAMETER =
      "Predicted gain (\u2212\u0394L) for each parameter added.";

  /** The price of a parameter. */
  public static final String LAMBDA =
      "\u03bb: loss that one parameter must save. It is found so that the set meets the budget of"
          + " the round.";

  /** What has become of a candidate. */
  public static final String STATE =
      "Whether the candidate is in the set, approved, vetoed or deferred by you, or of a layer that"
          + " is locked.";

  /** What a locked layer is. */
  public static final String LOCK =
      "Lock: the layer keeps its width; none of its channels is split or pruned and none is added,"
          + " until it is unlocked.";

  /** The histogram of changes image by image. */
  public static final String EVIDENCE =
      "How the predicted change is spread over the images that were scored. Left of 0: images that"
          + " gain. Heights grow with the square root, so that few images are seen too; the end"
          + " bars hold everything beyond.";

  /** The four ways to estimate curvature. */
  public static final String CURVATURE_MODE =
      "How curvature is estimated. ggn-mc: one label drawn per image, unbiased; ggn: exact, one"
          + " pass per class; fisher and sqrt: for comparison.";

  /** How much a net grows in a round. */
  public static final String GROWTH_FACTOR =
      "How much larger the network may be after each round: 1.4 adds 40 % parameters.";

  /** How candidates influence each other. */
  public static final String INTERACTION =
      "Interaction: entries of the Gram matrix G between this candidate and the others. Positive:"
          + " they do the same work, so together they bring less than alone.";

  /** What limits a round. */
  public static final String PACE =
      "What limits a round: growth by a factor; the factor that reaches the budget in the last"
          + " round; a fixed \u03bb; or a \u03bb that follows the gain measured so far.";

  /** Who chooses the set. */
  public static final String STRATEGY =
      "Gauss-Newton scores choose the set by the joint model. Controls show what growing alone"
          + " brings; rivals choose by scores of their own, as their papers say.";

  private Terms() {}

  /**
   * {@return a morphism in one word}
   *
   * @param kind split, prune or new neuron
   */
  public static String name(MorphKind kind) {
    return kind.word();
  }
}
