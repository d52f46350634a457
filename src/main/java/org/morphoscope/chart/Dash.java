package org.morphoscope.chart;

/** The pattern of a line. */
public enum Dash {
  /** No line at all. */
  NONE,
  /** Without gaps. */
  SOLID,
  /** Short strokes. */
  DASHED(4, 2),
  /** Dots. */
  DOTTED(1, 1.6),
  /** Strokes and dots in turn. */
  DASH_DOT(4.5, 1.6, 1, 1.6),
  /** Long strokes. */
  LONG(7, 2.2);

  private final double[] pattern;

  Dash(double... pattern) {
    this.pattern = pattern;
  }

  /**
   * {@return lengths of strokes and gaps in points, in turn; empty for a solid line}
   *
   * @param lineWidth points; below 0.6 the pattern shrinks no further
   */
  public double[] lengths(double lineWidth) {
    double[] lengths = pattern.clone();
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] *= Math.max(0.6, lineWidth);
    }
    return lengths;
  }
}
