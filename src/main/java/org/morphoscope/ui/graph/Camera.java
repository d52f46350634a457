package org.morphoscope.ui.graph;

/** Maps world to screen: {@code screen = world * scale + offset}. */
final class Camera {
  private static final double MARGIN = 18;
  private static final double MINIMUM = 0.02;
  private static final double MAXIMUM = 8;

  /** Largest scale at which a whole net is shown, beside other views. */
  static final double LARGEST_FIT = 1.5;

  private double scale = 1;
  private double offsetX;
  private double offsetY;

  double scale() {
    return scale;
  }

  double x(double world) {
    return world * scale + offsetX;
  }

  double y(double world) {
    return world * scale + offsetY;
  }

  double worldX(double screen) {
    return (screen - offsetX) / scale;
  }

  double worldY(double screen) {
    return (screen - offsetY) / scale;
  }

  void pan(double dx, double dy) {
    offsetX += dx;
    offsetY += dy;
  }

  /** Zooms so that the point under the pointer stays there. */
  void zoom(double factor, double screenX, double screenY) {
    double wanted = Math.max(MINIMUM, Math.min(MAXIMUM, scale * factor));
    double wx = worldX(screenX);
    double wy = worldY(screenY);
    scale = wanted;
    offsetX = screenX - wx * scale;
    offsetY = screenY - wy * scale;
  }

  /**
   * Shows all of the graph.
   *
   * @param top height kept free above, in pixels
   * @param bottom height kept free below, in pixels
   * @param largest scale that is not to be passed
   */
  void fit(
      GraphGeometry graph, double width, double height, double top, double bottom, double largest) {
    double roomY = Math.max(1, height - top - bottom);
    scale = fitting(graph, width, roomY, largest);
    offsetX = (width - graph.width() * scale) / 2;
    offsetY = top + (roomY - graph.height() * scale) / 2;
  }

  /**
   * Largest scale at which all of the graph can be seen.
   *
   * @param most larger ones are not wanted
   */
  static double fitting(GraphGeometry graph, double width, double height, double most) {
    double roomX = Math.max(1, width - 2 * MARGIN);
    double wanted = Math.min(roomX / graph.width(), Math.max(1, height) / graph.height());
    return Math.max(MINIMUM, Math.min(most, wanted));
  }

  /** Puts a point of the world in the middle of the view. */
  void centre(double worldX, double worldY, double wanted, double width, double height) {
    scale = Math.max(MINIMUM, Math.min(MAXIMUM, wanted));
    offsetX = width / 2 - worldX * scale;
    offsetY = height / 2 - worldY * scale;
  }
}
