package org.morphoscope.ui.graph;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.morphoscope.growth.ChannelInfo;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.kit.Glyph;
import org.morphoscope.ui.model.CellMark;

/**
 * Paints the channels of one layer and its places for new neurons: cells with marks near by, a
 * small image from afar.
 */
final class CellPainter {
  /** Below this size in pixels a cell has no gap, no hatching and no mark. */
  static final double DETAIL = 5;

  private static final double HATCH = 8;
  private static final int MANY = 192;
  private static final double DASH = 2;

  /** Places for new neurons are drawn smaller, within a dashed frame. */
  private static final double GHOST_INSET = 0.16;

  private final GraphicsContext g;
  private final Camera camera;

  CellPainter(GraphicsContext g, Camera camera) {
    this.g = g;
    this.camera = camera;
  }

  void paint(GraphScene scene, Box box) {
    double size = (Box.PITCH - Box.GAP) * camera.scale();
    if (size < DETAIL) {
      paintImage(scene, box, 0, box.channels(), box.gridY());
      paintImage(scene, box, box.channels(), box.ghosts(), box.ghostsY());
      return;
    }
    for (int cell = 0; cell < box.cells(); cell++) {
      paintCell(scene, box, cell, size);
    }
  }

  private void paintImage(GraphScene scene, Box box, int first, int count, double top) {
    if (count == 0) {
      return;
    }
    int rows = (count + box.columns() - 1) / box.columns();
    WritableImage image = new WritableImage(box.columns(), rows);
    PixelWriter pixels = image.getPixelWriter();
    for (int i = 0; i < count; i++) {
      CellMark mark = scene.moment().marks().get(new UnitId(box.group(), first + i));
      Color colour =
          mark == null || mark == CellMark.DEFERRED
              ? scene.scale().colour(scene.heat(), box.group(), first + i, scene.moment().stale())
              : glyph(mark).colour(scene.palette());
      pixels.setColor(i % box.columns(), i / box.columns(), colour);
    }
    g.setImageSmoothing(false);
    g.drawImage(
        image,
        camera.x(box.gridX()),
        camera.y(top),
        box.columns() * Box.PITCH * camera.scale(),
        rows * Box.PITCH * camera.scale());
  }

  private void paintCell(GraphScene scene, Box box, int cell, double size) {
    double worldX = box.cellX(cell);
    double worldY = box.cellY(cell);
    double grown = size;
    boolean ghost = cell >= box.channels();
    if (scene.growth() != null && !ghost) {
      ChannelInfo info = scene.moment().architecture().channels().get(box.group()).get(cell);
      double t = scene.growth().progress(scene.now());
      double fromX = scene.growth().fromX(box, info, worldX);
      double fromY = scene.growth().fromY(box, info, worldY);
      worldX = fromX + (worldX - fromX) * t;
      worldY = fromY + (worldY - fromY) * t;
      grown = scene.growth().newborn(box, info) ? size * (0.4 + 0.6 * t) : size;
    }
    double x = camera.x(worldX) + (size - grown) / 2;
    double y = camera.y(worldY) + (size - grown) / 2;
    double arc = Math.min(5, size * 0.3);
    fill(scene, box, cell, x, y, grown, arc);
    UnitId unit = new UnitId(box.group(), cell);
    CellMark mark = scene.moment().marks().get(unit);
    if (mark != null) {
      glyph(mark).paint(g, scene.palette(), x, y, grown);
    }
    if (scene.selected().contains(unit) || unit.equals(scene.hovered())) {
      g.setStroke(
          scene.selected().contains(unit) ? scene.palette().text() : scene.palette().muted());
      g.setLineWidth(scene.selected().contains(unit) ? 2 : 1.2);
      g.strokeRoundRect(x - 1.5, y - 1.5, grown + 3, grown + 3, arc + 2, arc + 2);
    }
  }

  private void fill(
      GraphScene scene, Box box, int cell, double x, double y, double size, double arc) {
    boolean stale = scene.moment().stale();
    boolean ghost = cell >= box.channels();
    double inset = ghost ? size * GHOST_INSET : 0;
    g.setFill(scene.scale().colour(scene.heat(), box.group(), cell, stale));
    if (box.channels() > MANY) {
      // plain pixels are many times cheaper without a graphics card
      g.fillRect(Math.round(x), Math.round(y), Math.round(size), Math.round(size));
    } else {
      double inner = size - 2 * inset;
      g.fillRoundRect(x + inset, y + inset, inner, inner, arc, arc);
    }
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
      hatch(scene, x + inset, y + inset, size - 2 * inset);
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

  private static Glyph glyph(CellMark mark) {
    return switch (mark) {
      case SPLIT -> Glyph.PLUS;
      case PRUNE -> Glyph.MINUS;
      case NEW -> Glyph.STAR;
      case APPROVED_SPLIT, APPROVED_PRUNE, APPROVED_NEW -> Glyph.TICK;
      case VETOED -> Glyph.CROSS;
      case DEFERRED -> Glyph.DOTS;
    };
  }
}
