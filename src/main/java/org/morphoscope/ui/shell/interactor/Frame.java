package org.morphoscope.ui.shell.interactor;

import java.util.Set;
import org.morphoscope.history.Change;

/**
 * What is to be brought up to date now.
 *
 * @param now as {@link System#nanoTime}
 * @param changes of the run since the last frame, also when a moment of the past is on show
 * @param chart whether the chart is to be drawn anew
 * @param picture how much of graph and table is to be drawn anew
 */
public record Frame(long now, Set<Change> changes, boolean chart, Picture picture) {
  /** How much of graph and table. */
  public enum Picture {
    /** Nothing changed but the time. */
    NOTHING,
    /** Scores that stream in: the cells only. */
    CELLS,
    /** Everything is to be drawn anew. */
    ALL
  }

  /** Whether any of these changed. */
  boolean has(Change... any) {
    return Set.of(any).stream().anyMatch(changes::contains);
  }
}
