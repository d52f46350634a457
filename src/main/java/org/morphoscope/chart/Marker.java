package org.morphoscope.chart;

/** The shape of a point. */
public enum Marker {
  NONE,
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  TRIANGLE_DOWN,
  CROSS,
  PLUS;

  /** Whether the shape has no inside. */
  boolean open() {
    return this == CROSS || this == PLUS;
  }
}
