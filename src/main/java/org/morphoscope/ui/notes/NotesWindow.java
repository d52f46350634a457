package org.morphoscope.ui.notes;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.morphoscope.journal.Note;
import org.morphoscope.ui.kit.AppIcon;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.WindowPlace;

/** The notes of a run: written above, found and gone to below. */
public final class NotesWindow {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 520;

  /** What is done about notes. */
  public interface Keeper {
    /**
     * Writes a note.
     *
     * @param pin where
     * @param text what
     */
    void add(Pin pin, String text);

    /**
     * Deletes a note.
     *
     * @param note to delete
     */
    void delete(Note note);

    /**
     * Shows the place of a note.
     *
     * @param note to go to
     */
    void reveal(Note note);
  }

  private final Stage stage = new Stage();
  private final Stage owner;
  private final ComboBox<Pin> pin = new ComboBox<>();
  private final TextArea text = new TextArea();
  private final ObservableList<ShownNote> notes = FXCollections.observableArrayList();
  private final FilteredList<ShownNote> found = new FilteredList<>(notes);
  private final ListView<ShownNote> list = new ListView<>(found);
  private final Label count = new Label();
  private final Keeper keeper;

  /**
   * @param owner window whose look it takes
   * @param keeper does what is asked for
   */
  public NotesWindow(Stage owner, Keeper keeper) {
    this.owner = owner;
    this.keeper = keeper;
    list.setId("notes-list");
    list.setAccessibleText("Notes");
    list.setPlaceholder(new Label("Nothing has been written about this run."));
    list.setCellFactory(view -> new Cell());
    list.setOnMouseClicked(e -> chosen(e.getClickCount() > 1 ? keeper::reveal : note -> {}));
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox root = new VBox(8, writing(), finding(), list, actions());
    root.setPadding(new Insets(12, 14, 12, 14));
    Scene scene = new Scene(root, WIDTH, HEIGHT);
    stage.initOwner(owner);
    AppIcon.on(stage);
    stage.setTitle("Notes");
    stage.setScene(scene);
    dress();
    WindowPlace.closeOnEscape(stage);
  }

  private Region writing() {
    text.setId("notes-text");
    text.setPromptText("What did you see? Or the name of a moment");
    text.setAccessibleText("Text of a new note");
    text.setWrapText(true);
    text.setPrefRowCount(3);
    pin.setId("notes-pin");
    pin.setAccessibleText("What the new note is pinned to");
    Label about = new Label("Pin to");
    Button add = new Button("Add note");
    add.setId("notes-add");
    add.setDefaultButton(false);
    add.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> text.getText().isBlank() || pin.getValue() == null,
                text.textProperty(),
                pin.valueProperty()));
    add.setOnAction(e -> add());
    text.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.isShortcutDown() && e.getCode() == KeyCode.ENTER) {
            // a disabled button does nothing when it is fired
            add.fire();
            e.consume();
          }
        });
    add.setTooltip(new Tooltip("Ctrl+Enter in the text"));
    for (Region each : List.of(about, add)) {
      each.setMinWidth(Region.USE_PREF_SIZE);
    }
    HBox line = new HBox(8, about, pin, space(), add);
    line.setAlignment(Pos.CENTER_LEFT);
    return new VBox(6, text, line);
  }

  /** There is room for another note at once: writing this one may take its time. */
  private void add() {
    String words = text.getText();
    Pin place = pin.getValue();
    text.clear();
    keeper.add(place, words);
  }

  private Region finding() {
    TextField search = new TextField();
    search.setId("notes-search");
    search.setPromptText("Search: words, round 2, conv3");
    search.setAccessibleText("Search the notes");
    search.setPrefColumnCount(24);
    search
        .textProperty()
        .addListener(
            (o, before, now) -> {
              found.setPredicate(note -> note.matches(now));
              showCount();
            });
    count.setId("notes-count");
    count.getStyleClass().add("view-note");
    HBox line = new HBox(8, search, space(), count);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Region actions() {
    Button go = new Button("Go there");
    go.setId("notes-go");
    go.setOnAction(e -> chosen(keeper::reveal));
    Button delete = new Button("Delete");
    delete.setId("notes-delete");
    delete.setOnAction(e -> chosen(keeper::delete));
    for (Button each : List.of(go, delete)) {
      each.disableProperty().bind(list.getSelectionModel().selectedItemProperty().isNull());
    }
    return new HBox(8, go, delete);
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }

  private void chosen(Consumer<Note> told) {
    Optional.ofNullable(list.getSelectionModel().getSelectedItem())
        .ifPresent(shown -> told.accept(shown.note()));
  }

  /**
   * Opens the window, or brings it to the front, ready for a new note.
   *
   * @param pins what it can be pinned to; the first is offered
   */
  public void open(List<Pin> pins) {
    dress();
    pin.getItems().clear();
    offer(pins);
    WindowPlace.show(stage, WIDTH, HEIGHT);
    text.requestFocus();
  }

  /**
   * Offers other places for a new note; one that was picked by hand stays while it is offered.
   *
   * @param pins the first is offered; empty: nothing can be written
   */
  public void offer(List<Pin> pins) {
    if (!pin.getItems().equals(pins)) {
      Pin picked = pin.getValue();
      boolean kept = pin.getItems().indexOf(picked) > 0 && pins.contains(picked);
      pin.getItems().setAll(pins);
      pin.setValue(kept ? picked : pins.isEmpty() ? null : pins.get(0));
    }
  }

  /** Takes the look of the owner, which may have changed. */
  public void dress() {
    Scene scene = stage.getScene();
    scene.getRoot().getStyleClass().setAll(owner.getScene().getRoot().getStyleClass());
    scene.getStylesheets().setAll(owner.getScene().getStylesheets());
  }

  /** {@return whether it is open, so that it has to be kept up to date} */
  public boolean isOpen() {
    return stage.isShowing();
  }

  /**
   * Shows the notes of the run.
   *
   * @param now in the order of writing
   */
  public void show(List<ShownNote> now) {
    notes.setAll(now);
    showCount();
  }

  /**
   * Gives back the text of a note that could not be written, before what was typed since.
   *
   * @param words of the note
   */
  public void giveBack(String words) {
    text.setText(text.getText().isEmpty() ? words : words + "\n" + text.getText());
  }

  private void showCount() {
    count.setText(
        found.size() == notes.size()
            ? Formats.plural(notes.size(), "note")
            : found.size() + " of " + Formats.plural(notes.size(), "note"));
  }

  /** {@return the content of the window, for those that look at it} */
  public Scene scene() {
    return stage.getScene();
  }

  /** Place and time above, the text below. */
  private final class Cell extends ListCell<ShownNote> {
    private final Label place = new Label();
    private final Label words = new Label();
    private final VBox box = new VBox(2, place, words);

    Cell() {
      place.getStyleClass().add("view-note");
      words.setWrapText(true);
      words.setMinHeight(Region.USE_PREF_SIZE);
      box.prefWidthProperty().bind(list.widthProperty().subtract(40));
      box.setMaxWidth(Region.USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(ShownNote item, boolean empty) {
      super.updateItem(item, empty);
      setText(null);
      setGraphic(empty || item == null ? null : box);
      if (!empty && item != null) {
        String day = item.note().written().replace('T', ' ');
        place.setText(
            item.pinned().place() + " \u00b7 " + day.substring(0, Math.min(16, day.length())));
        words.setText(item.note().text());
      }
    }
  }
}
