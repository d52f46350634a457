package org.morphoscope.ui.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Adjustment.Setting;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Selection;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.WindowPlace;

/**
 * The card below the run bar in which settings of a run are turned while it goes on. A window of
 * its own, so that keys that are typed here mean nothing to the views; it closes when it loses the
 * focus.
 */
final class AdjustCard {
  private static final double GAP = 6;

  private final Stage stage = new Stage(StageStyle.UNDECORATED);
  private final GridPane grid = new GridPane();
  private final Map<Setting, TextField> fields = new EnumMap<>(Setting.class);
  private final Map<Setting, Label> notes = new EnumMap<>(Setting.class);
  private final Map<Setting, String> shown = new EnumMap<>(Setting.class);
  private final Label error = new Label();
  private final Button apply = new Button("Adjust");
  private final Button tail = new Button("Tail now", new FontIcon(Feather.CORNER_DOWN_RIGHT));
  private final VBox root;
  private final String who;
  private Consumer<List<Adjustment>> wanted = list -> {};

  /**
   * @param who the person, for the record of the run
   */
  AdjustCard(String who) {
    this.who = who;
    Label title = new Label("Turn the run while it goes on");
    title.getStyleClass().add("view-title");
    field(Setting.LEARNING_RATE, "Learning rate", "from the next epoch on");
    field(Setting.EPOCHS, "Epochs of the round", "this round and those after it");
    field(Setting.GROWTH_FACTOR, "Growth factor", "from the next proposal on");
    field(Setting.BUDGET, "Budget", "from the next proposal on");
    grid.setHgap(10);
    grid.setVgap(8);
    error.setId("adjust-error");
    error.getStyleClass().add("form-error");
    error.setWrapText(true);
    error.setMaxWidth(400);
    tail.setId("adjust-tail");
    tail.setTooltip(
        new Tooltip("The round under way is the last one that grows; its tail follows it"));
    tail.setOnAction(e -> send(List.of(new Adjustment(Setting.ROUNDS, 0, who))));
    apply.setId("adjust-apply");
    apply.setDefaultButton(true);
    apply.setOnAction(e -> send());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(8, tail, space, apply);
    buttons.setAlignment(Pos.CENTER_LEFT);
    root = new VBox(10, title, grid, error, buttons);
    root.setId("adjust-card");
    stage.focusedProperty().addListener((o, before, now) -> hideUnless(now));
  }

  private void hideUnless(boolean focused) {
    if (!focused) {
      stage.hide();
    }
  }

  private void field(Setting setting, String title, String since) {
    TextField field = new TextField();
    field.setId("adjust-" + setting.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    field.setPrefColumnCount(9);
    field.setAccessibleText(title + ", " + since);
    Label label = new Label(title);
    label.setLabelFor(field);
    label.setMinWidth(Region.USE_PREF_SIZE);
    Label note = new Label(since);
    note.getStyleClass().add("view-note");
    note.setMinWidth(Region.USE_PREF_SIZE);
    grid.addRow(fields.size(), label, field, note);
    fields.put(setting, field);
    notes.put(setting, note);
  }

  /**
   * Opens below a button with what holds now.
   *
   * @param anchor the button
   * @param config of the run as it stands
   * @param round under way
   * @param onWanted gets what the person wants
   */
  void show(Node anchor, RunConfig config, int round, Consumer<List<Adjustment>> onWanted) {
    wanted = onWanted;
    error.setText("");
    error.setManaged(false);
    fields.forEach(
        (setting, field) -> {
          String value = text(Adjustment.of(config, setting, round));
          field.setText(value);
          shown.put(setting, value);
        });
    Selection.Pace pace = config.selection().pace();
    fields
        .get(Setting.GROWTH_FACTOR)
        .setDisable(pace != Selection.Pace.FACTOR && pace != Selection.Pace.ADAPTIVE);
    fields.get(Setting.BUDGET).setPromptText(config.selection().resource().words());
    notes
        .get(Setting.EPOCHS)
        .setText(round == 0 ? "of this first training" : "this round and those after it");
    tail.setDisable(config.limits().rounds() <= round);
    dress(anchor);
    Bounds at = anchor.localToScreen(anchor.getBoundsInLocal());
    stage.setX(at.getMinX());
    stage.setY(at.getMaxY() + GAP);
    stage.show();
    stage.requestFocus();
    TextField first = fields.get(Setting.LEARNING_RATE);
    first.requestFocus();
    first.selectAll();
  }

  private void dress(Node anchor) {
    Scene owner = anchor.getScene();
    if (stage.getScene() == null) {
      stage.initOwner(owner.getWindow());
      stage.setTitle("Adjust");
      stage.setScene(new Scene(root));
      WindowPlace.closeOnEscape(stage);
    }
    root.getStyleClass().setAll(owner.getRoot().getStyleClass());
    root.getStyleClass().add("adjust-card");
    root.setStyle(owner.getRoot().getStyle());
    stage.getScene().getStylesheets().setAll(owner.getStylesheets());
    stage.sizeToScene();
  }

  private static String text(OptionalDouble value) {
    if (value.isEmpty()) {
      return "";
    }
    double number = value.getAsDouble();
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Texts.of("%d", (long) number)
        : Double.toString(number);
  }

  /** Sends what differs from what was shown, or says which field cannot be used. */
  private void send() {
    List<Adjustment> changed = new ArrayList<>();
    for (Map.Entry<Setting, TextField> entry : fields.entrySet()) {
      Setting setting = entry.getKey();
      String typed = entry.getValue().getText().strip();
      if (typed.equals(shown.get(setting))) {
        continue;
      }
      try {
        changed.add(new Adjustment(setting, number(setting, typed), who));
      } catch (IllegalArgumentException e) {
        error.setText(e.getMessage());
        error.setManaged(true);
        stage.sizeToScene();
        entry.getValue().requestFocus();
        return;
      }
    }
    send(changed);
  }

  private static double number(Setting setting, String typed) {
    return switch (setting) {
      case BUDGET -> Numbers.amount(setting.words(), typed);
      case EPOCHS, ROUNDS -> Numbers.whole(setting.words(), typed);
      case LEARNING_RATE -> Numbers.decimal(setting.words(), typed, "0.02");
      case GROWTH_FACTOR -> Numbers.decimal(setting.words(), typed, "1.4");
    };
  }

  private void send(List<Adjustment> changed) {
    stage.hide();
    if (!changed.isEmpty()) {
      wanted.accept(changed);
    }
  }
}
