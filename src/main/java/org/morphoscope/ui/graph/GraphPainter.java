package org.morphoscope.ui.graph;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.morphoscope.text.ShortNames;
import org.morphoscope.ui.graph.place.AreaPainter;
import org.morphoscope.ui.kit.FittingText;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Glyph;

/** Paints the graph: the net as it lies there, and above it the channels. */
final class GraphPainter {
  private static final double NOTES_SCALE = 0.62;
  private static final double WIDTH_SCALE = 0.45;
  private static final double NAME_SCALE = 0.13;
  private static final double LEAST_NAME = 8.5;

  /** Distance from the top of a card to the middle of its name that is kept at every zoom. */
  private static final double NAME_TOP = 5.5;

  private static final double BAND = 4;

  /** Size of the type of a name at scale 1, in pixels. */
  static final double NAME = 12;

  private static final double NOTE = 10.5;

  private final GraphicsContext g;
  private final GraphicsContext above;
  private final Camera camera;
  private final Fonts fonts;
  private final CellPainter cells;
  private final AreaPainter areas;
  private final FittingText names;
  private final FittingText words;

  /**
   * @param ground where boxes, names and edges are painted
   * @param above where the cells are painted
   */
  GraphPainter(GraphicsContext ground, GraphicsContext above, Camera camera, Fonts fonts) {
    this.g = ground;
    this.above = above;
    this.camera = camera;
    this.fonts = fonts;
    this.cells = new CellPainter(above, camera);
    this.areas = new AreaPainter(ground, fonts);
    this.names = new FittingText(fonts.medium());
    this.words = new FittingText(fonts.regular());
  }

  /** Paints boxes, names and edges on an empty ground. */
  void ground(GraphScene scene, double width, double height) {
    g.clearRect(0, 0, width, height);
    g.setTextBaseline(VPos.CENTER);
    GraphGeometry net = scene.geometry();
    double s = camera.scale();
    areas.blocks(net.blocks(), s, camera.x(0), camera.y(0), net.type(), scene.palette());
    edges(scene, width, height);
    for (Box box : net.boxes()) {
      if (inside(box, width, height)) {
        card(scene, box);
      }
    }
    areas.rows(net.rows(), s, camera.x(0), camera.y(0), net.type(), scene.palette());
  }

  /**
   * Paints the cells.
   *
   * @param device pixels of the screen per pixel of the view
   */
  void cells(GraphScene scene, double width, double height, double device) {
    cells.begin(scene, width, height, device);
    for (Box box : scene.geometry().boxes()) {
      if (box.channels() > 0 && inside(box, width, height)) {
        cells.paint(scene, box);
      }
    }
    if (scene.pulse() != null) {
      ring(scene, scene.pulse());
    }
  }

  private boolean inside(Box box, double width, double height) {
    double left = camera.x(box.x());
    double top = camera.y(box.y());
    return left <= width
        && top <= height
        && left + box.width() * camera.scale() >= 0
        && top + box.height() * camera.scale() >= 0;
  }

  private void ring(GraphScene scene, Pulse pulse) {
    double away = pulse.distance(scene.now());
    double arc = 8 + away;
    above.setGlobalAlpha(pulse.strength(scene.now()));
    above.setStroke(scene.palette().accent());
    above.setLineWidth(2.5);
    above.strokeRoundRect(
        camera.x(pulse.x()) - away,
        camera.y(pulse.y()) - away,
        pulse.width() * camera.scale() + 2 * away,
        pulse.height() * camera.scale() + 2 * away,
        arc,
        arc);
    above.setGlobalAlpha(1);
  }

  private void edges(GraphScene scene, double width, double height) {
    g.setStroke(scene.palette().muted());
    g.setFill(scene.palette().muted());
    g.setLineWidth(1.2);
    for (double[] edge : scene.geometry().edges()) {
      int points = edge.length / 2;
      double[] xs = new double[points];
      double[] ys = new double[points];
      for (int i = 0; i < points; i++) {
        xs[i] = camera.x(edge[2 * i]);
        ys[i] = camera.y(edge[2 * i + 1]);
      }
      if (outside(xs, width) || outside(ys, height)) {
        continue;
      }
      double tip = Math.min(6, 6 * camera.scale());
      double endX = xs[points - 1];
      double endY = ys[points - 1];
      xs[points - 1] -= tip * 0.6;
      g.strokePolyline(xs, ys, points);
      g.fillPolygon(
          new double[] {endX, endX - tip, endX - tip},
          new double[] {endY, endY - tip * 0.55, endY + tip * 0.55},
          3);
    }
  }

