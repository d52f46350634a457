package org.morphoscope.ui.graph.place;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.morphoscope.ui.kit.FittingText;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Palette;

/** Paints the grounds of blocks, and the names of blocks and rows, which are read from afar. */
public final class AreaPainter {
  private static final double LEAST = 7.5;

  /** Strips that are lower hold no name that can be read. */
  private static final double LOWEST = 6.5;

  private static final double LARGEST = 13;
  private static final double GROUND = 0.4;
  private static final double SHARE = 0.78;
  private static final double INSET = 5;

  private final GraphicsContext g;
  private final Fonts fonts;
  private final FittingText text;

  /**
   * @param g where it paints
   * @param fonts the window's typeface
   */
  public AreaPainter(GraphicsContext g, Fonts fonts) {
    this.g = g;
    this.fonts = fonts;
    this.text = new FittingText(fonts.medium());
  }

  /**
   * Paints blocks with their names.
   *
   * @param blocks in world coordinates
   * @param scale pixels per unit of the world
   * @param x of the world's origin, in pixels
   * @param y of the world's origin, in pixels
   * @param type size of the type, 1 in the window
   * @param palette colours
   */
  public void blocks(
      List<Area> blocks, double scale, double x, double y, double type, Palette palette) {
    for (Area block : blocks) {
      double left = x + block.x() * scale;
      double top = y + block.y() * scale;
      double arc = Math.min(16, 16 * scale);
      g.setFill(palette.border());
      g.setGlobalAlpha(GROUND);
      g.fillRoundRect(left, top, block.width() * scale, block.height() * scale, arc, arc);
      g.setGlobalAlpha(1);
      name(block, left, top + 0.55 * block.strip() * scale, scale, type, palette);
    }
  }

  /**
   * Paints the names of rows above them; a single row has none.
   *
   * @param rows in world coordinates
   * @param scale pixels per unit of the world
   * @param x of the world's origin, in pixels
   * @param y of the world's origin, in pixels
   * @param type size of the type, 1 in the window
   * @param palette colours
   */
  public void rows(
      List<Area> rows, double scale, double x, double y, double type, Palette palette) {
    if (rows.size() > 1) {
      for (Area row : rows) {
        double middle = y + (row.y() - 0.5 * row.strip()) * scale;
        name(row, x + row.x() * scale - INSET, middle, scale, type, palette);
      }
    }
  }

  private void name(
      Area area, double left, double middle, double scale, double type, Palette palette) {
    double high = area.strip() * scale;
    double size = Math.min(LARGEST * type, Math.max(LEAST, SHARE * high));
    double room = area.width() * scale - 2 * INSET;
    if (high < LOWEST || middle < -size) {
      return;
    }
    g.setFont(fonts.medium(size));
    g.setFill(palette.muted());
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(text.cut(area.name(), room, size), left + INSET, middle);
  }
}
