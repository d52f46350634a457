package org.morphoscope.study.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.RoundSummary;

/**
 * A run as its folder tells it.
 *
 * @param run what was planned
 * @param folder where it is, or is to be
 * @param state how far it is
 * @param rounds all complete rounds
 * @param net the net after the last of them
 */
public record RunResult(
    ComparisonPlan.Planned run,
    Path folder,
    State state,
    List<RoundSummary> rounds,
    Optional<NetworkSpec> net) {
  /** How far a run is. */
  public enum State {
    /** Its folder is not there. */
    MISSING,
    /** It was begun and can be resumed. */
    BEGUN,
    /** It ended with an error, or without a round. */
    FAILED,
    /** It has all its rounds. */
    DONE
  }

  /**
   * Copies the list.
   *
   * @param run what was planned
   * @param folder where it is, or is to be
   * @param state how far it is
   * @param rounds all complete rounds
   * @param net the net after the last of them
   */
  public RunResult {
    rounds = List.copyOf(rounds);
  }

  /** The same result for another entry that leads to the same run. */
  RunResult as(ComparisonPlan.Planned other) {
    return new RunResult(other, folder, state, rounds, net);
  }

  boolean done() {
    return state == State.DONE;
  }

  /** The last round of a run that is done. */
  RoundSummary last() {
    return rounds.get(rounds.size() - 1);
  }

  double secondsTraining() {
    return rounds.stream().mapToDouble(RoundSummary::secondsTraining).sum();
  }

  double secondsScoring() {
    return rounds.stream().mapToDouble(RoundSummary::secondsScoring).sum();
  }
}
