package org.morphoscope.run;

/**
 * Answers proposals. May block: it is called on a thread of its own, which the engine's thread
 * waits for.
 */
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
