package org.morphoscope.ui.search;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
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
import javafx.util.Duration;

/** A field with live results over the window; Enter goes to the chosen one. */
public final class SearchOverlay extends StackPane {
  private static final int LIMIT = 200;
  private static final int ROWS = 8;
  private static final String FORMS = "conv2, conv2:7, born in round 3, vetoed";

  /** Who types goes on within it: half of a name is no wrong name. */
  private static final Duration PAUSE = Duration.millis(700);

  private final TextField field = new TextField();
  private final ListView<Hit> list = new ListView<>();
  private final Label note = new Label();
  private final PauseTransition typing = new PauseTransition(PAUSE);
  private Optional<SearchIndex> index = Optional.empty();
  private Consumer<Hit> chosen = hit -> {};

  /** Hidden until it is asked for. */
  public SearchOverlay() {
    setId("search");
    setAlignment(Pos.TOP_CENTER);
    setVisible(false);
    field.setId("search-field");
    field.setPromptText("Find a layer or channel: " + FORMS);
    field.setAccessibleText("Find a layer or channel");
    field.textProperty().addListener(o -> find());
    list.setId("search-results");
    list.setAccessibleText("What was found");
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new Cell());
    list.setOnMouseClicked(e -> choose());
    typing.setOnFinished(e -> note.setText("Nothing of that name. Try " + FORMS + "."));
    note.getStyleClass().add("view-note");
    note.setId("search-note");
    VBox card = new VBox(6, field, list, note);
    card.setId("search-card");
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

  /**
   * Told what the person has found and wants to see.
   *
   * @param told called on the JavaFX thread
   */
  public void setOnChosen(Consumer<Hit> told) {
    chosen = told;
  }

  /**
   * Opens with an empty field.
   *
   * @param known what can be found now; empty when there is no net
   */
  public void open(Optional<SearchIndex> known) {
    index = known;
    field.clear();
    find();
    setVisible(true);
    field.requestFocus();
  }

  /** Closes the field; nothing was chosen. */
  public void close() {
    typing.stop();
    setVisible(false);
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

  private void find() {
    List<Hit> hits = index.map(net -> net.find(field.getText(), LIMIT)).orElse(List.of());
    list.getItems().setAll(hits);
    list.setVisible(!hits.isEmpty());
    list.setManaged(!hits.isEmpty());
    list.setPrefHeight(-1);
    if (!hits.isEmpty()) {
      select(0);
    }
    note.setText(
        index.isEmpty()
            ? "There is no network yet: grow one, or open a run."
            : hits.isEmpty()
                ? "For example " + FORMS
                : "Enter goes there, \u2191 \u2193 choose, Escape closes"
                    + (hits.size() == LIMIT ? "; the first " + LIMIT + " are listed" : ""));
    typing.stop();
    if (index.isPresent() && hits.isEmpty()) {
      typing.playFromStart();
    }
  }

  private void choose() {
    Hit hit = list.getSelectionModel().getSelectedItem();
    if (hit != null) {
      close();
      chosen.accept(hit);
    }
  }

  private static final class Cell extends ListCell<Hit> {
    private final Label title = new Label();
    private final Label detail = new Label();
    private final HBox line = new HBox(8, title, detail);

    Cell() {
      detail.getStyleClass().add("view-note");
      title.setMinWidth(USE_PREF_SIZE);
      HBox.setHgrow(detail, Priority.ALWAYS);
      line.setAlignment(Pos.BASELINE_LEFT);
    }

    @Override
    protected void updateItem(Hit hit, boolean empty) {
      super.updateItem(hit, empty);
      if (empty || hit == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      title.setText(hit.title());
      detail.setText(hit.detail());
      setAccessibleText(hit.title() + ", " + hit.detail());
      setGraphic(line);
    }
  }
}
