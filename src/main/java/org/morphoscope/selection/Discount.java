package org.morphoscope.selection;

/**
 * Choosing by what is likely rather than by what was seen (method.md section 8): the best of many
 * noisy scores is partly the luckiest, so that a chosen set promises more than other images keep.
 * Every candidate pays for its own uncertainty when a set is chosen:
 *
 * <pre>
 * a_c' = a_c + z se_c        se_c the standard error of the candidate's score over the images
 * </pre>
 *
 * <p>The errors of a set add up as if they were one [ours], which is cautious. What is predicted of
 * the set that is chosen stays {@code a'm + m'Gm / 2}.
 */
public final class Discount {
  private Discount() {}

  /**
   * {@return the model that a set is chosen by}
   *
   * @param model what is predicted
   * @param errors standard error of each candidate's own score; one that is not a number costs
   *     nothing
   * @param share z, at least 0
   */
  public static JointModel of(JointModel model, double[] errors, double share) {
    if (share == 0) {
      return model;
    }
    double[] slope = model.slope().clone();
    for (int c = 0; c < slope.length; c++) {
      slope[c] += Double.isNaN(errors[c]) ? 0 : share * errors[c];
    }
    return new JointModel(slope, model.gram());
  }
}
