package org.morphoscope.chart;

/** The shape of a point. */
public enum Marker {
  /** No marker: the line alone. */
  NONE,
  /** A circle. */
  CIRCLE,
  /** A square, edges level. */
  SQUARE,
  /** A triangle that stands on an edge. */
  TRIANGLE,
  /** A square on its corner. */
  DIAMOND,
  /** A triangle that stands on its tip. */
  TRIANGLE_DOWN,
  /** Two diagonal strokes; never filled. */
  CROSS,
  /** An upright and a level stroke; never filled. */
  PLUS;

  /** Whether the shape has no inside. */
  boolean open() {
    return this == CROSS || this == PLUS;
  }
}
