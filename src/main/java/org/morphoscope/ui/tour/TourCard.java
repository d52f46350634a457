package org.morphoscope.ui.tour;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The text of a stop, where one is, and the way on. */
final class TourCard extends VBox {
  private final Label title = new Label();
  private final Label progress = new Label();
  private final VBox text = new VBox();
  private final Button back = new Button("Back");
  private final Button next = new Button("Next");

  TourCard(Runnable backAction, Runnable nextAction, Runnable endAction) {
    setId("tour-card");
    getStyleClass().add("tour-card");
    setAccessibleRole(AccessibleRole.DIALOG);
    title.setId("tour-title");
    title.getStyleClass().add("tour-title");
    title.setWrapText(true);
    progress.setId("tour-progress");
    progress.getStyleClass().add("view-note");
    progress.setMinWidth(USE_PREF_SIZE);
    text.setId("tour-text");
    text.getStyleClass().add("tour-text");
    Button end = new Button("End (Esc)");
    end.setId("tour-end");
    end.getStyleClass().add("flat");
    end.setOnAction(e -> endAction.run());
    back.setId("tour-back");
    back.setOnAction(e -> backAction.run());
    next.setId("tour-next");
    next.getStyleClass().add("accent");
    next.setOnAction(e -> nextAction.run());
    for (Button button : new Button[] {end, back, next}) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(8, progress, space, end, back, next);
    buttons.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(title, text, buttons);
  }

  void show(TourStop stop, int number, int of) {
    title.setText(stop.title());
    progress.setText(number + " of " + of);
    back.setDisable(number == 1);
    next.setText(number == of ? "Done" : "Next");
    text.getChildren().clear();
    for (String paragraph : stop.paragraphs()) {
      Label label = new Label(paragraph);
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
      text.getChildren().add(label);
    }
    setAccessibleText(
        stop.title() + ", " + number + " of " + of + ". " + String.join(" ", stop.paragraphs()));
  }

  void focusNext() {
    next.requestFocus();
  }
}
