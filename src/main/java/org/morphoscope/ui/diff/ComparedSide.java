package org.morphoscope.ui.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.history.Lineage;
import org.morphoscope.history.Recording;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.CellMark;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.RunSnapshots;

/**
 * One half of the comparison: a moment of a run.
 *
 * @param run the run
 * @param number last event of the moment
 * @param model the run at that moment
 */
record ComparedSide(ComparedRun run, int number, RunModel model) {

  /** A moment that can be chosen. */
  record Choice(int number, String title) {
    @Override
    public String toString() {
      return title;
    }
  }

  static ComparedSide of(ComparedRun run, int number) {
    return new ComparedSide(run, number, run.recording().at(number));
  }

  /** The moments offered: the end of every round, now, and the one that was asked for. */
  static List<Choice> choices(Recording recording, int asked) {
    List<Choice> choices = new ArrayList<>();
    boolean has = false;
    List<Recording.Entry> entries = recording.entries();
    for (Recording.Entry entry : entries) {
      if (entry.endsRound()) {
        int round = entry.round();
        choices.add(
            new Choice(entry.number(), round == 0 ? "seed, trained" : "end of round " + round));
        has |= entry.number() == asked;
      }
    }
    int last = entries.get(entries.size() - 1).number();
    choices.add(new Choice(last, "now"));
    if (!has && asked != last) {
      Recording.Entry entry = entries.get(recording.index(asked));
      String into = Formats.duration(entry.seconds()) + " into the run";
      choices.add(0, new Choice(asked, "round " + entry.round() + ", " + into));
    }
    return choices;
  }

  RunSnapshot moment(Map<UnitId, CellMark> marks, int[] targetWidths) {
    RunSnapshot plain = RunSnapshots.at(model).orElseThrow();
    return new RunSnapshot(
        plain.round(),
        false,
        plain.architecture(),
        plain.scores(),
        plain.stale(),
        plain.samples(),
        plain.totalSamples(),
        marks,
        Map.of(),
        plain.locked(),
        targetWidths,
        plain.quantity());
  }

  String runId() {
    return model.run().orElseThrow().runId();
  }

  /** What the last finished round measured. */
  Optional<RoundSummary> summary() {
    return model.rounds().stream()
        .map(RoundRecord::summary)
        .flatMap(Optional::stream)
        .reduce((earlier, later) -> later);
  }

  /** Lineage of all of the run, so that channels born in between are known. */
  Lineage lineage() {
    List<Recording.Entry> entries = run.recording().entries();
    return Lineage.of(run.recording().at(entries.get(entries.size() - 1).number()));
  }
}
