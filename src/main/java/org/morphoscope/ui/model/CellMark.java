package org.morphoscope.ui.model;

import org.morphoscope.net.MorphKind;

/** What is to become of a channel, or of a place for a new neuron, in the set shown. */
public enum CellMark {
  /** Will be split. */
  SPLIT,
  /** Will be pruned. */
  PRUNE,
  /** A new neuron will be here. */
  NEW_NEURON,
  /** Will be split, by a person's approval. */
  APPROVED_SPLIT,
  /** Will be pruned, by a person's approval. */
  APPROVED_PRUNE,
  /** A new neuron will be here, by a person's approval. */
  APPROVED_NEW,
  /** Ruled out by a person in this round. */
  VETOED,
  /** Left by a person for a later round. */
  DEFERRED;

  /**
   * {@return the mark of a candidate that is in the set}
   *
   * @param kind split, prune or new neuron
   * @param approved whether a person approved it
   */
  public static CellMark chosen(MorphKind kind, boolean approved) {
    return switch (kind) {
      case SPLIT -> approved ? APPROVED_SPLIT : SPLIT;
      case PRUNE -> approved ? APPROVED_PRUNE : PRUNE;
      case NEW_NEURON -> approved ? APPROVED_NEW : NEW_NEURON;
    };
  }
}
