package org.morphoscope.ui.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.LayerScores;
import org.morphoscope.selection.Candidates;

/** Makes and refreshes the lines of the table from a moment. */
public final class CandidateRows {
  private Architecture architecture;
  private int newPerGroup;
  private List<CandidateRow> rows = List.of();

  /**
   * {@return the lines, in the order of the joint model; the list is replaced when the net changes}
   */
  public List<CandidateRow> rows() {
    return rows;
  }

  /**
   * Brings the lines up to date.
   *
   * @param moment net and scores
   * @return whether they were replaced
   */
  public boolean update(RunSnapshot moment) {
    boolean replaced = architecture != moment.architecture() || newPerGroup != moment.newPerGroup();
    if (replaced) {
      architecture = moment.architecture();
      newPerGroup = moment.newPerGroup();
      rows = build(moment);
    }
    for (CandidateRow row : rows) {
      UnitId unit = row.key().unit();
      if (!moment.scores().isEmpty()) {
        LayerScores scores = moment.scores().get(unit.group());
        switch (row.key().kind()) {
          case SPLIT -> row.score(scores.splitDelta(), scores.splitError(), unit.channel());
          case PRUNE -> row.score(scores.pruneDelta(), scores.pruneError(), unit.channel());
          case NEW_NEURON -> row.score(scores.newDelta(), scores.newError(), row.number());
        }
      }
      CandidateRow.State unmarked =
          moment.locked().contains(unit.group())
              ? CandidateRow.State.LOCKED
              : CandidateRow.State.OPEN;
      row.stateProperty().set(moment.states().getOrDefault(row.key(), unmarked));
    }
    return replaced;
  }

  /** Takes all lines away, as before the first net. */
  public void clear() {
    architecture = null;
    rows = List.of();
  }

  /**
   * Replaces what was chosen by what became of it, once the round has grown the network.
   *
   * @param record of a round; nothing happens before it has grown
   */
  public void update(RoundRecord record) {
    if (record.applied().isEmpty()) {
      return;
    }
    Set<CandidateKey> applied = new HashSet<>();
    for (AppliedMorphism morphism : record.applied().get().morphisms()) {
      applied.add(new CandidateKey(morphism.kind(), morphism.unit()));
    }
    for (CandidateRow row : rows) {
      if (applied.contains(row.key())) {
        row.stateProperty().set(CandidateRow.State.APPLIED);
      } else if (row.state() == CandidateRow.State.CHOSEN
          || row.state() == CandidateRow.State.APPROVED) {
        row.stateProperty().set(CandidateRow.State.TAKEN_BACK);
      }
    }
  }

  private static List<CandidateRow> build(RunSnapshot moment) {
    NetworkSpec spec = moment.architecture().spec();
    Candidates candidates = new Candidates(spec, moment.newPerGroup());
    long[] grow = changes(spec, 1);
    long[] shrink = changes(spec, -1);
    int[] widths = spec.widths();
    List<CandidateRow> made = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      MorphKind kind = candidates.kind(i);
      UnitId unit = candidates.unit(i);
      long change = (kind.widthChange() > 0 ? grow : shrink)[unit.group()];
      int number =
          kind == MorphKind.NEW_NEURON ? unit.channel() - widths[unit.group()] : unit.channel();
      made.add(
          new CandidateRow(
              i, new CandidateKey(kind, unit), moment.groupName(unit.group()), number, change));
    }
    return made;
  }

  private static long[] changes(NetworkSpec spec, int step) {
    ResourceModel model = ResourceModel.of(spec, Resource.PARAMETERS);
    int[] widths = spec.widths();
    long[] changes = new long[widths.length];
    for (int group = 0; group < changes.length; group++) {
      changes[group] = widths[group] + step < 1 ? 0 : model.change(widths, group, step);
    }
    return changes;
  }
}
