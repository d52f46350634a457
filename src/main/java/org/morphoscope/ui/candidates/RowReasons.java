package org.morphoscope.ui.candidates;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.ui.kit.Terms;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.model.WhyNot;

/** What the rows of the table say in words. */
final class RowReasons {
  /** With more candidates the sums of a set would hold up the window. */
  private static final int MOST = 1500;

  private RowReasons() {}

  /**
   * Says in each row what keeps the candidate out of the set under decision.
   *
   * @param decision empty, or without its joint model: nothing is said
   */
  static void fill(List<CandidateRow> rows, Optional<WhatIf> decision) {
    Map<Integer, WhyNot.Reason> reasons =
        decision
            .filter(open -> open.proposal().hasModel() && rows.size() <= MOST)
            .map(open -> WhyNot.of(open.proposal(), open.set(), open.otherShare()))
            .orElse(Map.of());
    for (CandidateRow row : rows) {
      row.setWhyNot(reasons.getOrDefault(row.index(), WhyNot.Reason.NONE));
    }
  }

  /** What the filter looks through. */
  static String words(CandidateRow row) {
    return String.join(
        " ",
        Terms.name(row.key().kind()),
        row.layer(),
        row.channel(),
        row.state().title(),
        row.whyNot().whole());
  }
}
