package org.morphoscope.growth;

/** Answers proposals. Called on the engine's thread; may block. */
@FunctionalInterface
public interface Decider {

  /**
   * Decides a round.
   *
   * @throws InterruptedException when the run is stopped while the answer is awaited
   */
  Decision decide(Proposal proposal) throws InterruptedException;

  /** Takes every proposal as it stands. */
  static Decider automatic() {
    return Decision::accept;
  }
}
