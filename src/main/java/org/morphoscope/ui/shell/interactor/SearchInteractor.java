package org.morphoscope.ui.shell.interactor;

import java.util.Optional;
import java.util.stream.Collectors;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.search.Hit;
import org.morphoscope.ui.search.SearchIndex;
import org.morphoscope.ui.search.SearchOverlay;

/** Search of layers and channels in the net on show, and of notes about the run. */
public final class SearchInteractor {
  private final SearchOverlay view;
  private final ShownMoment shown;
  private final SelectionState selection;
  private final GraphView graph;
  private final NotesInteractor notes;

  /**
   * @param view driven by this
   * @param shown what is on show
   * @param selection the candidates that are selected
   * @param graph where what was found is brought into view
   * @param notes about the run on show
   */
  public SearchInteractor(
      SearchOverlay view,
      ShownMoment shown,
      SelectionState selection,
      GraphView graph,
      NotesInteractor notes) {
    this.view = view;
    this.shown = shown;
    this.selection = selection;
    this.graph = graph;
    this.notes = notes;
    view.setOnChosen(this::reveal);
  }

  /** Opens the search. */
  public void open() {
    view.open(shown.snapshot().map(moment -> SearchIndex.of(moment, notes.notes())));
  }

  /** Closes the search. */
  public void close() {
    view.close();
  }

  /** Selects what was found and brings it into view. */
  private void reveal(Hit hit) {
    hit.note().ifPresent(notes::reveal);
    Optional<RunSnapshot> moment = shown.snapshot();
    if (moment.isEmpty() || hit.units().isEmpty()) {
      return;
    }
    MorphKind kind = graph.quantityProperty().get().kind();
    selection.select(
        hit.units().stream()
            .map(
                unit ->
                    new CandidateKey(moment.get().isNew(unit) ? MorphKind.NEW_NEURON : kind, unit))
            .collect(Collectors.toSet()));
    UnitId first = hit.units().iterator().next();
    if (hit.whole()) {
      graph.revealLayer(moment.get().architecture().spec().group(first.group()).first());
    } else {
      graph.reveal(first);
    }
  }
}
