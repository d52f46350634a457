package org.morphoscope.study.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.morphoscope.run.Compute;
import org.morphoscope.run.RoundSummary;

/**
 * A run as its folder or the table that was written of it tells it.
 *
 * @param run what was planned
 * @param folder where it is, was or is to be
 * @param state how far it is
 * @param rounds all complete rounds, the last one behind its tail if it has one
 * @param tails rounds before the last one behind tails of their own
 * @param epochs that the net was trained, the tail included; empty where nobody wrote them down
 * @param trainImages of the training part; empty where nobody wrote them down
 */
public record RunResult(
    ComparisonPlan.Planned run,
    Path folder,
    State state,
    List<RoundSummary> rounds,
    List<RoundSummary> tails,
    OptionalInt epochs,
    OptionalInt trainImages) {
  /** How far a run is. */
  public enum State {
    /** There is no folder. */
    MISSING,
    /** The run goes on, or was stopped or killed. */
    BEGUN,
    /** The run ended with an error. */
    FAILED,
    /** The run came to its end. */
    DONE
  }

  /**
   * Copies the lists.
   *
   * @param run what was planned
   * @param folder where it is, was or is to be
   * @param state how far it is
   * @param rounds all complete rounds, the last one behind its tail if it has one
   * @param tails rounds before the last one behind tails of their own
   * @param epochs that the net was trained, the tail included; empty where nobody wrote them down
   * @param trainImages of the training part; empty where nobody wrote them down
   */
  public RunResult {
    rounds = List.copyOf(rounds);
    tails = List.copyOf(tails);
  }

  /** The same result for another entry that leads to the same run. */
  RunResult as(ComparisonPlan.Planned other) {
    return new RunResult(other, folder, state, rounds, tails, epochs, trainImages);
  }

  /** {@return whether the run came to its end} */
  public boolean done() {
    return state == State.DONE;
  }

  /** The last round of a run that is done. */
  RoundSummary last() {
    return rounds.get(rounds.size() - 1);
  }

  /**
   * Nets of growing size: those behind tails of their own and the finished one if rounds had such
   * tails, else the rounds as growth went on from them and the finished net.
   */
  List<RoundSummary> curve() {
    if (tails.isEmpty() || rounds.isEmpty()) {
      return rounds;
    }
    List<RoundSummary> curve = new ArrayList<>(tails);
    if (done()) {
      curve.add(last());
    }
    return curve;
  }

  /** Widths of the finished net. */
  int[] widths() {
    return last().widths().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Arithmetic of a run that is done; nothing in runs from before it was counted. */
  Compute compute() {
    return last().compute().orElse(Compute.NONE);
  }

  double secondsTraining() {
    return rounds.stream().mapToDouble(RoundSummary::secondsTraining).sum();
  }

  double secondsScoring() {
    return rounds.stream().mapToDouble(RoundSummary::secondsScoring).sum();
  }
}
