package org.morphoscope.ui.shell;

import java.util.Set;
import org.morphoscope.history.Change;
import org.morphoscope.history.Lineage;
import org.morphoscope.ui.graph.GraphView;

/** The network: the moment on show, scores as they stream in, ancestry of channels, locks. */
final class GraphInteractor implements Interactor {
  private final GraphView view;
  private final ShownMoment shown;
  private final LayerLocks locks;

  /**
   * @param export opens the export of the network
   */
  GraphInteractor(GraphView view, ShownMoment shown, LayerLocks locks, Runnable export) {
    this.view = view;
    this.shown = shown;
    this.locks = locks;
    view.setOnLock(group -> locks.toggle(Set.of(group)));
    view.setOnExport(export);
  }

  /** Fits the network into its view. */
  void fit() {
    view.fit();
  }

  /** Locks the layers of the selection, or unlocks them. */
  void toggleLock() {
    locks.toggleSelected();
  }

  @Override
  public void show(Frame frame) {
    switch (frame.picture()) {
      case ALL -> view.show(shown.snapshot());
      case CELLS -> view.showScores(shown.snapshot());
      case NOTHING -> {}
    }
    if (frame.has(Change.RUN, Change.NET)) {
      view.setLineage(Lineage.of(shown.model()));
    }
  }
}
