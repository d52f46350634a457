package org.morphoscope.ui.shell;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.session.RunSession;

/** Locks layers of the run that goes on, and chooses the open proposal's set again at once. */
final class LayerLocks {
  private final WindowViews views;
  private final RunSession session;
  private final SelectionState selection;
  private final Supplier<Optional<WhatIf>> whatIf;
  private final Runnable reconsidered;

  /**
   * @param whatIf the decision under way
   * @param reconsidered called when its set was chosen again
   */
  LayerLocks(
      WindowViews views,
      RunSession session,
      SelectionState selection,
      Supplier<Optional<WhatIf>> whatIf,
      Runnable reconsidered) {
    this.views = views;
    this.session = session;
    this.selection = selection;
    this.whatIf = whatIf;
    this.reconsidered = reconsidered;
  }

  /** Locks the layers of the selected channels, or unlocks them when all are locked. */
  void toggleSelected() {
    Set<Integer> groups = new HashSet<>();
    for (CandidateKey key : selection.selected()) {
      groups.add(key.unit().group());
    }
    if (groups.isEmpty()) {
      views.banner.info("Select a channel or a candidate of the layer that is to be locked.");
    } else {
      toggle(groups);
    }
  }

  /** Locks the width groups, or unlocks them when all are locked. */
  void toggle(Set<Integer> groups) {
    if (!session.isRunning()) {
      views.banner.info(
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
    if (whatIf.get().isPresent()) {
      session.decider().hold();
      whatIf.get().get().setLocked(locked);
      reconsidered.run();
    }
  }
}
