package org.morphoscope.data;

/** Fillings of the generated pictures: a value from 0 to 1 that mixes two colours. */
enum Texture {
  STRIPES("striped") {
    @Override
    double value(double x, double y) {
      return soft(wave(x));
    }
  },
  CHECKS("checkered") {
    @Override
    double value(double x, double y) {
      return soft(wave(x) * wave(y));
    }
  };

  private final String adjective;

  Texture(String adjective) {
    this.adjective = adjective;
  }

  /** The texture's name as people say it. */
  String adjective() {
    return adjective;
  }

  /** The mix at a point; the period is 1 in both coordinates. */
  abstract double value(double x, double y);

  /** Triangle wave of period 1 between -1 and 1; no library sine, so the same on every machine. */
  private static double wave(double x) {
    return 4 * Math.abs(x - Math.floor(x + 0.5)) - 1;
  }

  /** Steep but not hard edges: at a period of a few pixels hard ones would flicker. */
  private static double soft(double wave) {
    return Math.max(0, Math.min(1, 0.5 + 1.2 * wave));
  }
}
