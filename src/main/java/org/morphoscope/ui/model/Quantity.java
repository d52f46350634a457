package org.morphoscope.ui.model;

import java.util.Arrays;
import java.util.function.Function;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.LayerScores;
import org.morphoscope.ui.kit.Terms;

/** What the colour of a channel can mean. */
public enum Quantity {
  /** Predicted change of the loss by splitting the channel. */
  SPLIT_GAIN("Split: predicted \u0394L", "nats per image", true, Terms.SPLIT),
  /** Predicted change of the loss by pruning the channel. */
  PRUNE_GAIN("Prune: predicted \u0394L", "nats per image", true, Terms.PRUNE),
  /** Predicted change of the loss by a new neuron in that place. */
  NEW_GAIN("New neuron: predicted \u0394L", "nats per image", true, Terms.NEW),
  /** The second-order part of the predicted change. */
  CURVATURE("Curvature of the growth", "nats per image", false, Terms.CURVATURE),
  /** Length of the learned change of weights, relative to the channel's own weights. */
  THETA("|\u03b8| of the split", "relative to the channel's weights", false, Terms.THETA),
  /** The round in which the channel was born; 0 is the seed net. */
  AGE("Age", "round of birth", false, Terms.AGE),
  /** Mean output of the channel over images and positions. */
  ACTIVITY("Activity", "mean output of the channel", false, Terms.ACTIVITY);

  private final String title;
  private final String unit;
  private final boolean diverging;
  private final String explanation;

  Quantity(String title, String unit, boolean diverging, String explanation) {
    this.title = title;
    this.unit = unit;
    this.diverging = diverging;
    this.explanation = explanation;
  }

  /** {@return the name in menus and legends} */
  public String title() {
    return title;
  }

  /** {@return the unit of the values} */
  public String unit() {
    return unit;
  }

  /** {@return whether the sign matters, so that zero is the middle of the scale} */
  public boolean diverging() {
    return diverging;
  }

  /** {@return whether it is the score of a morphism, which a rival has another one for} */
  public boolean ofMorphisms() {
    return this == SPLIT_GAIN || this == PRUNE_GAIN || this == NEW_GAIN;
  }

  /** {@return what the quantity means, in a sentence or two} */
  public String explanation() {
    return explanation;
  }

  /** {@return the morphism that a click on a channel selects} */
  public MorphKind kind() {
    return this == PRUNE_GAIN ? MorphKind.PRUNE : MorphKind.SPLIT;
  }

  /** Values of a group's channels; age is not among the scores and gives an empty array. */
  double[] values(LayerScores scores) {
    Function<LayerScores, double[]> reader =
        switch (this) {
          case SPLIT_GAIN -> LayerScores::splitDelta;
          case PRUNE_GAIN -> LayerScores::pruneDelta;
          case NEW_GAIN -> s -> none(s.splitDelta().length);
          case CURVATURE -> LayerScores::splitCurvature;
          case THETA -> LayerScores::thetaNorm;
          case ACTIVITY -> LayerScores::activity;
          case AGE -> unused -> new double[0];
        };
    return reader.apply(scores);
  }

  /** Standard errors of the values; empty where the quantity has none. */
  double[] errors(LayerScores scores) {
    return switch (this) {
      case SPLIT_GAIN -> scores.splitError();
      case PRUNE_GAIN -> scores.pruneError();
      default -> new double[0];
    };
  }

  /**
   * Values of the candidates for new neurons: the score of what grows the net, beside that of
   * splits too, since both are weighed against each other.
   */
  double[] newValues(LayerScores scores) {
    return switch (this) {
      case SPLIT_GAIN, NEW_GAIN -> scores.newDelta();
      case CURVATURE -> scores.newCurvature();
      default -> none(scores.newDelta().length);
    };
  }

  /** Standard errors of {@link #newValues}; empty where the quantity has none. */
  double[] newErrors(LayerScores scores) {
    return this == SPLIT_GAIN || this == NEW_GAIN ? scores.newError() : new double[0];
  }

  private static double[] none(int length) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  @Override
  public String toString() {
    return title;
  }
}
