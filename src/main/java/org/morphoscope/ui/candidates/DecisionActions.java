package org.morphoscope.ui.candidates;

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

  /** Answers with the engine's set. */
  void keepProposal();
}
