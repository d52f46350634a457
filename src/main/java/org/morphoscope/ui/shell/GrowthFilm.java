package org.morphoscope.ui.shell;

import java.util.Optional;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.ui.film.FilmPanel;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.shell.interactor.ShownMoment;

/**
 * Opens the film of the round on show, else of the last one up to the moment on show that grew.
 *
 * @param panel shows it
 * @param shown what is on show
 * @param player what is replayed
 * @param selection whose channels are shown first
 */
record GrowthFilm(FilmPanel panel, ShownMoment shown, Player player, SelectionState selection) {

  /** Whether there was anything to show. */
  boolean open() {
    RunModel run = player.model().orElse(shown.model());
    Optional<RoundRecord> round =
        shown
            .round()
            .or(
                () ->
                    run.rounds().stream()
                        .filter(GrowthFilm::grew)
                        .reduce((earlier, later) -> later));
    return round
        .map(
            record ->
                panel.open(
                    record,
                    run.round(record.round() - 1).flatMap(RoundRecord::summary),
                    selection.units()))
        .orElse(false);
  }

  private static boolean grew(RoundRecord record) {
    return record.changes().stream().anyMatch(change -> !change.morphisms().isEmpty());
  }

  /** Opens or closes it, for the tour. */
  void show(boolean wanted) {
    if (wanted) {
      open();
    } else {
      panel.close();
    }
  }
}
