package org.morphoscope.ui.shell.interactor;

import org.morphoscope.ui.frame.StageLine;
import org.morphoscope.ui.run.StageSentence;

/** The sentence of the stage mode; it changes at most twice a second, so that it can be read. */
public final class StageInteractor implements Interactor {
  private static final long PERIOD_NANOS = 500_000_000L;

  private final StageLine view;
  private final ShownMoment shown;
  private long shownAt;

  /**
   * Drives the sentence of the stage mode.
   *
   * @param view the sentence
   * @param shown what is on show
   */
  public StageInteractor(StageLine view, ShownMoment shown) {
    this.view = view;
    this.shown = shown;
    view.visibleProperty().addListener(o -> refresh());
  }

  @Override
  public void show(Frame frame) {
    boolean due = frame.now() - shownAt > PERIOD_NANOS || frame.changes().isEmpty();
    if (view.isVisible() && due) {
      shownAt = frame.now();
      refresh();
    }
  }

  private void refresh() {
    view.setText(StageSentence.of(shown.viewed(), shown.decision()));
  }
}
