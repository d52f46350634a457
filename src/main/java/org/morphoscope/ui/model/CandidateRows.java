package org.morphoscope.ui.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.growth.Architecture;
import org.morphoscope.growth.GrowthEvent;
import org.morphoscope.growth.LayerScores;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.net.UnitId;
import org.morphoscope.score.Candidates;

/** Makes and refreshes the lines of the table from a moment. */
public final class CandidateRows {
  private Architecture architecture;
  private List<CandidateRow> rows = List.of();

  /** The lines, in the order of the joint model; the list is replaced when the net changes. */
  public List<CandidateRow> rows() {
    return rows;
  }

  /**
   * Brings the lines up to date.
   *
   * @return whether they were replaced
   */
  public boolean update(Moment moment) {
    boolean replaced = architecture != moment.architecture();
    if (replaced) {
      architecture = moment.architecture();
      rows = build(architecture.spec());
    }
    for (CandidateRow row : rows) {
      UnitId unit = row.key().unit();
      boolean split = row.key().kind() == MorphKind.SPLIT;
      if (!moment.scores().isEmpty()) {
        LayerScores scores = moment.scores().get(unit.layer());
        row.deltaProperty()
            .set((split ? scores.splitDelta() : scores.pruneDelta())[unit.channel()]);
        row.errorProperty()
            .set((split ? scores.splitError() : scores.pruneError())[unit.channel()]);
      }
      row.stateProperty().set(state(moment.marks(), unit, split));
    }
    return replaced;
  }

  public void clear() {
    architecture = null;
    rows = List.of();
  }

  /** Sharpens the states with the marks of the person, which know split from prune. */
  public void update(WhatIf whatIf) {
    for (CandidateRow row : rows) {
      boolean chosen = whatIf.current().selected().contains(row.index());
      CandidateRow.State state =
          whatIf
              .mark(row.index())
              .map(
                  mark ->
                      switch (mark) {
                        case APPROVED -> CandidateRow.State.APPROVED;
                        case VETOED -> CandidateRow.State.VETOED;
                        case DEFERRED -> CandidateRow.State.DEFERRED;
                      })
              .orElse(chosen ? CandidateRow.State.CHOSEN : CandidateRow.State.OPEN);
      row.stateProperty().set(state);
    }
  }

  /** Replaces what was chosen by what became of it, once the round has grown the network. */
  public void update(RoundRecord record) {
    if (record.applied().isEmpty()) {
      return;
    }
    Set<CandidateKey> applied = new HashSet<>();
    for (GrowthEvent.AppliedMorphism morphism : record.applied().get().morphisms()) {
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

  private static CandidateRow.State state(Map<UnitId, CellMark> marks, UnitId unit, boolean split) {
    CellMark mark = marks.get(unit);
    if (mark == null) {
      return CandidateRow.State.OPEN;
    }
    return switch (mark) {
      case SPLIT -> split ? CandidateRow.State.CHOSEN : CandidateRow.State.OPEN;
      case PRUNE -> split ? CandidateRow.State.OPEN : CandidateRow.State.CHOSEN;
      case APPROVED_SPLIT -> split ? CandidateRow.State.APPROVED : CandidateRow.State.OPEN;
      case APPROVED_PRUNE -> split ? CandidateRow.State.OPEN : CandidateRow.State.APPROVED;
      case VETOED -> split ? CandidateRow.State.VETOED : CandidateRow.State.OPEN;
      case DEFERRED -> split ? CandidateRow.State.DEFERRED : CandidateRow.State.OPEN;
    };
  }

  private static List<CandidateRow> build(NetworkSpec spec) {
    Candidates candidates = new Candidates(spec);
    long[] grow = changes(spec, 1);
    long[] shrink = changes(spec, -1);
    List<CandidateRow> made = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      MorphKind kind = candidates.kind(i);
      UnitId unit = candidates.unit(i);
      long change = (kind == MorphKind.SPLIT ? grow : shrink)[unit.layer()];
      made.add(
          new CandidateRow(i, new CandidateKey(kind, unit), spec.layer(unit.layer()).id(), change));
    }
    return made;
  }

  private static long[] changes(NetworkSpec spec, int step) {
    long[] changes = new long[spec.layers().size()];
    for (int layer = 0; layer < changes.length; layer++) {
      int[] widths = spec.widths();
      widths[layer] += step;
      changes[layer] = widths[layer] < 1 ? 0 : Resources.parameterChange(spec, widths);
    }
    return changes;
  }
}
