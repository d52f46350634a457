package org.morphoscope.run;

import java.util.Objects;

/**
 * Scores of one width group's channels (in a chain: of one layer's). Arrays have one number per
 * channel, those of new neurons one per candidate.
 *
 * @param splitDelta predicted change of the mean loss by the split (nats; negative is good)
 * @param splitError its standard error
 * @param splitCurvature its curvature term {@code G_cc / 2}
 * @param pruneDelta predicted change of the mean loss by the prune
 * @param pruneError its standard error
 * @param pruneCurvature its curvature term
 * @param thetaNorm norm of the learned theta relative to the norm of the channel's weights
 * @param activity mean of z over samples and positions
 * @param newDelta predicted change of the mean loss by each new neuron; empty without such
 *     candidates
 * @param newError its standard error
 * @param newCurvature its curvature term
 */
public record LayerScores(
    double[] splitDelta,
    double[] splitError,
    double[] splitCurvature,
    double[] pruneDelta,
    double[] pruneError,
    double[] pruneCurvature,
    double[] thetaNorm,
    double[] activity,
    double[] newDelta,
    double[] newError,
    double[] newCurvature) {

  /**
   * What the scores of a strategy are, where they are not the predicted changes of the loss of our
   * own method. Negative is good in every one of them, so that a quantity of which more is better
   * is shown with its sign changed and says so in its name.
   *
   * @param name for a heat map's scale and for the heads of tables, for example {@code smallest
   *     eigenvalue of the splitting matrix}
   * @param unit for example {@code nats}
   */
  public record ScoreQuantity(String name, String unit) {
    /**
     * Checks that name and unit are there; the unit may be empty.
     *
     * @param name for a heat map's scale and for the heads of tables, for example {@code smallest
     *     eigenvalue of the splitting matrix}
     * @param unit for example {@code nats}
     */
    public ScoreQuantity {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(unit, "unit");
    }
  }
}
