package org.morphoscope.ui.candidates;

import java.util.Optional;
import org.morphoscope.ui.model.BothSets;
import org.morphoscope.ui.model.WhatIf;

/** What the person can do about a proposal. */
public interface DecisionActions {
  /**
   * Marks the selected candidates, or clears the mark when all carry it.
   *
   * @param mark what the candidates get
   */
  void mark(WhatIf.Mark mark);

  /** Answers with the set chosen under the marks. */
  void apply();

  /** {@return the set and another one that it can be tried against; empty where there is none} */
  Optional<BothSets> both();

  /** Answers with the set and another one, of which the better is to stay. */
  void tryBoth();

  /** Answers with the engine's set. */
  void keepProposal();
}
