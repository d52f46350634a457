package org.morphoscope.ui.decisions;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.controlsfx.control.textfield.TextFields;
import org.morphoscope.history.LogEntry;
import org.morphoscope.ui.kit.AppIcon;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.WindowPlace;

/** Every decision in a table that can be searched and written to a file. */
public final class DecisionLogWindow {
  /** Letters that a cell has room for. */
  private static final int MOST_LETTERS = 12;

  private static final double WIDTH = 900;
  private static final double HEIGHT = 520;
  private static final String JSON_LINES = ".jsonl";

  private final Stage stage = new Stage();
  private final ObservableList<LogEntry> entries = FXCollections.observableArrayList();
  private final FilteredList<LogEntry> found = new FilteredList<>(entries);
  private final TableView<LogEntry> table = new TableView<>();
  private final Label count = new Label();
  private final Consumer<Throwable> failed;

  /**
   * @param owner window whose look it takes
   * @param failed told when the file cannot be written
   */
  public DecisionLogWindow(Stage owner, Consumer<Throwable> failed) {
    this.failed = failed;
    SortedList<LogEntry> sorted = new SortedList<>(found);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setId("log-table");
    table.setAccessibleText("Decisions");
    table.getStyleClass().addAll("dense", "edge-to-edge");
    table.setPlaceholder(new Label("Nothing has been decided yet."));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getColumns().setAll(columns());
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox root = new VBox(header(), table);
    root.getStyleClass().setAll(owner.getScene().getRoot().getStyleClass());
    Scene scene = new Scene(root, WIDTH, HEIGHT);
    scene.getStylesheets().setAll(owner.getScene().getStylesheets());
    stage.initOwner(owner);
    AppIcon.on(stage);
    stage.setTitle("Decisions");
    stage.setScene(scene);
    WindowPlace.closeOnEscape(stage);
  }

  private Region header() {
    TextField search = TextFields.createClearableTextField();
    search.setId("log-search");
    search.setPromptText("Search: person vetoed conv3");
    search.setAccessibleText("Search the decisions");
    search.setPrefColumnCount(20);
    search
        .textProperty()
        .addListener(
            (o, before, now) -> {
              found.setPredicate(entry -> entry.matches(now));
              showCount();
            });
    count.setId("log-count");
    count.getStyleClass().add("view-note");
    Button export = new Button("Export\u2026");
    export.setId("log-export");
    export.setOnAction(e -> export());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox header = new HBox(10, search, count, space, export);
    header.setAlignment(Pos.CENTER_LEFT);
    header.setPadding(new Insets(10, 12, 10, 12));
    return header;
  }

  private static List<TableColumn<LogEntry, ?>> columns() {
    return List.of(
        column("Round", 56, LogEntry::round, value -> value.toString()),
        column("By", 84, LogEntry::by, value -> value),
        column("Decision", 84, LogEntry::decision, value -> value),
        column("Kind", 60, LogEntry::morphism, value -> value),
        column("Layer", 80, LogEntry::layer, value -> value),
        column("Ch.", 46, LogEntry::channel, value -> value),
        column("\u0394L, nats", 92, LogEntry::delta, Formats::delta),
        column(
            "\u0394R", 66, e -> e.ofCandidate() ? e.parameterChange() : null, Formats::signedCount),
        column("Outcome", 88, LogEntry::outcome, value -> value),
        column("Set predicted", 100, LogEntry::predictedSet, Formats::delta),
        column("Set measured", 100, LogEntry::measuredSet, Formats::delta));
  }

  private static <T> TableColumn<LogEntry, T> column(
      String title, double width, Function<LogEntry, T> value, Function<T, String> text) {
    TableColumn<LogEntry, T> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
    column.setCellFactory(
        unused ->
            new TableCell<>() {
              @Override
              protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : text.apply(item));
                // what happened to more than one candidate is a sentence
                boolean sentence = getText() != null && getText().length() > MOST_LETTERS;
                setTooltip(sentence ? new Tooltip(getText()) : null);
              }
            });
    return column;
  }

  private void showCount() {
    count.setText(
        found.size() == entries.size()
            ? Formats.plural(entries.size(), "decision")
            : Formats.count(found.size()) + " of " + Formats.count(entries.size()));
  }

  /**
   * Opens the window, or brings it to the front, with these decisions.
   *
   * @param shown in the order of the log
   */
  public void show(List<LogEntry> shown) {
    entries.setAll(shown);
    showCount();
    WindowPlace.show(stage, WIDTH, HEIGHT);
  }

  private void export() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Export the decisions");
    chooser.setInitialFileName("decisions.csv");
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter("Comma-separated values", "*.csv"),
            new FileChooser.ExtensionFilter("JSON Lines", "*" + JSON_LINES));
    File file = chooser.showSaveDialog(stage);
    if (file != null) {
      write(file.toPath());
    }
  }

  /**
   * Writes the decisions that are found: as JSON Lines to {@code .jsonl}, else as CSV.
   *
   * @param file where to; one that is there is replaced
   */
  public void write(Path file) {
    List<LogEntry> shown = List.copyOf(table.getItems());
    boolean lines = file.toString().endsWith(JSON_LINES);
    try {
      Files.writeString(file, lines ? LogEntry.jsonLines(shown) : LogEntry.csv(shown));
    } catch (IOException e) {
      failed.accept(e);
    }
  }

  /** {@return the content of the window, for those that look at it} */
  public Scene scene() {
    return stage.getScene();
  }
}
