package org.morphoscope.ui.shell.interactor;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.session.RunSession;

/** Locks layers of the run that goes on, and chooses the open proposal's set again at once. */
public final class LayerLocks {
  private final RunSession session;
  private final SelectionState selection;
  private final OpenDecision decision;
  private final Consumer<String> hint;

  /**
   * @param session the run that the window shows
   * @param selection the candidates that are selected
   * @param decision the question under way
   * @param hint told what is missing when nothing can be locked
   */
  public LayerLocks(
      RunSession session, SelectionState selection, OpenDecision decision, Consumer<String> hint) {
    this.session = session;
    this.selection = selection;
    this.decision = decision;
    this.hint = hint;
  }

  /** Locks the layers of the selected channels, or unlocks them when all are locked. */
  void toggleSelected() {
    Set<Integer> groups = new HashSet<>();
    for (CandidateKey key : selection.selected()) {
      groups.add(key.unit().group());
    }
    if (groups.isEmpty()) {
      hint.accept("Select a channel or a candidate of the layer that is to be locked.");
    } else {
      toggle(groups);
    }
  }

  /** Locks the width groups, or unlocks them when all are locked. */
  void toggle(Set<Integer> groups) {
    if (session.readOnly().isPresent()) {
      hint.accept(session.readOnly().get());
      return;
    }
    if (!session.isRunning()) {
      hint.accept(
          "Layers can be locked while a run goes on: start one, or undo a round of this one.");
      return;
    }
    Set<Integer> locked = new HashSet<>(session.locked());
    if (locked.containsAll(groups)) {
      locked.removeAll(groups);
    } else {
      locked.addAll(groups);
    }
    session.setLocked(locked);
    decision.setLocked(locked);
  }
}
