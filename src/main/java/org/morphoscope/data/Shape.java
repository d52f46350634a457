package org.morphoscope.data;

/**
 * Outlines of the generated pictures, as signed distances: negative inside, in the unit of the
 * coordinates, for a shape of radius about 1 around the origin.
 *
 * <p>Sizes are chosen so that all shapes cover about the same area: the amount of ink does not give
 * the class away.
 */
enum Shape {
  DISC("disc") {
    @Override
    double distance(double x, double y) {
      return Math.sqrt(x * x + y * y) - 0.84;
    }
  },
  RING("ring") {
    @Override
    double distance(double x, double y) {
      return Math.abs(Math.sqrt(x * x + y * y) - 0.76) - 0.30;
    }
  },
  SQUARE("square") {
    @Override
    double distance(double x, double y) {
      return box(x, y, 0.76, 0.76);
    }
  },
  TRIANGLE("triangle") {
    @Override
    double distance(double x, double y) {
      double slanted = Math.abs(x) * HALF_ROOT_3 - y * 0.5;
      return Math.max(slanted, y) - 0.62;
    }
  },
  CROSS("cross") {
    @Override
    double distance(double x, double y) {
      return Math.min(box(x, y, 1.05, 0.36), box(x, y, 0.36, 1.05));
    }
  };

  /** No shape goes further from the origin than this: the tips of the triangle. */
  static final double REACH = 1.25;

  private static final double HALF_ROOT_3 = 0.8660254037844386;

  private final String noun;

  Shape(String noun) {
    this.noun = noun;
  }

  /** The shape's name as people say it. */
  String noun() {
    return noun;
  }

  /** Signed distance of a point from the outline (a lower bound of it near corners). */
  abstract double distance(double x, double y);

  private static double box(double x, double y, double halfWidth, double halfHeight) {
    return Math.max(Math.abs(x) - halfWidth, Math.abs(y) - halfHeight);
  }
}
