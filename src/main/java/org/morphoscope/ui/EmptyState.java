package org.morphoscope.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.ui.run.RunActions;

/** What to do first. */
final class EmptyState extends VBox {
  private final Hyperlink sample = new Hyperlink("Open the recorded sample");

  EmptyState(RunActions actions) {
    super(14);
    setId("empty-state");
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    Label title = new Label("Watch a network grow, channel by channel");
    title.getStyleClass().add("empty-title");
    title.setWrapText(true);
    title.setTextAlignment(TextAlignment.CENTER);
    Label text =
        new Label(
            "A small network is trained on images made on the spot. Then every split and prune of"
                + " a channel is scored, a set is proposed, and you can watch or decide.");
    text.getStyleClass().add("empty-text");
    text.setWrapText(true);
    text.setTextAlignment(TextAlignment.CENTER);
    text.setMaxWidth(460);
    text.setMinHeight(USE_PREF_SIZE);
    Button grow = new Button("Grow a network on generated images", new FontIcon(Feather.PLAY));
    grow.setId("grow-generated");
    grow.getStyleClass().addAll("accent", "large");
    grow.setDefaultButton(true);
    grow.setOnAction(e -> actions.growGenerated());
    Hyperlink data = new Hyperlink("Open your own images\u2026");
    data.setOnAction(e -> actions.openData());
    Hyperlink run = new Hyperlink("Open a recorded run\u2026");
    run.setOnAction(e -> actions.openRun());
    sample.setId("open-sample");
    sample.setOnAction(e -> actions.openSample());
    offerSample(false);
    FlowPane links = new FlowPane(18, 4, sample, data, run);
    links.setAlignment(Pos.CENTER);
    Label hint = new Label("or drop a folder anywhere on this window");
    hint.getStyleClass().add("view-note");
    getChildren().addAll(title, text, grow, links, hint);
  }

  /** The program may have come without its samples. */
  void offerSample(boolean found) {
    sample.setVisible(found);
    sample.setManaged(found);
  }
}
