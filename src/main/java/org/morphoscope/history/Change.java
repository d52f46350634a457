package org.morphoscope.history;

/** What a batch of events changed; views look for the ones that concern them. */
public enum Change {
  /** A run began or was replaced. */
  RUN,
  /** Progress of a phase, pause. */
  PHASE,
  /** Scores of the current round. */
  SCORES,
  /** A proposal or a decision. */
  PROPOSAL,
  /** The net. */
  NET,
  /** A finished round or a measurement. */
  ROUND,
  /** The run ended. */
  ENDED
}
