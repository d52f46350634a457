package org.morphoscope.study.compare;

/**
 * One line of the table.
 *
 * @param contender who takes part
 * @param retrained the widths that the contender found, trained from scratch
 * @param match what its course has in common with that of the reference
 */
public record Entry(Participant contender, boolean retrained, Match match) {
  private static final String RETRAIN = "retrain-";
  private static final String EPOCHS = "-epochs";

  /** {@return the name in tables and folders} */
  public String label() {
    return retrained
        ? RETRAIN + contender.label() + (match == Match.EPOCHS ? EPOCHS : "")
        : contender.label();
  }

  /** The entry that this one is compared with: retrained widths with those of the reference. */
  Entry reference(Participant first, Match ofAll) {
    return retrained && first.grows()
        ? new Entry(first, true, match)
        : new Entry(first, false, first.match(ofAll));
  }
}
