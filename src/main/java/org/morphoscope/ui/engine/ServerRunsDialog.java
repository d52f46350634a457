package org.morphoscope.ui.engine;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunService;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Sentences;
import org.morphoscope.ui.kit.WindowPlace;

/** The runs of a server, to be opened, and what it can start. */
final class ServerRunsDialog {
  private final Dialog<ButtonType> dialog = new Dialog<>();
  private final TableView<RunOutline> table = new TableView<>();
  private final Label about = new Label();
  private final Button begin = new Button("New run\u2026");
  private final Fx background;
  private final RunService server;
  private final BiConsumer<RunService, String> open;
  private final BiConsumer<RunService, List<String>> start;
  private List<String> data = List.of();

  private record Found(List<RunOutline> runs, List<String> data, String backend) {}

  ServerRunsDialog(
      Window owner,
      Fx background,
      RunService server,
      BiConsumer<RunService, String> open,
      BiConsumer<RunService, List<String>> start) {
    this.background = background;
    this.server = server;
    this.open = open;
    this.start = start;
    dialog.initOwner(owner);
    dialog.initModality(Modality.NONE);
    WindowPlace.keepInside(dialog);
    dialog.setTitle("Runs of " + server.whereabouts());
    dialog.setHeaderText(null);
    dialog.setResizable(true);
    dialog.getDialogPane().setContent(content());
    dialog.getDialogPane().setId("server-runs");
    dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
    dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
  }

  private VBox content() {
    buildTable();
    Button watch = new Button("Open");
    watch.setId("server-open");
    watch.setDefaultButton(true);
    watch.disableProperty().bind(Bindings.isEmpty(table.getSelectionModel().getSelectedItems()));
    watch.setOnAction(
        e ->
            Optional.ofNullable(table.getSelectionModel().getSelectedItem()).ifPresent(this::open));
    begin.setId("server-new");
    begin.setDisable(!server.role().includes(Role.OWN));
    begin.setOnAction(
        e -> {
          dialog.close();
          start.accept(server, data);
        });
    Button refresh = new Button("Refresh");
    refresh.setId("server-refresh");
    refresh.setOnAction(e -> refresh());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    about.setId("server-about");
    about.setWrapText(true);
    about.setMinHeight(Label.USE_PREF_SIZE);
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox content = new VBox(10, about, table, new HBox(8, watch, begin, space, refresh));
    content.setPadding(new Insets(16, 16, 4, 16));
    return content;
  }

  private void buildTable() {
    table.setId("server-runs-table");
    table.setAccessibleText("Runs of the server");
    table.setPrefSize(720, 320);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table
        .getColumns()
        .setAll(
            List.of(
                column("Run", 230, RunOutline::id),
                column("State", 80, run -> run.state().name().toLowerCase(Locale.ROOT)),
                column("Rounds", 60, run -> run.rounds() < 0 ? "-" : "" + run.rounds()),
                column("Net", 110, RunOutline::seedNet),
                column("Data", 120, RunOutline::data),
                column("Watching", 70, run -> "" + run.viewers())));
    table.setPlaceholder(new Label("No runs yet."));
    table.setRowFactory(
        view -> {
          TableRow<RunOutline> row = new TableRow<>();
          row.setOnMouseClicked(
              e -> {
                if (e.getClickCount() == 2 && !row.isEmpty()) {
                  open(row.getItem());
                }
              });
          return row;
        });
  }

  private static TableColumn<RunOutline, String> column(
      String title, double width, Function<RunOutline, String> value) {
    TableColumn<RunOutline, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
    return column;
  }

  private void open(RunOutline run) {
    dialog.close();
    open.accept(server, run.id());
  }

  private void refresh() {
    background.call(
        this::find,
        found -> {
          data = found.data();
          table.getItems().setAll(found.runs());
          if (!found.runs().isEmpty()) {
            table.getSelectionModel().select(0);
          }
          about.setText(
              found.backend()
                  + (server.role() == Role.WATCH ? "; this token only watches" : "")
                  + (data.isEmpty() ? "" : "; data: " + String.join(", ", data)));
        },
        error -> about.setText(Sentences.of(error)));
  }

  private Found find() throws IOException {
    return new Found(server.runs(), server.dataSets(), server.describeBackend());
  }

  void show() {
    about.setText("asking " + server.whereabouts() + "\u2026");
    dialog.show();
    refresh();
  }
}
