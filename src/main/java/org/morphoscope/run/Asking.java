package org.morphoscope.run;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a person is asked about the proposals of a run, as seen from where the person is: who
 * decides, the open question and its countdown. The question itself lives with the engine ({@link
 * AskingDecider}), in this process or elsewhere. No call waits for the engine.
 */
public interface Asking {

  /** How long to wait for a person. */
  enum Mode {
    /** Not at all: the proposal stands. */
    AUTOMATIC,
    /** Until there is an answer. */
    ASK,
    /** Until there is an answer or the time is up; then the proposal stands. */
    COUNTDOWN
  }

  /**
   * Answers a question.
   *
   * @param asked the proposal that the answer is about, as {@link #pending} gave it
   * @param decision the answer
   * @return whether its question was open, as far as is known here; false too when it was answered,
   *     or decided by the policy or the countdown, meanwhile. Where the engine is elsewhere, it may
   *     still refuse the answer; whoever listens to the run is told so
   * @throws IllegalArgumentException in one sentence when the answer does not fit the proposal; the
   *     question stays open
   */
  boolean offer(Proposal asked, Decision decision);

  /** {@return the open question; empty when nobody is asked} */
  Optional<Proposal> pending();

  /** Stops the countdown of the open question: the person is looking at it. */
  void hold();

  /**
   * Changes who decides; a countdown that runs begins anew.
   *
   * @param changed how long to wait from now on
   */
  void setMode(Mode changed);

  /**
   * Changes who decides; a countdown that runs begins anew.
   *
   * @param changed how long to wait from now on
   * @param seconds length of the countdown, at least 0
   */
  void setMode(Mode changed, double seconds);

  /** {@return how long a person is waited for} */
  Mode mode();

  /** {@return the length of the countdown, in seconds} */
  double seconds();

  /** {@return the rest of the countdown, in seconds; empty when none runs} */
  OptionalDouble secondsLeft();
}
