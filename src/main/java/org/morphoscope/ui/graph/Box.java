package org.morphoscope.ui.graph;

import java.util.List;
import org.morphoscope.net.UnitId;

/**
 * A card of the graph in world coordinates.
 *
 * @param layer index of the layer, -1 for input and head
 * @param title its name
 * @param notes lines below the cells
 * @param channels number of cells
 * @param columns cells per row
 * @param x left edge
 * @param y upper edge
 * @param width width
 * @param height height
 */
record Box(
    int layer,
    String title,
    List<String> notes,
    int channels,
    int columns,
    double x,
    double y,
    double width,
    double height) {
  static final double PITCH = 17;
  static final double GAP = 2;
  static final double PADDING = 8;
  static final double TITLE = 38;
  static final double LINE = 15;
  private static final double MINIMUM_WIDTH = 84;
  private static final double END_WIDTH = 60;
  private static final double END_TITLE = 22;

  /** A card at the origin, large enough for its content. */
  static Box of(int layer, String title, List<String> notes, int channels) {
    int columns = channels == 0 ? 1 : Math.max(2, (int) Math.ceil(Math.sqrt(channels / 4.0)));
    int rows = (channels + columns - 1) / columns;
    double width =
        channels == 0 ? END_WIDTH : Math.max(MINIMUM_WIDTH, columns * PITCH - GAP + 2 * PADDING);
    double head = channels == 0 ? END_TITLE : TITLE;
    double height = 2 * PADDING + head + rows * PITCH + 4 + notes.size() * LINE;
    return new Box(layer, title, notes, channels, columns, 0, 0, width, height);
  }

  Box at(double left, double top) {
    return new Box(layer, title, notes, channels, columns, left, top, width, height);
  }

  int rows() {
    return (channels + columns - 1) / columns;
  }

  /** Left edge of the cells, which are centred. */
  double gridX() {
    return x + (width - (columns * PITCH - GAP)) / 2;
  }

  double gridY() {
    return y + PADDING + (channels == 0 ? END_TITLE : TITLE);
  }

  double cellX(int channel) {
    return gridX() + channel % columns * PITCH;
  }

  double cellY(int channel) {
    return gridY() + channel / columns * PITCH;
  }

  double notesY() {
    return gridY() + rows() * PITCH + 4;
  }

  boolean contains(double px, double py) {
    return px >= x && px <= x + width && py >= y && py <= y + height;
  }

  /** Channel under the point, or null. */
  UnitId channelAt(double px, double py) {
    int column = (int) Math.floor((px - gridX()) / PITCH);
    int row = (int) Math.floor((py - gridY()) / PITCH);
    if (layer < 0 || column < 0 || column >= columns || row < 0) {
      return null;
    }
    int channel = row * columns + column;
    return channel < channels ? new UnitId(layer, channel) : null;
  }
}
