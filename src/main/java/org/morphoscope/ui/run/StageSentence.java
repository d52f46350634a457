package org.morphoscope.ui.run;

import java.util.List;
import java.util.Optional;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;
import org.morphoscope.run.Proposal;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.ChosenSet;
import org.morphoscope.ui.model.Promise;
import org.morphoscope.ui.model.WhatIf;

/** What happens at a moment of a run, in one sentence for the back row of a lecture hall. */
public final class StageSentence {
  private StageSentence() {}

  /**
   * {@return a sentence about the moment that a model stands at}
   *
   * @param run the run up to that moment
   * @param open the decision that waits for a person; empty where none does
   */
  public static String of(RunModel run, Optional<WhatIf> open) {
    if (run.architecture().isEmpty()) {
      return run.ended().map(GrowthEvent.RunEnded::message).orElse("Nothing grows yet.");
    }
    if (open.isPresent()) {
      return "Your decision: " + set(open.get().set(), open.get().set().set()) + ".";
    }
    Optional<Phase> active = run.phases().active();
    if (active.isPresent()) {
      return during(run, active.get());
    }
    if (run.ended().isPresent()) {
      return finished(run);
    }
    return last(run)
        .flatMap(RoundRecord::summary)
        .map(
            round ->
                Texts.of(
                    "Round %d is done: validation loss %s with %s.",
                    round.round(),
                    Formats.loss(round.validationLoss()),
                    Formats.plural(round.parameters(), "parameter")))
        .orElse("The network is being made ready.");
  }

  private static String during(RunModel run, Phase phase) {
    return switch (phase) {
      case TRAIN ->
          run.round() == 0
              ? "The small seed network is trained" + loss(run) + "."
              : promise(run) + "The grown network is trained on" + loss(run) + ".";
      case TAIL -> "The finished network is trained to the end" + loss(run) + ".";
      case REFRESH -> "The network looks at its images once more before it is judged.";
      case LEARN -> "Every channel learns how it would best split in two.";
      case SCORE -> "Every channel is asked: what would a split bring, what would removal cost?";
      case PROPOSE -> "The best set of changes is put together.";
      case DECIDE ->
          proposed(run).map(text -> "Proposed: " + text + ".").orElse("A decision waits.");
      case APPLY -> proposed(run).map(text -> "It grows: " + text + ".").orElse("It grows.");
      case MEASURE -> measured(run);
      case EVALUATE -> "How good is it now? The loss is measured on images it was not trained on.";
    };
  }

  private static String loss(RunModel run) {
    double loss = run.phases().loss();
    return Double.isNaN(loss) ? "" : ": loss " + Formats.loss(loss);
  }

  private static Optional<RoundRecord> last(RunModel run) {
    List<RoundRecord> rounds = run.history();
    return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get(rounds.size() - 1));
  }

  private static Optional<String> proposed(RunModel run) {
    return run.proposal().map(proposal -> set(ChosenSet.proposed(proposal), proposal.selected()));
  }

  /** Numbers of morphisms, what they promise and what they cost. */
  private static String set(ChosenSet set, List<Integer> chosen) {
    Proposal proposal = set.proposal();
    StringBuilder text = new StringBuilder();
    count(text, proposal, chosen, MorphKind.SPLIT, "split");
    count(text, proposal, chosen, MorphKind.PRUNE, "prune");
    count(text, proposal, chosen, MorphKind.NEW_NEURON, "new neuron");
    if (text.length() == 0) {
      return "nothing is to change";
    }
    return text.append(", loss ").append(Formats.delta(set.predictedDelta())).toString();
  }

  private static void count(
      StringBuilder text, Proposal proposal, List<Integer> chosen, MorphKind kind, String noun) {
    long number = chosen.stream().filter(c -> proposal.candidates().get(c).kind() == kind).count();
    if (number > 0) {
      text.append(text.length() == 0 ? "" : ", ").append(Formats.plural(number, noun));
    }
  }

  private static String measured(RunModel run) {
    String promise = promise(run);
    return promise.isEmpty()
        ? "Was the prediction right? The change of the loss is measured."
        : promise.strip();
  }

  /** What the set of this round was to bring, and brought; empty before it was measured. */
  private static String promise(RunModel run) {
    return last(run)
        .flatMap(Promise::of)
        .map(
            promise ->
                Texts.of(
                    "Predicted %s, measured %s. ",
                    Formats.delta(promise.predicted()), Formats.delta(promise.measured())))
        .orElse("");
  }

  private static String finished(RunModel run) {
    return last(run)
        .flatMap(round -> round.tail().or(round::summary))
        .map(
            round ->
                Texts.of(
                    "Done: validation loss %s with %s.",
                    Formats.loss(round.validationLoss()),
                    Formats.plural(round.parameters(), "parameter")))
        .orElseGet(() -> run.ended().map(GrowthEvent.RunEnded::message).orElse("Done."));
  }
}
