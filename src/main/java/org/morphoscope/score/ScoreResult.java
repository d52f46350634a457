package org.morphoscope.score;

import java.util.List;
import org.morphoscope.morph.LayerMoments;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.Evidence;
import org.morphoscope.selection.Gram;
import org.morphoscope.selection.JointModel;

/**
 * A scoring pass; candidate order as in {@link Candidates}, losses in nats.
 *
 * @param samples number of images N
 * @param slope {@code a = E[s]}, one number per candidate
 * @param gram G; of no candidates while the pass is running
 * @param deltas {@code dL = E[s + q]}
 * @param errors standard errors of deltas
 * @param rawPruneSlope E[s] of the prune without compensation ({@code dz = -z}), C numbers
 * @param rawPruneDeltas its dL, C numbers
 * @param moments per layer
 * @param evidence how each candidate's change is spread over the images; empty while the pass is
 *     running
 */
public record ScoreResult(
    long samples,
    double[] slope,
    Gram gram,
    double[] deltas,
    double[] errors,
    double[] rawPruneSlope,
    double[] rawPruneDeltas,
    List<LayerMoments> moments,
    List<Evidence> evidence) {
  /**
   * Copies the lists.
   *
   * @param samples number of images N
   * @param slope {@code a = E[s]}, one number per candidate
   * @param gram G; of no candidates while the pass is running
   * @param deltas {@code dL = E[s + q]}
   * @param errors standard errors of deltas
   * @param rawPruneSlope E[s] of the prune without compensation ({@code dz = -z}), C numbers
   * @param rawPruneDeltas its dL, C numbers
   * @param moments per layer
   * @param evidence how each candidate's change is spread over the images; empty while the pass is
   *     running
   */
  public ScoreResult {
    moments = List.copyOf(moments);
    evidence = List.copyOf(evidence);
  }

  /** The same with what is known image by image. */
  ScoreResult withEvidence(List<Evidence> found) {
    return new ScoreResult(
        samples, slope, gram, deltas, errors, rawPruneSlope, rawPruneDeltas, moments, found);
  }

  /** {@return the joint model of a finished pass} */
  public JointModel jointModel() {
    return new JointModel(slope, gram);
  }
}
