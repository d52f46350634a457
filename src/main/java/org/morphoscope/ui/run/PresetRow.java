package org.morphoscope.ui.run;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** Buttons that fill a form with values for an occasion. */
final class PresetRow extends HBox {
  private static final double WIDEST = 320;

  private final Label title = new Label("Preset");
  private Consumer<RunPreset> chosen = preset -> {};

  PresetRow() {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    title.visibleProperty().bind(visibleProperty());
    for (RunPreset preset : RunPreset.values()) {
      Button button = new Button(preset.words());
      button.setId("form-preset-" + preset.words());
      button.setMinWidth(USE_PREF_SIZE);
      button.setAccessibleHelp(preset.explanation());
      Tooltip tip = new Tooltip(preset.explanation());
      tip.setWrapText(true);
      tip.setMaxWidth(WIDEST);
      button.setTooltip(tip);
      button.setOnAction(event -> chosen.accept(preset));
      getChildren().add(button);
    }
  }

  /** Stands before it, and is gone where it is. */
  Label title() {
    return title;
  }

  /** The keyboard goes on at this one. */
  void focus(RunPreset preset) {
    getChildren().get(preset.ordinal()).requestFocus();
  }

  /** Told which is pressed. */
  void setOnChosen(Consumer<RunPreset> listener) {
    chosen = listener;
  }
}
