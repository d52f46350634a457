package org.morphoscope.ui.shell;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.layout.Pane;
import org.morphoscope.ui.candidates.CandidatesView;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.frame.AfterFrames;
import org.morphoscope.ui.kit.LateContent;

/**
 * What the first picture does without, so that the window can be used sooner: overlays are filled
 * when they are first shown, chart and table in the frames after the first one. The start card
 * stands before the table is there.
 */
final class LateViews {
  private final List<BooleanSupplier> left;

  LateViews(LossChart chart, CandidatesView candidates, List<? extends Pane> overlays) {
    overlays.forEach(LateContent::of);
    LateContent table = LateContent.untilTold(candidates);
    left = List.of(chart::prepare, chart::bringIn, table::bringIn);
  }

  /**
   * Brings in one view per frame, from the first picture on.
   *
   * @param unwanted whether the window was closed meanwhile
   * @param complete told once when all are there
   */
  void bringIn(BooleanSupplier unwanted, Runnable complete) {
    AfterFrames.firstPainted(() -> next(unwanted, complete));
  }

  private void next(BooleanSupplier unwanted, Runnable complete) {
    if (unwanted.getAsBoolean()) {
      return;
    }
    if (left.stream().anyMatch(BooleanSupplier::getAsBoolean)) {
      AfterFrames.nextPainted(() -> next(unwanted, complete));
    } else {
      complete.run();
    }
  }
}
