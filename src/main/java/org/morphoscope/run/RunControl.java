package org.morphoscope.run;

import java.util.Set;

/**
 * Steers a run from any thread, wherever it computes. No call waits for the engine: it looks once
 * per batch.
 */
public interface RunControl {

  /** Pauses at the next batch. */
  void pause();

  /** Goes on. */
  void resume();

  /** Goes on to the end of the current round and pauses there. */
  void stepRound();

  /** Ends the run at the next batch, releasing it when it waits for a decision or is paused. */
  void stop();

  /**
   * Leaves these width groups as they are from the next proposal on: none of their channels is
   * split or pruned, and none is added.
   *
   * @param groups all that are to be locked; a group that is not among them is unlocked
   */
  void setLocked(Set<Integer> groups);

  /**
   * Turns a setting of the run. The change counts from the next safe point on, is told as an event
   * and undone with its round; a later one of the same setting that comes before that point takes
   * its place.
   *
   * @param wanted the setting and its new value
   * @throws IllegalArgumentException in one sentence when the run has no such setting, or cannot be
   *     asked now
   */
  void adjust(Adjustment wanted);

  /** {@return the width groups that are to be left as they are} */
  Set<Integer> locked();

  /** {@return whether a pause was asked for and the run was not told to go on since} */
  boolean isPaused();
}
