package org.morphoscope.ui.candidates;

import java.util.Comparator;
import org.morphoscope.ui.model.CandidateRow;

/** What stands together in the table, whatever column it is sorted by. */
enum Grouping {
  /** Nothing: all rows by the column. */
  NONE("all together", (a, b) -> 0),
  /** The set, then the rest. */
  SET_FIRST("set first", Comparator.comparingInt(Grouping::outside)),
  /** The layers in the order of the net. */
  LAYER("by layer", Comparator.comparingInt((CandidateRow row) -> row.key().unit().group()));

  private final String title;
  private final Comparator<CandidateRow> comparator;

  Grouping(String title, Comparator<CandidateRow> comparator) {
    this.title = title;
    this.comparator = comparator;
  }

  private static int outside(CandidateRow row) {
    return switch (row.state()) {
      case APPLIED, APPROVED, CHOSEN -> 0;
      case DEFERRED, VETOED, TAKEN_BACK, LOCKED, OPEN -> 1;
    };
  }

  /** Zero for rows that stand together. */
  Comparator<CandidateRow> comparator() {
    return comparator;
  }

  @Override
  public String toString() {
    return title;
  }
}
