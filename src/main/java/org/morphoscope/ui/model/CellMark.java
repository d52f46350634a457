package org.morphoscope.ui.model;

import org.morphoscope.net.MorphKind;

/** What is to become of a channel, or of a place for a new neuron, in the set shown. */
public enum CellMark {
  SPLIT,
  PRUNE,
  NEW_NEURON,
  APPROVED_SPLIT,
  APPROVED_PRUNE,
  APPROVED_NEW,
  VETOED,
  DEFERRED;

  /** The mark of a candidate that is in the set. */
  public static CellMark chosen(MorphKind kind, boolean approved) {
    return switch (kind) {
      case SPLIT -> approved ? APPROVED_SPLIT : SPLIT;
      case PRUNE -> approved ? APPROVED_PRUNE : PRUNE;
      case NEW_NEURON -> approved ? APPROVED_NEW : NEW_NEURON;
    };
  }
}
