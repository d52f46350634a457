package org.morphoscope.score;

import java.util.List;
import org.morphoscope.morph.LayerMoments;

/**
 * A scoring pass; candidate order as in {@link Candidates}, losses in nats.
 *
 * @param samples number of images N
 * @param slope {@code a = E[s]}, one number per candidate
 * @param gram G, row-major; empty while the pass is running
 * @param deltas {@code dL = E[s + q]}
 * @param errors standard errors of deltas
 * @param rawPruneSlope E[s] of the prune without compensation ({@code dz = -z}), C numbers
 * @param rawPruneDeltas its dL, C numbers
 * @param moments per layer
 */
public record ScoreResult(
    long samples,
    double[] slope,
    double[] gram,
    double[] deltas,
    double[] errors,
    double[] rawPruneSlope,
    double[] rawPruneDeltas,
    List<LayerMoments> moments) {
  public ScoreResult {
    moments = List.copyOf(moments);
  }

  /** The joint model of a finished pass. */
  public JointModel jointModel() {
    return new JointModel(slope, gram);
  }
}
