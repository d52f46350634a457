package org.morphoscope.ui.chart;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/** Names of the series with their markers, coloured by the style sheet. */
final class LossLegend extends FlowPane {
  private final Label test =
      item("test", "test", "On the test images, which no training and no choice ever sees.");

  private final Label tails =
      item(
          "after a tail",
          "tail",
          "Validation loss of the same net behind a tail of its round, in which the rate falls;"
              + " growth goes on from before it.");

  private final Label measured =
      item(
          "measured before training",
          "measured",
          "Validation loss of the round before plus the change that was measured right after growing,"
              + " tied to the diamond that promised it.");

  private final Label trained =
      item("by training", "trained", "From there to the loss at the end of the round.");

  private final Label candidates =
      item(
          "candidates",
          "open",
          "Where each candidate alone would lead; filled and coloured when it is in the set.");
  private final Label lambda =
      item(
          "\u03bb",
          "lambda",
          "What a parameter (or MAC) must save. Drag the line: the set follows at once.");

  LossLegend() {
    super(16, 4);
    getStyleClass().add("graph-legend");
    setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            item("training", "train", "On unaugmented training images, after the round."),
            item("validation", "validation", "On the images set aside. Bars: standard error."),
            test,
            item(
                "predicted",
                "predicted",
                "Validation loss of the round before plus the change that the joint model promises of"
                    + " growing alone, before the training that follows."),
            measured,
            trained,
            tails,
            candidates,
            lambda);
    showTails(false);
    showLandings(false);
  }

  /** Runs without test images have no such series. */
  void showTest(boolean shown) {
    show(test, shown);
  }

  /** A net that has not grown has landed nowhere. */
  void showLandings(boolean shown) {
    show(measured, shown);
    show(trained, shown);
  }

  /** Only some runs have tails. */
  void showTails(boolean shown) {
    show(tails, shown);
  }

  /** Candidates and lambda are shown during a decision, lambda where it is a line. */
  void showDecision(boolean decision, boolean line) {
    show(candidates, decision);
    show(lambda, line);
  }

  private static void show(Label entry, boolean shown) {
    entry.setVisible(shown);
    entry.setManaged(shown);
  }

  private static Label item(String text, String series, String explanation) {
    Region marker = new Region();
    marker.getStyleClass().addAll("series-marker", "series-" + series);
    Label label = new Label(text, marker);
    label.setGraphicTextGap(6);
    label.setTooltip(new Tooltip(explanation));
    return label;
  }
}
