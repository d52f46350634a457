package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.morphoscope.history.Choice;
import org.morphoscope.history.RunHistory;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent.Applied;
import org.morphoscope.run.GrowthEvent.Measured;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Texts;

/** What was proposed, decided, applied and measured in every round, in sentences. */
public final class DecisionSentences {
  private final RunHistory run;

  /**
   * @param run whose rounds are told
   */
  public DecisionSentences(RunHistory run) {
    this.run = run;
  }

  /**
   * {@return sentences of a round; empty for rounds in which nothing was scored}
   *
   * @param round number of the round, 0 for the training of the seed net
   */
  public List<String> of(int round) {
    List<String> lines = new ArrayList<>();
    Choice choice = run.choices().get(round);
    if (choice == null) {
      return lines;
    }
    lines.add(proposed(choice));
    run.decision(round).ifPresent(decision -> lines.add(decided(decision, choice)));
    for (Applied applied : run.applied(round)) {
      lines.add(
          applied.morphisms().isEmpty()
              ? "Taken back: the net stays as it was."
              : "Applied: " + units(applied, choice) + ".");
    }
    for (Measured measured : run.measurements().getOrDefault(round, List.of())) {
      lines.add(measured(measured));
    }
    run.tried(round).ifPresent(both -> lines.add("Tried both: " + both.told() + "."));
    Optional<RoundSummary> summary =
        run.rounds().stream().filter(s -> s.round() == round).findFirst();
    summary.ifPresent(s -> lines.add(finished(s)));
    return lines;
  }

  private static String proposed(Choice choice) {
    List<Candidate> set = choice.proposed().stream().map(choice.candidates()::get).toList();
    return text(
        "Proposed after scoring %,d images: %s of %,d candidates, %+,d parameters, predicted gain"
            + " %.4f nats (lambda %.3g nats per parameter).",
        choice.samples(),
        set.isEmpty() ? "none" : counts(set),
        choice.candidates().size(),
        choice.parameterChange(),
        0 - choice.predictedDelta(),
        choice.lambda());
  }

  private static String counts(List<Candidate> set) {
    Map<MorphKind, Long> counts =
        set.stream()
            .collect(Collectors.groupingBy(Candidate::kind, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(entry -> Kinds.count(entry.getValue(), entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String decided(Decision decision, Choice choice) {
    String who =
        switch (decision.by()) {
          case POLICY -> "by the policy";
          case PERSON -> "by a person";
          case COUNTDOWN -> "when the countdown ended";
        };
    StringBuilder line = new StringBuilder("Decided ").append(who);
    line.append(
        decision.apply().equals(choice.proposed())
            ? ": as proposed"
            : ": " + decision.apply().size() + " to apply");
    more(line, "approved", decision.approved(), choice);
    more(line, "vetoed", decision.vetoed(), choice);
    more(line, "deferred", decision.deferred(), choice);
    decision
        .other()
        .ifPresent(
            other ->
                line.append("; tried beside another set of ")
                    .append(other.size())
                    .append(other.size() == 1 ? " change" : " changes"));
    return line.append('.').toString();
  }

  private static void more(StringBuilder line, String what, List<Integer> set, Choice choice) {
    if (!set.isEmpty()) {
      line.append("; ").append(what).append(": ");
      line.append(
          set.stream()
              .map(choice.candidates()::get)
              .map(
                  c ->
                      Kinds.name(c.kind())
                          + " "
                          + choice.scored().spec().leaders().get(c.unit().group()).id()
                          + "/"
                          + c.unit().channel())
              .collect(Collectors.joining(", ")));
    }
  }

  private static String units(Applied applied, Choice choice) {
    Map<String, List<String>> byPlace = new LinkedHashMap<>();
    applied.morphisms().stream()
        .sorted(Comparator.comparing(AppliedMorphism::kind).thenComparing(AppliedMorphism::unit))
        .forEach(
            m ->
                byPlace
                    .computeIfAbsent(
                        Kinds.name(m.kind())
                            + " "
                            + choice.scored().spec().leaders().get(m.unit().group()).id(),
                        key -> new ArrayList<>())
                    .add(Integer.toString(m.unit().channel())));
    return byPlace.entrySet().stream()
        .map(entry -> entry.getKey() + " channel " + String.join(", ", entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String measured(Measured m) {
    return text(
        "Measured: predicted gain %.4f, on the scored images %.4f, held-out %.4f \u00b1 %.4f nats%s.",
        0 - m.predictedDelta(),
        0 - m.measuredDelta(),
        0 - m.heldOutDelta(),
        m.heldOutError(),
        m.contradicted() ? "; this contradicts the prediction" : "");
  }

  private static String finished(RoundSummary s) {
    return text(
        "Round %s: widths %s, %,d parameters, validation loss %.4f \u00b1 %.4f nats, accuracy %.1f %%.",
        s.outcome().name().toLowerCase(Locale.ROOT),
        RunTables.widths(s),
        s.parameters(),
        s.validationLoss(),
        s.validationLossError(),
        100 * s.validationAccuracy());
  }

  private static String text(String format, Object... values) {
    return Texts.of(format, values);
  }
}
