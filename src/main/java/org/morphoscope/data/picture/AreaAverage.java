package org.morphoscope.data.picture;

/**
 * A square picture averaged to a smaller square: every pixel of the result is the mean over the
 * area it covers, pixels at its edges count by the share of them that is covered, and the result is
 * rounded once. A picture smaller than the result is enlarged by the same rule.
 *
 * <p>Along an axis, {@code edge} pixels become {@code side}. In units of {@code 1 / (edge * side)}
 * of it a source pixel is {@code side} long and a pixel of the result {@code edge} long, so every
 * overlap is a whole number, the overlaps of a result's pixel add up to {@code edge} and all sums
 * are exact in 64 bits: {@code edge^2 * white <= 2^26 * 2^32}.
 */
final class AreaAverage {
  private static final int CHANNELS = 3;

  private final int edge;
  private final int side;
  private final long white;
  private final long[] sums; // [side, side, 3]
  private final long[] across; // [side, 3], sums of one row

  /**
   * @param edge pixels a side of the picture, at most 2^13 unless {@code white} is small
   * @param side pixels a side of the result
   * @param white the value that becomes 255; at most 2^32
   */
  AreaAverage(int edge, int side, long white) {
    this.edge = edge;
    this.side = side;
    this.white = white;
    this.sums = new long[side * side * CHANNELS];
    this.across = new long[side * CHANNELS];
  }

  /**
   * Adds row y of the picture; every row is to be added once.
   *
   * @param row {@code [edge, 3]}, each from 0 to {@code white}
   */
  void add(int y, long[] row) {
    java.util.Arrays.fill(across, 0);
    for (int x = 0; x < edge; x++) {
      int from = x * side;
      int end = from + side;
      for (int to = from / edge; to * edge < end; to++) {
        int overlap = Math.min((to + 1) * edge, end) - Math.max(to * edge, from);
        for (int c = 0; c < CHANNELS; c++) {
          across[to * CHANNELS + c] += overlap * row[x * CHANNELS + c];
        }
      }
    }
    int from = y * side;
    int end = from + side;
    for (int to = from / edge; to * edge < end; to++) {
      int overlap = Math.min((to + 1) * edge, end) - Math.max(to * edge, from);
      int start = to * side * CHANNELS;
      for (int k = 0; k < across.length; k++) {
        sums[start + k] += overlap * across[k];
      }
    }
  }

  /** Writes the means, 0 to 255, halves upwards, turned as noted, as {@code [side, side, 3]}. */
  void write(Orientation orientation, byte[] to, int start) {
    long whole = white * edge * edge;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int from = (y * side + x) * CHANNELS;
        int at = start + orientation.shownAt(x, y, side) * CHANNELS;
        for (int c = 0; c < CHANNELS; c++) {
          to[at + c] = (byte) scaled(sums[from + c], whole);
        }
      }
    }
  }

  /** {@code 255 sum / whole}, rounded to nearest, halves upwards, exact though it overflows. */
  static long scaled(long sum, long whole) {
    long estimate = (long) (255.0 * sum / whole);
    // the difference is small, so it is right even where the products wrap around
    long rest = 255 * sum - estimate * whole;
    long floor = estimate + Math.floorDiv(rest, whole);
    return floor + (2 * Math.floorMod(rest, whole) >= whole ? 1 : 0);
  }
}
