package org.morphoscope.growth;

import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.Proposal;

/**
 * Asks a decider on a thread of its own. The engine's thread is free meanwhile to tell of locks as
 * they are set, so that they are on the disk before the answer is.
 */
final class DecisionThread {
  private final Decider decider;
  private final Proposal proposal;
  private final EngineControl control;

  /**
   * Written before {@link EngineControl#answered} and read after {@link EngineControl#awaitAnswer}.
   */
  private Decision answer;

  private Throwable failure;

  DecisionThread(Decider decider, Proposal proposal, EngineControl control) {
    this.decider = decider;
    this.proposal = proposal;
    this.control = control;
  }

  /**
   * Waits for the answer; whatever else the decider throws is thrown here.
   *
   * @param locksChanged called on this thread when locks were set meanwhile; what it throws
   *     interrupts the decider and is thrown here
   * @throws RunStoppedException when the run was stopped while the answer was awaited
   */
  Decision await(Runnable locksChanged) throws RunStoppedException {
    Thread thread = new Thread(this::ask, "morphoscope-decision");
    thread.setDaemon(true);
    control.beginWaiting(thread);
    try {
      while (!control.awaitAnswer()) {
        locksChanged.run();
      }
    } catch (RuntimeException | Error e) {
      // the run ends here and nobody takes an answer any more: the question must not stay open
      thread.interrupt();
      throw e;
    }
    if (failure instanceof InterruptedException) {
      // stop() interrupts a waiting decider; the run ends here
      throw new RunStoppedException();
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
    return answer;
  }

  private void ask() {
    try {
      answer = decider.decide(proposal);
    } catch (InterruptedException | RuntimeException | Error e) {
      failure = e;
    } finally {
      control.answered();
    }
  }
}
