package org.morphoscope.run;

/** Why a run ended. */
public enum EndReason {
  /** All rounds are done. */
  ROUNDS_DONE,
  /** A budget of parameters or multiply-accumulates is reached. */
  BUDGET_REACHED,
  /** A person stopped it. */
  STOPPED,
  /** Something went wrong; the message says what. */
  FAILED
}