  private static boolean outside(double[] places, double size) {
    boolean before = true;
    boolean behind = true;
    for (double place : places) {
      before &= place < 0;
      behind &= place > size;
    }
    return before || behind;
  }

  private void card(GraphScene scene, Box box) {
    double s = camera.scale();
    double x = camera.x(box.x());
    double y = camera.y(box.y());
    double w = box.width() * s;
    double h = box.height() * s;
    if (box.look() == Box.Look.SUM) {
      sum(scene, box, x, y, w);
      return;
    }
    double arc = Math.min(12, 12 * s);
    g.setFill(scene.palette().card());
    g.fillRoundRect(x, y, w, h, arc, arc);
    g.setStroke(scene.palette().border());
    g.setLineWidth(1);
    g.strokeRoundRect(x, y, w, h, arc, arc);
    if (box.tie() >= 0) {
      double band = Math.max(2, BAND * s);
      g.setFill(scene.palette().tie(box.tie()));
      g.fillRoundRect(x, y, w, band + arc / 2, arc, arc);
      g.setFill(scene.palette().card());
      g.fillRect(x + 0.5, y + band, w - 1, arc / 2 + 0.5);
    }
    if (s < NAME_SCALE) {
      return;
    }
    titles(scene, box, s);
    if (s < NOTES_SCALE) {
      return;
    }
    // on a stage the notes are as large as the names: all of it is to be read
    double size = (box.type() > 1 ? NAME : NOTE) * box.type() * s;
    double room = w - 2 * Box.PADDING * s;
    g.setFont(fonts.regular(size));
    g.setFill(scene.palette().muted());
    g.setTextAlign(TextAlignment.LEFT);
    double line = box.notesY() + box.line() / 2;
    for (String note : box.notes()) {
      g.fillText(words.cut(note, room, size), x + Box.PADDING * s, camera.y(line));
      line += box.line();
    }
  }

  private void sum(GraphScene scene, Box box, double x, double y, double size) {
    g.setFill(scene.palette().card());
    g.fillOval(x, y, size, size);
    g.setStroke(box.tie() >= 0 ? scene.palette().tie(box.tie()) : scene.palette().muted());
    g.setLineWidth(Math.max(1.4, 2.4 * camera.scale()));
    g.strokeOval(x, y, size, size);
    g.setStroke(scene.palette().text());
    g.setLineWidth(Math.max(1, 1.6 * camera.scale()));
    double middle = size / 2;
    double arm = size * 0.22;
    g.strokeLine(x + middle - arm, y + middle, x + middle + arm, y + middle);
    g.strokeLine(x + middle, y + middle - arm, x + middle, y + middle + arm);
  }

  /** Name above, width or change of width below. */
  private void titles(GraphScene scene, Box box, double s) {
    double size = Math.max(LEAST_NAME, NAME * box.type() * s);
    double left = camera.x(box.x() + Box.PADDING);
    double room = (box.width() - 2 * Box.PADDING) * s;
    g.setFont(fonts.medium(size));
    g.setFill(scene.palette().text());
    g.setTextAlign(TextAlignment.LEFT);
    boolean locked = box.group() >= 0 && scene.moment().locked().contains(box.group());
    double lock = locked ? Math.min(15, 15 * Math.max(s, 0.7)) : 0;
    String name = names.first(ShortNames.forms(box.title()), room - lock, size);
    boolean cut = name.isEmpty() && s >= WIDTH_SCALE;
    double titleY = Math.max(camera.y(box.titleY()), camera.y(box.y()) + NAME_TOP);
    g.fillText(cut ? names.cut(box.title(), room - lock, size) : name, left, titleY);
    if (locked) {
      double right = camera.x(box.x() + box.width()) - 4 - lock;
      Glyph.LOCK.paint(g, scene.palette(), right, camera.y(box.y()) + 5, lock);
    }
    if (box.channels() == 0 || s < WIDTH_SCALE) {
      return;
    }
    int target = scene.moment().targetWidths()[box.group()];
    boolean changes = target != box.channels();
    g.setFont(changes ? fonts.medium(size) : fonts.regular(size));
    g.setFill(changes ? scene.palette().accent() : scene.palette().muted());
    String count = Integer.toString(box.channels());
    String text =
        changes
            ? names.cut(count + " \u2192 " + target, room, size)
            : words.first(List.of(count + " channels", count), room, size);
    g.fillText(text, left, camera.y(box.widthY()));
  }
}
