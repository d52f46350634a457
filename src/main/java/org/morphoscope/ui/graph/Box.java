package org.morphoscope.ui.graph;

import java.util.List;
import org.morphoscope.net.UnitId;

/**
 * A card of the graph in world coordinates. Cells are the channels of the card's group and, behind
 * them on rows of their own, its candidates for new neurons.
 *
 * @param look how it is drawn
 * @param layer index of the layer, -1 for the input, the number of layers for the head
 * @param group width group whose channels it shows, -1 for none
 * @param tie which colour marks the group, -1 when the layer is tied to no other
 * @param title its name
 * @param notes lines below the cells
 * @param type size of its type, 1 in the window and more on a stage
 * @param channels number of cells for channels
 * @param ghosts number of cells for new neurons
 * @param columns cells per row
 * @param x left edge
 * @param y upper edge
 * @param width width
 * @param height height
 */
record Box(
    Look look,
    int layer,
    int group,
    int tie,
    String title,
    List<String> notes,
    double type,
    int channels,
    int ghosts,
    int columns,
    double x,
    double y,
    double width,
    double height) {
  static final double PITCH = 17;
  static final double GAP = 2;
  static final double PADDING = 8;
  private static final double TITLE = 38;
  private static final double LINE = 15;
  private static final double GHOST_GAP = 6;
  private static final double MINIMUM_WIDTH = 84;
  private static final double SMALL_WIDTH = 76;
  private static final double SMALL_TITLE = 22;
  private static final double SUM = 24;
  private static final int MANY = 256;

  /** How a card is drawn. */
  enum Look {
    /** A layer with its channels. */
    CARD,
    /** Name and notes only: input, head, depthwise convolutions. */
    SMALL,
    /** A round sign. */
    SUM
  }

  /** A card at the origin, large enough for its content. */
  static Box card(
      int layer,
      int group,
      int tie,
      String title,
      List<String> notes,
      double type,
      int channels,
      int ghosts) {
    int cells = channels + ghosts;
    int columns = Math.max(2, (int) Math.ceil(Math.sqrt(cells / slenderness(cells))));
    double cellsHeight =
        rows(channels, columns) * PITCH
            + (ghosts > 0 ? GHOST_GAP + rows(ghosts, columns) * PITCH : 0);
    return new Box(
        Look.CARD,
        layer,
        group,
        tie,
        title,
        notes,
        type,
        channels,
        ghosts,
        columns,
        0,
        0,
        Math.max(MINIMUM_WIDTH * type, columns * PITCH - GAP + 2 * PADDING),
        2 * PADDING + TITLE * type + cellsHeight + 4 + notes.size() * LINE * type);
  }

  /** Rows per column of a card: wide layers are less slender, so that rows of cards are low. */
  private static double slenderness(int cells) {
    return cells <= MANY ? 4 : Math.max(1.5, 4 * Math.sqrt((double) MANY / cells));
  }

  /** A card without cells. */
  static Box small(int layer, int tie, String title, List<String> notes, double type) {
    double height = 2 * PADDING + (SMALL_TITLE + notes.size() * LINE) * type + 4;
    double width = SMALL_WIDTH * type;
    return new Box(Look.SMALL, layer, -1, tie, title, notes, type, 0, 0, 1, 0, 0, width, height);
  }

  /** The sign of a sum. */
  static Box sum(int layer, int tie, String title) {
    return new Box(Look.SUM, layer, -1, tie, title, List.of(), 1, 0, 0, 1, 0, 0, SUM, SUM);
  }

  private static int rows(int cells, int columns) {
    return (cells + columns - 1) / columns;
  }

  Box at(double left, double top) {
    return new Box(
        look, layer, group, tie, title, notes, type, channels, ghosts, columns, left, top, width,
        height);
  }

  int rows() {
    return rows(channels, columns);
  }

  int ghostRows() {
    return rows(ghosts, columns);
  }

  /** Cells of both kinds. */
  int cells() {
    return channels + ghosts;
  }

  /** Left edge of the cells, which are centred. */
  double gridX() {
    return x + (width - (columns * PITCH - GAP)) / 2;
  }

  double gridY() {
    return y + PADDING + (look == Look.CARD ? TITLE : SMALL_TITLE) * type;
  }

  /** Upper edge of the cells for new neurons. */
  double ghostsY() {
    return gridY() + rows() * PITCH + GHOST_GAP;
  }

  double cellX(int cell) {
    int place = cell < channels ? cell : cell - channels;
    return gridX() + place % columns * PITCH;
  }

  double cellY(int cell) {
    return cell < channels
        ? gridY() + cell / columns * PITCH
        : ghostsY() + (cell - channels) / columns * PITCH;
  }

  double notesY() {
    return (ghosts > 0 ? ghostsY() + ghostRows() * PITCH : gridY() + rows() * PITCH) + 4;
  }

  /** Middle of the line of the title. */
  double titleY() {
    return y + PADDING + 8 * type;
  }

  /** Middle of the line below the title. */
  double widthY() {
    return y + PADDING + 25 * type;
  }

  /** Height of a line of the notes. */
  double line() {
    return LINE * type;
  }

  boolean contains(double px, double py) {
    return px >= x && px <= x + width && py >= y && py <= y + height;
  }

  /** Channel or new neuron under the point, or null. */
  UnitId channelAt(double px, double py) {
    int column = (int) Math.floor((px - gridX()) / PITCH);
    if (group < 0 || column < 0 || column >= columns) {
      return null;
    }
    int row = (int) Math.floor((py - gridY()) / PITCH);
    if (row >= 0 && row * columns + column < channels && row < rows()) {
      return new UnitId(group, row * columns + column);
    }
    int ghostRow = (int) Math.floor((py - ghostsY()) / PITCH);
    int ghost = ghostRow * columns + column;
    return ghostRow >= 0 && ghost < ghosts ? new UnitId(group, channels + ghost) : null;
  }
}
