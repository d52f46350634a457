package org.morphoscope.ui.model;

/** What is to become of a channel in the set shown. */
public enum CellMark {
  SPLIT,
  PRUNE,
  APPROVED_SPLIT,
  APPROVED_PRUNE,
  VETOED,
  DEFERRED;

  /** The mark of a channel whose candidate is in the set. */
  public static CellMark chosen(boolean split, boolean approved) {
    if (split) {
      return approved ? APPROVED_SPLIT : SPLIT;
    }
    return approved ? APPROVED_PRUNE : PRUNE;
  }
}
