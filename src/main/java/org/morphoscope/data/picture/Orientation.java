package org.morphoscope.data.picture;

/**
 * How a camera was held, as Exif numbers it: the change that shows a stored picture upright.
 *
 * @param mirrored whether rows are mirrored left to right in the end
 * @param quarterTurns clockwise, before mirroring, 0 to 3
 */
record Orientation(boolean mirrored, int quarterTurns) {
  static final Orientation UPRIGHT = new Orientation(false, 0);

  /** The meaning of Exif's number 1 to 8; others mean nothing and are taken as upright. */
  static Orientation ofExif(int number) {
    return switch (number) {
      case 2 -> new Orientation(true, 0);
      case 3 -> new Orientation(false, 2);
      case 4 -> new Orientation(true, 2);
      case 5 -> new Orientation(true, 1);
      case 6 -> new Orientation(false, 1);
      case 7 -> new Orientation(true, 3);
      case 8 -> new Orientation(false, 3);
      default -> UPRIGHT;
    };
  }

  /** Whether width and height change places. */
  boolean sideways() {
    return quarterTurns % 2 == 1;
  }

  /**
   * Where a stored pixel of a square is shown.
   *
   * @param x column, 0 to side - 1
   * @param y row, 0 to side - 1
   * @return {@code row * side + column} when shown
   */
  int shownAt(int x, int y, int side) {
    int column = x;
    int row = y;
    for (int turn = 0; turn < quarterTurns; turn++) {
      int before = column;
      column = side - 1 - row;
      row = before;
    }
    return row * side + (mirrored ? side - 1 - column : column);
  }
}
