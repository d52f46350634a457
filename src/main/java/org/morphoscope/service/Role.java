package org.morphoscope.service;

/** What somebody may do with runs; each role may do what those before it may. */
public enum Role {
  /** See runs and fetch what they made. */
  WATCH,
  /** Take the lead of a run: answer its questions, lock, pause, go on, stop. */
  DECIDE,
  /** Start, resume, undo. */
  OWN;

  /** Whether this role includes another. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
