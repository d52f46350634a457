package org.morphoscope.run;

/**
 * Answers proposals. May block: it is called on a thread of its own, which the engine's thread
 * waits for.
 */
@FunctionalInterface
public interface Decider {

  /**
   * {@return the answer}
   *
   * @param proposal of the round, with its joint model
   * @throws InterruptedException when the run is stopped while the answer is awaited
   */
  Decision decide(Proposal proposal) throws InterruptedException;

  /** {@return a decider that takes every proposal as it stands} */
  static Decider automatic() {
    return Decision::accept;
  }
}
