package org.morphoscope.ui.frame;

import javafx.scene.control.Label;

/** One large sentence of what happens now, above the network; on show in the stage mode only. */
public final class StageLine extends Label {
  /** A line without words, not on show. */
  public StageLine() {
    setId("stage-sentence");
    getStyleClass().add("stage-sentence");
    setWrapText(true);
    setMaxWidth(Double.MAX_VALUE);
    setMinHeight(USE_PREF_SIZE);
    setOnStage(false);
  }

  /**
   * Shows or hides the line.
   *
   * @param shown whether the stage mode is on
   */
  public void setOnStage(boolean shown) {
    setVisible(shown);
    setManaged(shown);
  }
}
