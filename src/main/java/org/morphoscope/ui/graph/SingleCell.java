package org.morphoscope.ui.graph;

import javafx.scene.canvas.GraphicsContext;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.kit.Glyph;
import org.morphoscope.ui.model.CellMark;

/** Paints one cell with shapes. */
final class SingleCell {
  private static final double HATCH = 8;
  private static final double DASH = 2;

  /** Places for new neurons are drawn smaller, within a dashed frame. */
  private static final double GHOST_INSET = 0.16;

  private final GraphicsContext g;

  SingleCell(GraphicsContext g) {
    this.g = g;
  }

  private static double arc(double size) {
    return Math.min(5, size * 0.3);
  }

  /** Paints all of a cell at a place in pixels. */
  void paint(GraphScene scene, Box box, int cell, double x, double y, double size) {
    fill(scene, box, cell, x, y, size);
    UnitId unit = new UnitId(box.group(), cell);
    mark(scene, unit, x, y, size);
    outline(scene, unit, x, y, size);
  }

  /** The sign of what is to become of it. */
  void mark(GraphScene scene, UnitId unit, double x, double y, double size) {
    CellMark mark = scene.moment().marks().get(unit);
    if (mark != null) {
      glyph(mark).paint(g, scene.palette(), x, y, size);
    }
  }

  /** A line around a selected cell, the one under the pointer and its kin. */
  void outline(GraphScene scene, UnitId unit, double x, double y, double size) {
    boolean selected = scene.selected().contains(unit);
    boolean kin = scene.kin().contains(unit);
    if (!selected && !kin && !unit.equals(scene.hovered())) {
      return;
    }
    g.setStroke(
        selected
            ? scene.palette().text()
            : kin ? scene.palette().accent() : scene.palette().muted());
    g.setLineWidth(selected || kin ? 2 : 1.2);
    double arc = arc(size) + 2;
    g.strokeRoundRect(x - 1.5, y - 1.5, size + 3, size + 3, arc, arc);
  }

  private void fill(GraphScene scene, Box box, int cell, double x, double y, double size) {
    double arc = arc(size);
    boolean stale = scene.moment().stale();
    boolean ghost = cell >= box.channels();
    double inset = ghost ? size * GHOST_INSET : 0;
    double inner = size - 2 * inset;
    g.setFill(scene.scale().colour(scene.heat(), box.group(), cell, stale));
    g.fillRoundRect(x + inset, y + inset, inner, inner, arc, arc);
    if (ghost) {
      g.setStroke(scene.palette().muted());
      g.setLineWidth(1);
      g.setLineDashes(DASH, DASH);
      g.strokeRoundRect(x + 0.5, y + 0.5, size - 1, size - 1, arc, arc);
      g.setLineDashes();
    } else if (!Double.isFinite(scene.heat().value(box.group(), cell))) {
      boolean newborn = stale && !scene.moment().scores().isEmpty();
      g.setStroke(newborn ? scene.palette().accent() : scene.palette().border());
      g.setLineWidth(newborn ? 1.2 : 1);
      g.strokeRoundRect(x + 0.5, y + 0.5, size - 1, size - 1, arc, arc);
    }
    if (size >= HATCH && scene.heat().uncertain(box.group(), cell)) {
      hatch(scene, x + inset, y + inset, inner);
    }
  }

  private void hatch(GraphScene scene, double x, double y, double size) {
    g.setStroke(scene.palette().card());
    g.setLineWidth(Math.max(1, size * 0.09));
    double third = size / 3;
    g.strokeLine(x, y + third, x + third, y);
    g.strokeLine(x, y + size, x + size, y);
    g.strokeLine(x + 2 * third, y + size, x + size, y + 2 * third);
  }

  static Glyph glyph(CellMark mark) {
    return switch (mark) {
      case SPLIT -> Glyph.PLUS;
      case PRUNE -> Glyph.MINUS;
      case NEW_NEURON -> Glyph.STAR;
      case APPROVED_SPLIT, APPROVED_PRUNE, APPROVED_NEW -> Glyph.TICK;
      case VETOED -> Glyph.CROSS;
      case DEFERRED -> Glyph.DOTS;
    };
  }
}
