package org.morphoscope.ui.chart;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/** Names of the series with their markers, coloured by the style sheet. */
final class LossLegend extends FlowPane {
  LossLegend() {
    super(16, 4);
    getStyleClass().add("graph-legend");
    setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            item("training", "train", "On unaugmented training images, after the round."),
            item("validation", "validation", "On the images set aside. Bars: standard error."),
            item(
                "predicted",
                "predicted",
                "Validation loss of the round before plus the predicted change by growth alone;"
                    + " the measured point includes the training that follows."));
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
