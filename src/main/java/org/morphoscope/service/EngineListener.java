package org.morphoscope.service;

import org.morphoscope.run.GrowthEvent;

/** Told what an engine of this process does, on its thread. */
interface EngineListener {
  /** The number of events that are not recorded. */
  long NO_NUMBER = RunListener.NO_NUMBER;

  /**
   * The run was opened for writing.
   *
   * @param epoch of {@code epochs.jsonl}
   * @param lines that the record has now and that count
   */
  default void opened(String epoch, long lines) {}

  /**
   * @param number line in {@code events.jsonl}, or {@link #NO_NUMBER}
   */
  void event(long number, GrowthEvent event);
}
