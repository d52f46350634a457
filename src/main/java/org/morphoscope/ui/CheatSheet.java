package org.morphoscope.ui;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** All keys on one card above the window; any click or Escape closes it. */
final class CheatSheet extends StackPane {
  private static final List<List<String>> KEYS =
      List.of(
          List.of("Space", "pause, go on"),
          List.of("A  V  D", "approve, veto, defer the selected candidates"),
          List.of("L", "lock or unlock the layer of the selection (or right-click its card)"),
          List.of("W", "why? the reasons for a score"),
          List.of("[  ]", "\u03bb smaller, larger (or drag its line in the chart)"),
          List.of("Ctrl + Enter", "apply the set (Enter in the table)"),
          List.of("K", "replay: play, pause"),
          List.of(",  .", "one event back, on; with Shift: one round"),
          List.of("Home  End", "beginning of the run, now"),
          List.of("C", "compare the moment on show with now"),
          List.of("Ctrl + Z", "undo a round"),
          List.of("F", "fit the network into the view"),
          List.of("Wheel, drag", "zoom, move the network"),
          List.of("Click, Ctrl + click", "select a channel, add one"),
          List.of("Ctrl + F", "filter the candidates"),
          List.of("Ctrl + N", "new run"),
          List.of("Ctrl + L", "log of decisions"),
          List.of("Ctrl + K", "calibrate: how far the predictions can be trusted"),
          List.of("Ctrl + E", "export: figures, tables, report, nets, events"),
          List.of("Ctrl + O", "open a folder of images"),
          List.of("Escape", "clear the selection; back to live"),
          List.of("?", "this card"));

  CheatSheet() {
    setId("cheat-sheet");
    getStyleClass().add("scrim");
    Label title = new Label("Keyboard and mouse");
    title.getStyleClass().add("empty-title");
    GridPane grid = new GridPane();
    grid.setHgap(24);
    grid.setVgap(8);
    for (List<String> line : KEYS) {
      Label key = new Label(line.get(0));
      key.getStyleClass().add("key");
      grid.addRow(grid.getRowCount(), key, new Label(line.get(1)));
    }
    VBox card = new VBox(16, title, grid);
    card.getStyleClass().add("sheet");
    card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    card.setAlignment(Pos.TOP_LEFT);
    getChildren().add(card);
    setOnMouseClicked(e -> setVisible(false));
    setVisible(false);
  }
}
