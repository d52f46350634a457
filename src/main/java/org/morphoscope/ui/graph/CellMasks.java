package org.morphoscope.ui.graph;

/**
 * Coverage of the pixels of one cell by its shapes, 0 to 1, row by row. Cells of a card look alike
 * but for their colour, so the shapes are worked out once per size.
 *
 * @param size edge in pixels
 * @param fill rounded square
 * @param frame its outline
 * @param ghost smaller rounded square of a place for a new neuron
 * @param dashes dashed outline of such a place
 * @param hatch three diagonal lines within the rounded square
 */
record CellMasks(
    int size, float[] fill, float[] frame, float[] ghost, float[] dashes, float[] hatch) {
  private static final int SAMPLES = 4;
  private static final double GHOST_INSET = 0.16;

  static CellMasks of(int size) {
    double arc = Math.min(5, size * 0.3) / 2;
    float[] fill = square(size, 0, arc);
    float[] inner = square(size, 1, Math.max(0, arc - 1));
    float[] frame = new float[size * size];
    float[] dashes = new float[size * size];
    float[] hatch = new float[size * size];
    double line = Math.max(1, size * 0.09) / Math.sqrt(2);
    for (int i = 0; i < frame.length; i++) {
      int x = i % size;
      int y = i / size;
      frame[i] = fill[i] - inner[i];
      // two pixels on, two off along every edge
      dashes[i] = (x + y) / 2 % 2 == 0 ? frame[i] : 0;
      double diagonal = x + y + 1;
      double near =
          Math.min(
              Math.abs(diagonal - size / 3.0),
              Math.min(Math.abs(diagonal - size), Math.abs(diagonal - size * 5 / 3.0)));
      hatch[i] = (float) Math.max(0, Math.min(1, line + 0.5 - near)) * fill[i];
    }
    return new CellMasks(size, fill, frame, square(size, size * GHOST_INSET, arc), dashes, hatch);
  }

  private static float[] square(int size, double inset, double arc) {
    float[] mask = new float[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int hits = 0;
        for (int s = 0; s < SAMPLES * SAMPLES; s++) {
          double px = x + (s % SAMPLES + 0.5) / SAMPLES;
          double py = y + (s / SAMPLES + 0.5) / SAMPLES;
          hits += inside(px, py, size, inset, arc) ? 1 : 0;
        }
        mask[y * size + x] = hits / (float) (SAMPLES * SAMPLES);
      }
    }
    return mask;
  }

  private static boolean inside(double x, double y, double size, double inset, double arc) {
    double dx = Math.max(inset + arc - x, x - (size - inset - arc));
    double dy = Math.max(inset + arc - y, y - (size - inset - arc));
    if (dx > arc || dy > arc) {
      return false;
    }
    return dx <= 0 || dy <= 0 || dx * dx + dy * dy <= arc * arc;
  }
}
