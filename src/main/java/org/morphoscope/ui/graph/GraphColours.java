package org.morphoscope.ui.graph;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.Heat;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.model.RunSnapshot;

/**
 * What the colours of the channels mean, a quantity or the scores of a file, and how they look in
 * the theme.
 */
final class GraphColours {
  private final ObjectProperty<Quantity> quantity =
      new SimpleObjectProperty<>(this, "quantity", Quantity.SPLIT_GAIN);
  private Optional<FileColours> file = Optional.empty();
  private Palette palette = Theme.LIGHT.palette();
  private ColourScale scale = ColourScale.of(true, palette);
  private Heat heat;

  ObjectProperty<Quantity> quantityProperty() {
    return quantity;
  }

  Palette palette() {
    return palette;
  }

  ColourScale scale() {
    return scale;
  }

  /** Values of the channels of the moment that was taken last. */
  Heat heat() {
    return heat;
  }

  /** Colours by the scores of a file, or by the quantity again. */
  void setFile(Optional<FileColours> by) {
    file = by;
    rescale();
  }

  void setPalette(Palette of) {
    palette = of;
    rescale();
  }

  private void rescale() {
    scale = ColourScale.of(file.isEmpty() && quantity.get().diverging(), palette);
  }

  /** Takes the values of a moment. */
  void take(RunSnapshot moment) {
    heat = file.map(by -> by.heat(moment)).orElseGet(() -> Heat.of(moment, quantity.get()));
  }

  /** What the file says of a channel: a line that begins with a break; empty without a file. */
  String line(RunSnapshot moment, UnitId unit) {
    return file.map(by -> by.line(moment, unit)).orElse("");
  }
}
