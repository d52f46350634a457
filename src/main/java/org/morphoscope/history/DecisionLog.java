package org.morphoscope.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;

/** Every decision of a run, made from what is remembered of its rounds. */
public final class DecisionLog {
  private record Key(MorphKind kind, UnitId unit) {}

  private DecisionLog() {}

  /**
   * {@return the entries in the order of rounds; within a round locks first, then the set as it was
   * taken, then which of two was kept, then settings that were turned, last the undo that took it
   * back}
   *
   * @param rounds in the order they happened, with those that were taken back
   */
  public static List<LogEntry> of(Collection<RoundRecord> rounds) {
    List<LogEntry> entries = new ArrayList<>();
    for (RoundRecord record : rounds) {
      addLocks(record, entries);
      if (record.proposal().isPresent() && record.decision().isPresent()) {
        add(record, record.proposal().get(), record.decision().get(), entries);
      }
      record
          .tried()
          .ifPresent(
              both ->
                  entries.add(
                      LogEntry.of(
                          record.round(),
                          record.decision().map(DecisionLog::by).orElse("policy"),
                          "tried both",
                          "",
                          record.abandoned() ? "undone: " + both.told() : both.told())));
      for (GrowthEvent.Adjusted event : record.adjusted()) {
        String turned = Adjustment.told(event) + ' ' + Adjustment.since(event);
        entries.add(
            LogEntry.ofPerson(
                record.round(),
                "adjusted",
                "",
                record.abandoned() ? "undone: " + turned : turned + ", by " + event.who()));
      }
      for (int undone : record.undone()) {
        entries.add(
            LogEntry.ofPerson(undone, "undone", "", "back to the end of round " + (undone - 1)));
      }
    }
    return entries;
  }

  private static void addLocks(RoundRecord record, List<LogEntry> entries) {
    Architecture net = record.architecture();
    Set<Integer> before = record.lockChanges().get(0);
    for (Set<Integer> after : record.lockChanges()) {
      for (int group = 0; group < net.channels().size(); group++) {
        if (after.contains(group) != before.contains(group)) {
          entries.add(
              LogEntry.ofPerson(
                  record.round(),
                  after.contains(group) ? "locked" : "unlocked",
                  net.groupName(group),
                  ""));
        }
      }
      before = after;
    }
  }

  private static void add(
      RoundRecord record, Proposal proposal, Decision decision, List<LogEntry> entries) {
    Map<Integer, String> words = new LinkedHashMap<>();
    decision.other().ifPresent(set -> set.forEach(c -> words.put(c, "in the other set")));
    decision.apply().forEach(c -> words.put(c, "in the set"));
    decision.approved().forEach(c -> words.put(c, "approved"));
    decision.vetoed().forEach(c -> words.put(c, "vetoed"));
    decision.deferred().forEach(c -> words.put(c, "deferred"));
    Set<Key> applied = applied(record);
    double predicted = Double.NaN;
    double measured = Double.NaN;
    for (GrowthEvent.Measured event : record.measured()) {
      predicted = event.predictedDelta();
      measured = event.measuredDelta();
    }
    Architecture net = record.architecture();
    for (Map.Entry<Integer, String> word : words.entrySet()) {
      Candidate c = proposal.candidates().get(word.getKey());
      int width = net.channels().get(c.unit().group()).size();
      boolean wanted =
          decision.apply().contains(c.index()) || decision.second().apply().contains(c.index());
      String channel =
          c.unit().channel() >= width
              ? "#" + (c.unit().channel() - width)
              : Integer.toString(c.unit().channel());
      entries.add(
          new LogEntry(
              record.round(),
              by(decision),
              word.getValue(),
              c.kind().word(),
              net.groupName(c.unit().group()),
              channel,
              c.delta(),
              c.error(),
              c.parameterChange(),
              outcome(record, wanted, applied.contains(new Key(c.kind(), c.unit()))),
              predicted,
              measured));
    }
  }

  private static String by(Decision decision) {
    return decision.by().name().toLowerCase(Locale.ROOT);
  }

  private static Set<Key> applied(RoundRecord record) {
    Set<Key> keys = new HashSet<>();
    record
        .applied()
        .ifPresent(
            applied -> applied.morphisms().forEach(m -> keys.add(new Key(m.kind(), m.unit()))));
    return keys;
  }

  private static String outcome(RoundRecord record, boolean wanted, boolean applied) {
    if (!wanted) {
      return "left out";
    }
    if (record.abandoned()) {
      return "undone";
    }
    if (record.applied().isEmpty()) {
      return "pending";
    }
    return applied ? "applied" : "taken back";
  }
}
