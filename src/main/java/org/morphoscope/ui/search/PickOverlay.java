package org.morphoscope.ui.search;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * A field with live results over the window; Enter takes the chosen one, Escape none. What had the
 * focus before has it again afterwards.
 *
 * @param <T> what can be found
 */
abstract class PickOverlay<T> extends StackPane {
  private static final int ROWS = 8;

  private final TextField field = new TextField();
  private final ListView<T> list = new ListView<>();
  private final Label note = new Label();
  private Optional<Node> before = Optional.empty();

  /**
   * Hidden until it is asked for.
   *
   * @param id of this; its parts have ids that begin with it
   * @param prompt what can be typed
   * @param name for screen readers
   */
  PickOverlay(String id, String prompt, String name) {
    setId(id);
    setAlignment(Pos.TOP_CENTER);
    setVisible(false);
    field.setId(id + "-field");
    field.setPromptText(prompt);
    field.setAccessibleText(name);
    field.textProperty().addListener(o -> refresh());
    list.setId(id + "-results");
    list.setAccessibleText("What was found");
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new Cell());
    list.setOnMouseClicked(e -> choose());
    note.getStyleClass().add("view-note");
    note.setId(id + "-note");
    VBox card = new VBox(6, field, list, note);
    card.setId(id + "-card");
    card.getStyleClass().addAll("overlay-card", "search-card");
    card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    getChildren().add(card);
    // a filter: the field would take the arrows for itself
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    setOnMouseClicked(
        e -> {
          if (e.getTarget() == this) {
            close();
          }
        });
  }

  /** What fits the text, the best first. */
  abstract List<T> found(String text);

  /** Its name in the list. */
  abstract String title(T hit);

  /** A few more words about it. */
  abstract String detail(T hit);

  /** Whether details stand in a column of their own at the right. */
  boolean detailsAtRight() {
    return false;
  }

  /** The person has chosen it; this is closed already. */
  abstract void chosen(T hit);

  /** The line below the list. */
  abstract String note(List<T> hits);

  /** Opens with an empty field. */
  final void open() {
    if (!isVisible()) {
      before = Optional.ofNullable(getScene()).map(scene -> scene.getFocusOwner());
    }
    field.clear();
    refresh();
    setVisible(true);
    field.requestFocus();
  }

  /** Closes the field; nothing was chosen. */
  public void close() {
    setVisible(false);
    before.ifPresent(Node::requestFocus);
    before = Optional.empty();
  }

  /** Says something else below the list. */
  final void say(String sentence) {
    note.setText(sentence);
  }

  private void key(KeyEvent event) {
    int at = list.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case ESCAPE -> close();
      case ENTER -> choose();
      case DOWN -> select(at + 1);
      case UP -> select(at - 1);
      case PAGE_DOWN -> select(at + ROWS);
      case PAGE_UP -> select(at - ROWS);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void select(int wanted) {
    int row = Math.max(0, Math.min(list.getItems().size() - 1, wanted));
    list.getSelectionModel().clearAndSelect(row);
    list.scrollTo(Math.max(0, row - ROWS + 2));
  }

  private void refresh() {
    List<T> hits = found(field.getText());
    list.getItems().setAll(hits);
    list.setVisible(!hits.isEmpty());
    list.setManaged(!hits.isEmpty());
    list.setPrefHeight(-1);
    if (!hits.isEmpty()) {
      select(0);
    }
    note.setText(note(hits));
  }

  private void choose() {
    T hit = list.getSelectionModel().getSelectedItem();
    if (hit != null) {
      close();
      chosen(hit);
    }
  }

  private final class Cell extends ListCell<T> {
    private final Label title = new Label();
    private final Label detail = new Label();
    private final HBox line = new HBox(8, title, detail);

    Cell() {
      detail.getStyleClass().add("view-note");
      title.setMinWidth(USE_PREF_SIZE);
      title.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(detailsAtRight() ? title : detail, Priority.ALWAYS);
      line.setAlignment(Pos.BASELINE_LEFT);
    }

    @Override
    protected void updateItem(T hit, boolean empty) {
      super.updateItem(hit, empty);
      if (empty || hit == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      title.setText(title(hit));
      detail.setText(detail(hit));
      setAccessibleText(title(hit) + ", " + detail(hit));
      setGraphic(line);
    }
  }
}
