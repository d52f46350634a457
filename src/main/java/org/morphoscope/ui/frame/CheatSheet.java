package org.morphoscope.ui.frame;

import java.util.Arrays;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** All keys on one card above the window; any click or Escape closes it. */
public final class CheatSheet extends StackPane {
  private static final List<List<String>> MOUSE =
      List.of(
          List.of("Wheel, drag", "zoom, move the network"),
          List.of("Arrows, + and \u2212", "the same, with Tab in the network"),
          List.of("Click, Ctrl + click", "select a channel, add one"),
          List.of("Drag the green line", "choose the price \u03bb in the chart"),
          List.of("Right click", "lock a layer, export the picture"),
          List.of("Drop a folder", "open a run or images"),
          List.of("?", "this card"));

  /** Hidden until it is asked for. */
  public CheatSheet() {
    setId("cheat-sheet");
    getStyleClass().add("scrim");
    Label title = new Label("Keyboard and mouse");
    title.getStyleClass().add("empty-title");
    Button close = new Button("Close");
    close.setId("cheat-sheet-close");
    close.setOnAction(e -> setVisible(false));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(title, space, close);
    head.setAlignment(Pos.CENTER_LEFT);
    GridPane left = grid();
    add(left, Shortcut.Group.FILE);
    add(left, Shortcut.Group.DECIDE);
    GridPane right = grid();
    add(right, Shortcut.Group.REPLAY);
    add(right, Shortcut.Group.VIEW);
    heading(right, "Mouse");
    MOUSE.forEach(line -> row(right, line.get(0), line.get(1)));
    HBox columns = new HBox(36, left, right);
    ScrollPane scroll = new ScrollPane(columns);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.AS_NEEDED);
    VBox card = new VBox(12, head, scroll);
    card.getStyleClass().addAll("overlay-card", "cheat-card");
    card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    getChildren().add(card);
    setOnMouseClicked(e -> setVisible(false));
    setVisible(false);
  }

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.setHgap(16);
    grid.setVgap(4);
    return grid;
  }

  private static void add(GridPane grid, Shortcut.Group group) {
    heading(grid, group.title());
    Arrays.stream(Shortcut.values())
        .filter(shortcut -> shortcut.group() == group)
        .forEach(shortcut -> row(grid, shortcut.keys(), shortcut.text()));
  }

  private static void heading(GridPane grid, String text) {
    Label label = new Label(text);
    label.getStyleClass().add("sheet-heading");
    grid.add(label, 0, grid.getRowCount(), 2, 1);
  }

  private static void row(GridPane grid, String keys, String text) {
    Label key = new Label(keys);
    key.getStyleClass().add("key");
    key.setMinWidth(USE_PREF_SIZE);
    Label what = new Label(text);
    what.setMinWidth(USE_PREF_SIZE);
    grid.addRow(grid.getRowCount(), key, what);
  }
}
