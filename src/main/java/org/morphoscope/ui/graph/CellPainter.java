package org.morphoscope.ui.graph;

import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.ui.model.CellMark;
import org.morphoscope.ui.model.RunSnapshot;

/**
 * Paints the channels of one layer and its places for new neurons: from afar a pixel per cell, near
 * by a kept picture with marks over it, very near and while cells move every cell by itself.
 */
final class CellPainter {
  /** Below this size in pixels a cell has no gap, no hatching and no mark. */
  static final double DETAIL = 5;

  /** Above this size a picture takes too much memory, and few cells fit into the view. */
  private static final double LARGE = 44;

  /** More cells than these do not move one by one. */
  private static final int MOVING = 3000;

  private final GraphicsContext g;
  private final Camera camera;
  private final CellImages images = new CellImages();
  private final SingleCell single;
  private boolean moving;
  private double width;
  private double height;
  private double device;

  CellPainter(GraphicsContext g, Camera camera) {
    this.g = g;
    this.camera = camera;
    this.single = new SingleCell(g);
  }

  /**
   * Begins a frame.
   *
   * @param devicePixels per pixel of the view
   */
  void begin(GraphScene scene, double viewWidth, double viewHeight, double devicePixels) {
    images.next();
    width = viewWidth;
    height = viewHeight;
    device = devicePixels;
    moving =
        scene.growth() != null
            && scene.moment().architecture().channels().stream().mapToInt(c -> c.size()).sum()
                <= MOVING;
  }

  void paint(GraphScene scene, Box box) {
    double size = (Box.PITCH - Box.GAP) * camera.scale();
    if (size < DETAIL) {
      paintImage(scene, box, 0, box.channels(), box.gridY());
      paintImage(scene, box, box.channels(), box.ghosts(), box.ghostsY());
    } else if (moving || size > LARGE) {
      eachVisible(scene, box, size);
    } else {
      g.setImageSmoothing(false);
      WritableImage image = images.of(scene, box, camera.scale() * device);
      // whole pixels, or the copy would be blurred
      g.drawImage(
          image,
          Math.round(camera.x(box.gridX()) * device) / device,
          Math.round(camera.y(box.gridY()) * device) / device,
          image.getWidth() / device,
          image.getHeight() / device);
      marks(scene, box, size);
    }
  }

  private void paintImage(GraphScene scene, Box box, int first, int count, double top) {
    if (count == 0) {
      return;
    }
    int rows = (count + box.columns() - 1) / box.columns();
    WritableImage image = images.far(scene, box, first, count);
    g.setImageSmoothing(false);
    g.drawImage(
        image,
        camera.x(box.gridX()),
        camera.y(top),
        box.columns() * Box.PITCH * camera.scale(),
        rows * Box.PITCH * camera.scale());
  }

  private void eachVisible(GraphScene scene, Box box, double size) {
    for (int cell = 0; cell < box.cells(); cell++) {
      double worldX = box.cellX(cell);
      double worldY = box.cellY(cell);
      double grown = size;
      if (moving && cell < box.channels()) {
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
      if (x < width && y < height && x + size > 0 && y + size > 0) {
        single.paint(scene, box, cell, x, y, grown);
      }
    }
  }

  /** What lies over the picture: signs of the set, kin, selection, pointer. */
  private void marks(GraphScene scene, Box box, double size) {
    RunSnapshot moment = scene.moment();
    if (!moment.marks().isEmpty()) {
      for (Map.Entry<UnitId, CellMark> mark : moment.marks().entrySet()) {
        if (mark.getKey().group() == box.group()) {
          over(scene, box, mark.getKey(), size);
        }
      }
    }
    for (UnitId unit : scene.kin()) {
      outlined(scene, box, unit, size);
    }
    for (UnitId unit : scene.selected()) {
      outlined(scene, box, unit, size);
    }
    if (scene.hovered() != null) {
      outlined(scene, box, scene.hovered(), size);
    }
  }

  private void over(GraphScene scene, Box box, UnitId unit, double size) {
    if (unit.channel() < box.cells()) {
      single.mark(
          scene,
          unit,
          camera.x(box.cellX(unit.channel())),
          camera.y(box.cellY(unit.channel())),
          size);
    }
  }

  private void outlined(GraphScene scene, Box box, UnitId unit, double size) {
    if (unit.group() == box.group() && unit.channel() < box.cells()) {
      single.outline(
          scene,
          unit,
          camera.x(box.cellX(unit.channel())),
          camera.y(box.cellY(unit.channel())),
          size);
    }
  }
}
