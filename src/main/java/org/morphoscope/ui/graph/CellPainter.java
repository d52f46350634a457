package org.morphoscope.ui.graph;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.morphoscope.growth.ChannelInfo;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.kit.Glyph;
import org.morphoscope.ui.model.CellMark;

/** Paints the channels of one layer: cells with marks near by, a small image from afar. */
final class CellPainter {
  /** Below this size in pixels a cell has no gap, no hatching and no mark. */
  static final double DETAIL = 5;

  private static final double HATCH = 8;
  private static final int MANY = 192;

  private final GraphicsContext g;
  private final Camera camera;

  CellPainter(GraphicsContext g, Camera camera) {
    this.g = g;
    this.camera = camera;
  }

  void paint(GraphScene scene, Box box) {
    double size = (Box.PITCH - Box.GAP) * camera.scale();
    if (size < DETAIL) {
      paintImage(scene, box);
      return;
    }
    for (int channel = 0; channel < box.channels(); channel++) {
      paintCell(scene, box, channel, size);
    }
  }

  private void paintImage(GraphScene scene, Box box) {
    WritableImage image = new WritableImage(box.columns(), box.rows());
    PixelWriter pixels = image.getPixelWriter();
    for (int channel = 0; channel < box.channels(); channel++) {
      CellMark mark = scene.moment().marks().get(new UnitId(box.layer(), channel));
      Color colour =
          mark == null || mark == CellMark.DEFERRED
              ? scene.scale().colour(scene.heat(), box.layer(), channel, scene.moment().stale())
              : glyph(mark).colour(scene.palette());
      pixels.setColor(channel % box.columns(), channel / box.columns(), colour);
    }
    g.setImageSmoothing(false);
    g.drawImage(
        image,
        camera.x(box.gridX()),
        camera.y(box.gridY()),
        box.columns() * Box.PITCH * camera.scale(),
        box.rows() * Box.PITCH * camera.scale());
  }

  private void paintCell(GraphScene scene, Box box, int channel, double size) {
    double worldX = box.cellX(channel);
    double worldY = box.cellY(channel);
    double grown = size;
    ChannelInfo info = scene.moment().architecture().channels().get(box.layer()).get(channel);
    if (scene.growth() != null) {
      double t = scene.growth().progress(scene.now());
      double fromX = scene.growth().fromX(info, worldX);
      double fromY = scene.growth().fromY(info, worldY);
      worldX = fromX + (worldX - fromX) * t;
      worldY = fromY + (worldY - fromY) * t;
      grown = scene.growth().newborn(info) ? size * (0.4 + 0.6 * t) : size;
    }
    double x = camera.x(worldX) + (size - grown) / 2;
    double y = camera.y(worldY) + (size - grown) / 2;
    UnitId unit = new UnitId(box.layer(), channel);
    double arc = Math.min(5, size * 0.3);
    g.setFill(scene.scale().colour(scene.heat(), box.layer(), channel, scene.moment().stale()));
    if (box.channels() > MANY) {
      // plain pixels are many times cheaper without a graphics card
      g.fillRect(Math.round(x), Math.round(y), Math.round(grown), Math.round(grown));
    } else {
      g.fillRoundRect(x, y, grown, grown, arc, arc);
    }
    if (!Double.isFinite(scene.heat().value(box.layer(), channel))) {
      boolean newborn = scene.moment().stale();
      g.setStroke(newborn ? scene.palette().accent() : scene.palette().border());
      g.setLineWidth(newborn ? 1.2 : 1);
      g.strokeRoundRect(x + 0.5, y + 0.5, grown - 1, grown - 1, arc, arc);
    } else if (size >= HATCH && scene.heat().uncertain(box.layer(), channel)) {
      hatch(scene, x, y, grown);
    }
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
      case APPROVED_SPLIT, APPROVED_PRUNE -> Glyph.TICK;
      case VETOED -> Glyph.CROSS;
      case DEFERRED -> Glyph.DOTS;
    };
  }
}
