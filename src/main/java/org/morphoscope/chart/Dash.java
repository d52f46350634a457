package org.morphoscope.chart;

/** The pattern of a line. */
public enum Dash {
  /** No line at all. */
  NONE,
  SOLID,
  DASHED(4, 2),
  DOTTED(1, 1.6),
  DASH_DOT(4.5, 1.6, 1, 1.6),
  LONG(7, 2.2);

  private final double[] pattern;

  Dash(double... pattern) {
    this.pattern = pattern;
  }

  /** Lengths of strokes and gaps in points for a line of the given width. */
  public double[] lengths(double lineWidth) {
    double[] lengths = pattern.clone();
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] *= Math.max(0.6, lineWidth);
    }
    return lengths;
  }
}
