package org.morphoscope.study.calibrate;

import java.util.List;
import java.util.Map;
import org.morphoscope.net.MorphKind;

/**
 * How the selection changes with the settings.
 *
 * @param variations the default first
 */
public record Sensitivity(List<Variation> variations) {

  /**
   * The selection at one setting.
   *
   * @param setting what is varied, for example {@code theta scale}
   * @param value its value
   * @param size number of morphisms
   * @param counts by kind, one number per group
   * @param parameterChange exact
   * @param lambda at which the set was chosen
   * @param predicted dL of the set by the joint formula
   * @param measured on the scoring samples
   * @param heldOut on held-out images
   * @param correlation of the single splits' and prunes' scores with those of the default
   * @param jaccard overlap of the chosen splits and prunes with the default's: shared over all
   * @param layerOverlap the same of the numbers per group and kind, so that new neurons count too
   */
  public record Variation(
      String setting,
      String value,
      int size,
      Map<MorphKind, List<Integer>> counts,
      long parameterChange,
      double lambda,
      double predicted,
      Measured measured,
      Measured heldOut,
      double correlation,
      double jaccard,
      double layerOverlap) {}
}
