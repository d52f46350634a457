package org.morphoscope.service;

/** What somebody may do with runs; each role may do what those before it may. */
public enum Role {
  /** See runs and fetch what they made. */
  WATCH,
  /** Take the lead of a run: answer its questions, lock, pause, go on, stop. */
  DECIDE,
  /** Start, resume, undo. */
  OWN;

  /**
   * {@return whether this role may do all that another may}
   *
   * @param other the role that is asked for
   */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
