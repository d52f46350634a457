package org.morphoscope.ui.chart;

import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.morphoscope.net.Resource;

/** Title, note and switches of the chart of the loss. */
final class LossBar extends HBox {
  private final Label note = new Label();
  private final ToggleButton near = new ToggleButton("decision");
  private final Button budget = new Button("At the budget");
  private final ToggleButton log = new ToggleButton("log");
  private final ComboBox<Resource> axis = new ComboBox<>();
  private Consumer<Resource> axisChosen = resource -> {};
  private boolean following;

  /**
   * @param changed called when scale or neighbourhood was switched
   */
  LossBar(Runnable changed) {
    super(6);
    setAlignment(Pos.CENTER_LEFT);
    setPadding(new Insets(8, 8, 4, 12));
    Label title = new Label("Loss against");
    title.getStyleClass().add("view-title");
    title.setMinWidth(USE_PREF_SIZE);
    title.setLabelFor(axis);
    note.setId("loss-note");
    note.getStyleClass().add("view-note");
    note.setMinWidth(0);
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(note.textProperty());
    note.setTooltip(whole);
    near.setId("loss-decision");
    near.setSelected(true);
    near.setMinWidth(USE_PREF_SIZE);
    near.setTooltip(new Tooltip("Show the neighbourhood of the decision, or the whole run"));
    near.setOnAction(e -> changed.run());
    budget.setId("loss-budget");
    budget.setMinWidth(USE_PREF_SIZE);
    budget.setTooltip(new Tooltip("\u03bb back to where the set meets the round's budget"));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().addAll(title, axisBox(), note, space, budget, near, scale(changed));
  }

  private Node axisBox() {
    axis.setId("loss-axis");
    axis.getStyleClass().add("loss-axis");
    axis.getItems().setAll(Resource.values());
    axis.setValue(Resource.PARAMETERS);
    axis.setMinWidth(USE_PREF_SIZE);
    axis.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Resource resource) {
            return name(resource);
          }

          @Override
          public Resource fromString(String text) {
            throw new UnsupportedOperationException("names are chosen, not typed");
          }
        });
    axis.setAccessibleText("Size of the network on the axis");
    axis.setTooltip(
        new Tooltip(
            "Count parameters, or multiply-accumulates (MACs) of one image's forward pass"));
    axis.valueProperty()
        .addListener(
            (o, before, now) -> {
              if (!following) {
                axisChosen.accept(now);
              }
            });
    return axis;
  }

  static String name(Resource resource) {
    return resource == Resource.PARAMETERS ? "parameters" : "MACs";
  }

  private Node scale(Runnable changed) {
    ToggleButton linear = new ToggleButton("linear");
    linear.setId("loss-linear");
    log.setId("loss-log");
    linear.getStyleClass().add("left-pill");
    log.getStyleClass().add("right-pill");
    linear.setTooltip(new Tooltip("Size on a linear axis"));
    log.setTooltip(new Tooltip("Size on a logarithmic axis"));
    HBox scale = new HBox(linear, log);
    scale.setMinWidth(USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    group.getToggles().setAll(linear, log);
    group.selectToggle(log);
    group
        .selectedToggleProperty()
        .addListener(
            (o, before, now) -> {
              if (now == null) {
                group.selectToggle(before);
              } else {
                changed.run();
              }
            });
    return scale;
  }

  boolean logarithmic() {
    return log.isSelected();
  }

  /** Whether the neighbourhood of the decision is wanted. */
  boolean near() {
    return near.isSelected();
  }

  void setOnAxis(Consumer<Resource> listener) {
    axisChosen = listener;
  }

  void setOnBudget(Runnable listener) {
    budget.setOnAction(e -> listener.run());
  }

  /**
   * @param decision whether one is under way
   * @param byHand whether a person moved lambda
   */
  void show(String text, Resource counted, boolean decision, boolean byHand) {
    note.setText(text);
    following = true;
    axis.setValue(counted);
    following = false;
    shown(near, decision);
    shown(budget, byHand);
  }

  private static void shown(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
