package org.morphoscope.ui.graph;

import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.ui.model.Quantity;

/** The line above the graph: which net, what colours it, fit. */
final class GraphHeader extends HBox {
  private static final double LEAST_TITLE = 48;

  /** Longer titles are cut in favour of the choice beside them; shorter ones never. */
  private static final int LONG_TITLE = 24;

  private static final double LEAST_CHOICE = 150;

  private final Label title = new Label("Network");
  private final Label note = new Label();
  private final ToggleButton file = new ToggleButton("File\u2026");

  /**
   * @param quantity chosen here
   * @param fit shows the whole net
   */
  GraphHeader(ObjectProperty<Quantity> quantity, Runnable fit) {
    super(8);
    title.getStyleClass().add("view-title");
    Tooltip name = new Tooltip();
    name.textProperty().bind(title.textProperty());
    title.setTooltip(name);
    note.getStyleClass().add("view-note");
    note.setId("graph-note");
    note.setMinWidth(0);
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(note.textProperty());
    note.setTooltip(whole);
    ComboBox<Quantity> choice = new ComboBox<>();
    choice.setId("graph-quantity");
    choice.setMinWidth(LEAST_CHOICE);
    choice.getItems().setAll(Quantity.values());
    choice.valueProperty().bindBidirectional(quantity);
    choice.setAccessibleText("Quantity that colours the channels");
    choice.setTooltip(new Tooltip("What the colour of a channel means"));
    Label colour = new Label("Colour");
    colour.setLabelFor(choice);
    colour.setMinWidth(USE_PREF_SIZE);
    Button button = new Button(null, new FontIcon(Feather.MAXIMIZE));
    button.setId("graph-fit");
    button.getStyleClass().addAll("button-icon", "flat");
    button.setAccessibleText("Fit the network into the view");
    button.setTooltip(new Tooltip("Fit into the view (F)"));
    button.setOnAction(e -> fit.run());
    file.setId("graph-colour-file");
    file.getStyleClass().add("flat");
    file.setMinWidth(USE_PREF_SIZE);
    file.setAccessibleText("Colour by file");
    file.setTooltip(
        new Tooltip(
            "Colours the channels by the numbers of a file: layer,channel,score, or JSON; press"
                + " again for the colours above"));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().addAll(title, note, space, colour, choice, file, button);
    setAlignment(Pos.CENTER_LEFT);
    setPadding(new Insets(8, 8, 8, 12));
  }

  /**
   * Told when the colours of a file are wanted, {@code true}, or not any more.
   *
   * @param listener may call {@link #showFile}
   */
  void setOnFile(Consumer<Boolean> listener) {
    file.setOnAction(e -> listener.accept(file.isSelected()));
  }

  /**
   * Which file colours the channels.
   *
   * @param name of the file; empty for none
   */
  void showFile(String name) {
    file.setSelected(!name.isEmpty());
    file.setText(name.isEmpty() ? "File\u2026" : name);
  }

  /** Leaves the colours of a file out. */
  void offerNoFile() {
    getChildren().remove(file);
  }

  void show(String name, String about) {
    title.setText(name);
    title.setMinWidth(name.length() > LONG_TITLE ? LEAST_TITLE : USE_PREF_SIZE);
    note.setText(about);
  }
}
