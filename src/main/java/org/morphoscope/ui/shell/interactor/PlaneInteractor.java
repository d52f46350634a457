package org.morphoscope.ui.shell.interactor;

import java.util.Optional;
import java.util.function.Supplier;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.ui.chart.PlaneWindow;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.ChosenSet;
import org.morphoscope.ui.model.DecisionPlane;
import org.morphoscope.ui.model.WhatIf;

/** The decision as a plane, in a window that is made when it is asked for. */
public final class PlaneInteractor implements Interactor {
  private final Supplier<PlaneWindow> maker;
  private final ShownMoment shown;
  private Optional<PlaneWindow> window = Optional.empty();
  private Theme theme = Theme.LIGHT;

  /**
   * @param maker makes the window
   * @param shown what is on show
   */
  public PlaneInteractor(Supplier<PlaneWindow> maker, ShownMoment shown) {
    this.maker = maker;
    this.shown = shown;
  }

  /** Opens the window, or brings it to the front. */
  public void open() {
    if (window.isEmpty()) {
      window = Optional.of(maker.get());
    }
    window.get().open();
    window.get().setTheme(theme);
    show(window.get());
  }

  /**
   * Draws in the colours of a theme.
   *
   * @param now light or dark
   */
  public void setTheme(Theme now) {
    theme = now;
    window.ifPresent(open -> open.setTheme(now));
  }

  @Override
  public void show(Frame frame) {
    if (frame.chart() || frame.picture() == Frame.Picture.ALL) {
      window.filter(PlaneWindow::isOpen).ifPresent(this::show);
    }
  }

  private void show(PlaneWindow open) {
    // as the table: behind a growth the scored channels are others than those on show
    boolean linked = shown.snapshot().map(moment -> !moment.stale()).orElse(false);
    open.show(plane(), linked);
  }

  /** The set under decision; else the one of the round on show, or of the last one up to now. */
  private Optional<DecisionPlane> plane() {
    return shown
        .decision()
        .map(WhatIf::set)
        .or(() -> shown.round().or(this::last).flatMap(PlaneInteractor::decided))
        .map(set -> DecisionPlane.of(set, shown.otherShare()));
  }

  private Optional<RoundRecord> last() {
    return shown.viewed().rounds().stream()
        .filter(record -> record.proposal().isPresent())
        .reduce((earlier, later) -> later);
  }

  private static Optional<ChosenSet> decided(RoundRecord record) {
    return record
        .proposal()
        .map(
            proposal ->
                new ChosenSet(
                    proposal,
                    record.taken().map(d -> d.apply()).orElse(proposal.selected()),
                    record.measured().stream()
                        .skip(
                            record
                                .tried()
                                .map(
                                    both ->
                                        record.measured().size()
                                            - (long) both.kept().measurements())
                                .orElse(0L))
                        .findFirst()
                        .map(m -> m.predictedDelta())
                        .orElse(proposal.predictedDelta()),
                    proposal.lambda(),
                    false));
  }
}
