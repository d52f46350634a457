package org.morphoscope.ui.graph;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.paint.Color;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Glyph;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.model.Heat;
import org.morphoscope.ui.model.Quantity;

/** Says what the colours and signs mean, with units. */
final class Legend extends FlowPane {
  private static final double BAR_WIDTH = 120;
  private static final double BAR_HEIGHT = 10;
  private static final double SWATCH = 12;

  Legend() {
    super(14, 4);
    setId("graph-legend");
    getStyleClass().add("graph-legend");
    setAlignment(Pos.CENTER_LEFT);
  }

  /** What decides which signs there are; the numbers at the ends of the bar change far oftener. */
  private record Look(
      Quantity quantity, String unit, ColourScale scale, boolean stale, boolean ghosts) {}

  private final Label left = new Label();
  private final Label right = new Label();
  private Look look;
  private boolean signs = true;

  /**
   * Whether the signs of decisions are explained; a window with signs of its own does it itself.
   */
  void setSigns(boolean explained) {
    signs = explained;
  }

  /** Says nothing. */
  void clear() {
    look = null;
    getChildren().clear();
  }

  void show(Heat heat, ColourScale scale, Palette palette, boolean stale, boolean ghosts) {
    ends(heat);
    Look wanted = new Look(heat.quantity(), heat.unit(), scale, stale, ghosts);
    if (!wanted.equals(look)) {
      look = wanted;
      build(heat, scale, palette, stale, ghosts);
    }
  }

  private void ends(Heat heat) {
    boolean known = heat.hasValues();
    String low = known ? end(heat, heat.low()) : "";
    String high = known ? end(heat, heat.high()) : "";
    boolean diverging = heat.quantity().diverging();
    left.setText(diverging ? (low + " gain").strip() : low);
    right.setText(diverging ? (high + " harm").strip() : high);
  }

  private void build(Heat heat, ColourScale scale, Palette palette, boolean stale, boolean ghosts) {
    getChildren().setAll(bar(heat, scale));
    if (heat.quantity().diverging()) {
      getChildren().add(item("zero", swatch(palette.zero(), null), "A score of exactly zero."));
      getChildren()
          .add(
              item(
                  "within 1 s.e.",
                  swatch(scale.at(0.2), palette.card()),
                  "Hatched: the score lies within one standard error of zero. Cells are pale while"
                      + " the standard error is large."));
    }
    if (signs) {
      getChildren().add(item("split", Glyph.PLUS.icon(palette), "The channel is in the set."));
      getChildren().add(item("prune", Glyph.MINUS.icon(palette), "The channel is in the set."));
    }
    if (signs && ghosts) {
      getChildren()
          .add(
              item(
                  "new",
                  Glyph.STAR.icon(palette),
                  "Dashed cells: places for new neurons; " + "the sign marks those in the set."));
    }
    if (stale) {
      Label note = new Label("scores from before the last growth");
      note.getStyleClass().add("legend-note");
      getChildren().add(note);
    }
  }

  private Node bar(Heat heat, ColourScale scale) {
    Canvas canvas = new Canvas(BAR_WIDTH, BAR_HEIGHT);
    GraphicsContext g = canvas.getGraphicsContext2D();
    for (int x = 0; x < BAR_WIDTH; x++) {
      g.setFill(scale.at(x / (BAR_WIDTH - 1)));
      g.fillRect(x, 0, 1, BAR_HEIGHT);
    }
    Label unit = new Label(heat.unit());
    unit.getStyleClass().add("legend-unit");
    HBox box = new HBox(6, left, canvas, right, unit);
    box.setAlignment(Pos.CENTER_LEFT);
    Tooltip.install(box, new Tooltip(heat.explanation()));
    return box;
  }

  private static String end(Heat heat, double value) {
    if (heat.quantity() == Quantity.AGE) {
      return Formats.count(Math.round(value));
    }
    String text = Formats.significant(value);
    return heat.quantity().diverging() && value > 0 ? "+" + text : text;
  }

  private static Canvas swatch(Color fill, Color hatch) {
    Canvas canvas = new Canvas(SWATCH, SWATCH);
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setFill(fill);
    g.fillRoundRect(0, 0, SWATCH, SWATCH, 4, 4);
    if (hatch != null) {
      g.setStroke(hatch);
      g.setLineWidth(1.2);
      for (double d = SWATCH / 3; d < 2 * SWATCH; d += SWATCH / 3) {
        g.strokeLine(0, d, d, 0);
      }
    }
    return canvas;
  }

  private static Label item(String text, Node icon, String explanation) {
    Label label = new Label(text, icon);
    label.setGraphicTextGap(5);
    label.setTooltip(new Tooltip(explanation));
    return label;
  }
}
