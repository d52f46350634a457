package org.morphoscope.ui.shell;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.morphoscope.service.remote.ServerWish;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.frame.AfterFrames;
import org.morphoscope.ui.frame.Banner;

/** What the window shows first, where it is told so at its start. */
public final class FirstLook {
  private final RunViews views;
  private final RunControls runs;
  private final Comparisons comparisons;
  private final Banner banner;

  FirstLook(RunViews views, RunControls runs, Comparisons comparisons, Banner banner) {
    this.views = views;
    this.runs = runs;
    this.comparisons = comparisons;
    this.banner = banner;
  }

  /**
   * Opens a recorded run at its beginning.
   *
   * @param folder of a recorded run
   */
  public void replay(Path folder) {
    views.player().expectBeginning();
    runs.opens().openRun(folder);
  }

  /**
   * Opens a recorded run at its end, or looks back at a round of it.
   *
   * @param folder of a recorded run
   * @param round to look back at; empty for the end
   * @param compare round to compare that with, in a window of its own; empty for none
   */
  public void open(Path folder, OptionalInt round, OptionalInt compare) {
    // the events of the run come with the next frame: until then the one before is in the model
    Object before = views.model().run().orElse(null);
    runs.opens()
        .openRun(
            folder,
            () ->
                AfterFrames.paintedWhen(
                    () ->
                        views.model().run().filter(run -> run != before).isPresent()
                            && views.isDrawn(),
                    () -> look(round, compare)));
  }

  private void look(OptionalInt round, OptionalInt compare) {
    if (isThere(round)) {
      round.ifPresent(views.timeline()::look);
    }
    if (isThere(round) && isThere(compare)) {
      compare.ifPresent(other -> comparisons.compare(other, round));
    }
  }

  /** Says so where there is no such round. */
  private boolean isThere(OptionalInt round) {
    boolean there = round.isEmpty() || views.model().round(round.getAsInt()).isPresent();
    if (!there) {
      banner.info(
          Texts.of(
              "Round %d is not recorded in this run, which has the rounds 0 to %d.",
              round.getAsInt(), views.model().round()));
    }
    return there;
  }

  /**
   * Lists the runs of a server, or asks for what is missing.
   *
   * @param server that is wanted
   */
  public void connectTo(ServerWish server) {
    runs.remote().connect(server);
  }
}
