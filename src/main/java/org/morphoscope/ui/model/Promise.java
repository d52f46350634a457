package org.morphoscope.ui.model;

import java.util.Optional;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.run.Decision.Trial;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.text.Texts;

/**
 * What was promised of a set, and what it brought when it was applied, before any training. All are
 * changes of the loss in nats per image: negative where it falls.
 *
 * @param round in which it was applied
 * @param predicted by the joint model, for the whole set
 * @param measured on the images that were scored
 * @param heldOut on images that were neither learned on nor scored
 * @param heldOutError standard error of {@code heldOut}
 * @param contradicted whether the measurement speaks against the prediction beyond doubt, so that
 *     the set was made smaller or taken back
 * @param tried which of two sets stayed, in words; empty where one was decided for
 */
public record Promise(
    int round,
    double predicted,
    double measured,
    double heldOut,
    double heldOutError,
    boolean contradicted,
    String tried) {

  /**
   * {@return the promise of a round; empty before it was measured}
   *
   * @param record of the round; of several tries the last one counts
   */
  public static Optional<Promise> of(RoundRecord record) {
    return record.measured().stream()
        .reduce((earlier, later) -> later)
        .map(
            measured ->
                of(record.round(), measured, record.tried().map(Trial.Both::told).orElse("")));
  }

  private static Promise of(int round, GrowthEvent.Measured measured, String tried) {
    return new Promise(
        round,
        measured.predictedDelta(),
        measured.measuredDelta(),
        measured.heldOutDelta(),
        measured.heldOutError(),
        measured.contradicted(),
        tried);
  }

  /**
   * {@return the latest promise of a run; empty before the first, and while a set is proposed}
   *
   * @param run up to the moment on show
   */
  public static Optional<Promise> latest(RunModel run) {
    return run.proposal().isPresent()
        ? Optional.empty()
        : run.rounds().stream().flatMap(r -> of(r).stream()).reduce((earlier, later) -> later);
  }

  /** {@return whether the promise was kept, and which of two sets stayed, in a sentence each} */
  public String verdict() {
    return tried.isEmpty() ? kept() : kept() + " Tried both: " + tried + ".";
  }

  private String kept() {
    if (contradicted) {
      return "Not kept: the set brought too little, or did harm on held-out images, so it was made"
          + " smaller or taken back.";
    }
    if (predicted >= 0) {
      return measured <= predicted
          ? "Kept: it cost no more than was said."
          : "It cost more than was said.";
    }
    return measured >= 0
        ? "Not kept: the loss did not fall."
        : Texts.of(
            "Before any training, the set brought %.0f %% of what was promised.",
            100 * measured / predicted);
  }
}
