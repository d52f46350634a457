package org.morphoscope.ui.export;

import java.util.List;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.format.Format;
import org.morphoscope.chart.run.RunFigure;
import org.morphoscope.chart.run.RunFigures;

/** The settings of a figure. */
final class FigureControls extends GridPane {
  private static final String LAST = "last";
  private static final List<String> PRESETS =
      List.of("column: 3.25 in", "page: 6.75 in", "slide: 16:9");
  private static final List<String> QUANTITIES =
      List.of("split", "prune", "new", "theta", "activity", "age");

  private final ComboBox<String> figure = new ComboBox<>();
  private final ComboBox<String> round = new ComboBox<>();
  private final ComboBox<String> quantity = new ComboBox<>();
  private final ComboBox<String> format = new ComboBox<>();
  private final ComboBox<String> preset = new ComboBox<>();
  private final Spinner<Double> fontSize = new Spinner<>(4, 60, 8, 0.5);
  private final Spinner<Double> lineWidth = new Spinner<>(0.1, 10, 1, 0.1);
  private final CheckBox logX = new CheckBox("x");
  private final CheckBox logY = new CheckBox("y");
  private final CheckBox title = new CheckBox("title");
  private final CheckBox caption = new CheckBox("caption");
  private boolean filling;

  /**
   * @param changed called when the preview is no longer right
   */
  FigureControls(Runnable changed) {
    setHgap(10);
    setVgap(8);
    RunFigures.all().stream().map(RunFigure::name).forEach(figure.getItems()::add);
    quantity.getItems().addAll(QUANTITIES);
    preset.getItems().addAll(PRESETS);
    for (Format each : Format.values()) {
      format.getItems().add(each.ending());
    }
    row("Figure", "export-figure", figure);
    row("Round", "export-round", round);
    row("Heat map", "export-quantity", quantity);
    row("Size", "export-preset", preset);
    row("Font, points", "export-font", fontSize);
    row("Lines, points", "export-lines", lineWidth);
    add("Log axes", new HBox(12, logX, logY));
    add("Draw too", new HBox(12, title, caption));
    row("Format", "export-format", format);
    logX.setId("export-log-x");
    logY.setId("export-log-y");
    title.setId("export-title");
    caption.setId("export-caption");
    logX.setAccessibleText("Logarithmic x axis");
    logY.setAccessibleText("Logarithmic y axis");
    for (Spinner<Double> spinner : List.of(fontSize, lineWidth)) {
      spinner.setEditable(true);
      spinner.setPrefWidth(110);
    }
    format.getSelectionModel().select(Format.PDF.ending());
    quantity.getSelectionModel().select(0);
    setRounds(List.of());
    preset.valueProperty().addListener((o, before, now) -> adopt(style()));
    preset.getSelectionModel().select(0);
    figure.getSelectionModel().select(0);
    quantity.disableProperty().bind(figure.valueProperty().isNotEqualTo("network"));
    tell(changed);
  }

  private void row(String name, String id, javafx.scene.control.Control control) {
    control.setId(id);
    control.setAccessibleText(name);
    control.setMaxWidth(Double.MAX_VALUE);
    add(name, control);
  }

  private void add(String name, Node control) {
    Label label = new Label(name);
    label.setMinWidth(Label.USE_PREF_SIZE);
    label.setLabelFor(control);
    addRow(getRowCount(), label, control);
  }

  private void tell(Runnable changed) {
    Runnable unlessFilling =
        () -> {
          if (!filling) {
            changed.run();
          }
        };
    for (ComboBox<String> box : List.of(figure, round, quantity, preset)) {
      box.valueProperty().addListener((o, before, now) -> unlessFilling.run());
    }
    for (Spinner<Double> spinner : List.of(fontSize, lineWidth)) {
      spinner.valueProperty().addListener((o, before, now) -> unlessFilling.run());
    }
    for (CheckBox box : List.of(logX, logY, title, caption)) {
      box.selectedProperty().addListener((o, before, now) -> unlessFilling.run());
    }
  }

  /** The sizes that go with a preset. */
  private void adopt(Style style) {
    boolean before = filling;
    filling = true;
    fontSize.getValueFactory().setValue(style.fontSize());
    lineWidth.getValueFactory().setValue(style.lineWidth());
    filling = before;
  }

  private String presetName() {
    return preset.getValue().substring(0, preset.getValue().indexOf(':'));
  }

  private Style style() {
    return Style.preset(presetName());
  }

  /** Chooses a figure without drawing it yet. */
  void show(String name) {
    filling = true;
    figure.getSelectionModel().select(name);
    filling = false;
  }

  /** Offers the rounds that were scored. */
  void setRounds(List<Integer> rounds) {
    filling = true;
    String chosen = round.getValue();
    round.getItems().setAll(LAST);
    rounds.forEach(each -> round.getItems().add(Integer.toString(each)));
    round.getSelectionModel().select(round.getItems().contains(chosen) ? chosen : LAST);
    filling = false;
  }

  Format format() {
    return Format.of(format.getValue());
  }

  FigureChoice choice() {
    return new FigureChoice(
        figure.getValue(),
        LAST.equals(round.getValue())
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(round.getValue())),
        quantity.getValue(),
        presetName(),
        fontSize.getValue(),
        lineWidth.getValue(),
        logX.isSelected(),
        logY.isSelected(),
        title.isSelected(),
        caption.isSelected());
  }
}
