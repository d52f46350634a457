package org.morphoscope.ui.shell.interactor;

import java.util.List;
import org.morphoscope.history.Change;
import org.morphoscope.history.RunModel;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.frame.StatusBar;
import org.morphoscope.ui.kit.Formats;

/** The line at the bottom: the run's data, and memory once a second. */
public final class StatusInteractor implements Interactor {
  private static final long MEMORY_NANOS = 1_000_000_000L;

  private final StatusBar view;
  private final RunModel model;
  private long memoryShown;

  /**
   * Drives the status bar.
   *
   * @param view the bar
   * @param model the run as it is now
   */
  public StatusInteractor(StatusBar view, RunModel model) {
    this.view = view;
    this.model = model;
  }

  @Override
  public void show(Frame frame) {
    if (frame.has(Change.RUN, Change.ROUND)) {
      model.run().map(StatusInteractor::data).ifPresent(view::setData);
      view.setNotes(
          model
              .run()
              .map(run -> run.dataNotes().stream().map(Names::shown).toList())
              .orElse(List.of()));
    }
    if (frame.now() - memoryShown > MEMORY_NANOS) {
      memoryShown = frame.now();
      view.showMemory(Runtime.getRuntime());
    }
  }

  private static String data(GrowthEvent.RunStarted run) {
    return Texts.of(
        "%s: %s training, %s validation%s images, %d classes",
        run.config().data().name(),
        Formats.count(run.trainImages()),
        Formats.count(run.validationImages()),
        run.testImages() > 0 ? ", " + Formats.count(run.testImages()) + " test" : "",
        run.classNames().size());
  }
}
