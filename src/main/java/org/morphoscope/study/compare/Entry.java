package org.morphoscope.study.compare;

/**
 * One line of the table.
 *
 * @param contender who grew
 * @param retrained the widths that the contender found, trained from scratch
 */
public record Entry(Participant contender, boolean retrained) {
  private static final String RETRAIN = "retrain-";

  /** {@return the name in tables and folders} */
  public String label() {
    return retrained ? RETRAIN + contender.label() : contender.label();
  }
}
