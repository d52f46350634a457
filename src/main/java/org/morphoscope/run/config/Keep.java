package org.morphoscope.run.config;

/** Which of a run's nets stay on the disk. Figures, events and lineage stay of every round. */
public enum Keep {
  /** That of every round and of every tail: growth can go back to any of them. */
  ALL,
  /** That of the last complete round, and that behind its tail. */
  LAST
}
