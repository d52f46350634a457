package org.morphoscope.data;

import java.util.SplittableRandom;

/** One generated picture: background, clutter, a textured shape on it, light and noise. */
final class Picture {
  static final int SIDE = 32;
  private static final int STROKES = 3;
  private static final double TILT = 0.6; // radians either way
  private static final double NOISE = 0.05;

  private final Shape shape;
  private final Texture texture;
  private final SplittableRandom random;
  private final float[] canvas = new float[SIDE * SIDE * 3]; // [32, 32, 3], 0..1

  Picture(Shape shape, Texture texture, SplittableRandom random) {
    this.shape = shape;
    this.texture = texture;
    this.random = random;
  }

  /** Draws the picture into {@code pixels[start ..]} as {@code [32, 32, 3]} bytes. */
  void paint(byte[] pixels, int start) {
    paintGround(colour(0.5, 0.2));
    for (int k = 0; k < STROKES; k++) {
      paintStroke(colour(0.5, 0.45));
    }
    paintShape();
    develop(pixels, start);
  }

  /** A slope between two near colours under a faint texture of either kind. */
  private void paintGround(double[] near) {
    double[] far = mix(near, colour(0.5, 0.3), 0.5);
    double[] mark = mix(near, colour(0.5, 0.45), uniform(0, 0.35));
    Frame slope = Frame.random(random, SIDE / 2.0, SIDE / 2.0, SIDE);
    Frame grid = Frame.random(random, uniform(0, SIDE), uniform(0, SIDE), uniform(3.6, 6.5));
    Texture kind = Texture.values()[random.nextInt(Texture.values().length)];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double along = Math.max(0, Math.min(1, slope.u(x, y) + 0.5));
        double marked = kind.value(grid.u(x, y), grid.v(x, y));
        for (int c = 0; c < 3; c++) {
          double base = near[c] + (far[c] - near[c]) * along;
          canvas[(y * SIDE + x) * 3 + c] = (float) (base + (mark[c] - near[c]) * marked);
        }
      }
    }
  }

  /** Clutter: a short bar or a blob of one colour. */
  private void paintStroke(double[] colour) {
    Frame frame = Frame.random(random, uniform(0, SIDE), uniform(0, SIDE), 1);
    double length = uniform(0.5, 6);
    double thickness = uniform(0.8, 2.2);
    double reach = length + thickness + 1;
    for (int y = first(frame.y0() - reach); y < last(frame.y0() + reach); y++) {
      for (int x = first(frame.x0() - reach); x < last(frame.x0() + reach); x++) {
        double along = Math.max(0, Math.abs(frame.u(x, y)) - length);
        double across = frame.v(x, y);
        double distance = Math.sqrt(along * along + across * across) - thickness;
        blend(x, y, colour, coverage(distance));
      }
    }
  }

  /** The shape in a light and a dark colour, slightly turned. */
  private void paintShape() {
    double[] light = colour(0.77, 0.22);
    double[] dark = colour(0.23, 0.22);
    double radius = uniform(8, 12.5);
    double range = SIDE / 2.0 - radius * 0.9;
    Frame frame =
        Frame.turned(
            uniform(-TILT, TILT),
            SIDE / 2.0 + uniform(-range, range),
            SIDE / 2.0 + uniform(-range, range),
            radius);
    Frame grid = Frame.random(random, uniform(0, SIDE), uniform(0, SIDE), uniform(4, 7));
    double reach = radius * Shape.REACH + 1;
    for (int y = first(frame.y0() - reach); y < last(frame.y0() + reach); y++) {
      for (int x = first(frame.x0() - reach); x < last(frame.x0() + reach); x++) {
        double cover = coverage(radius * shape.distance(frame.u(x, y), frame.v(x, y)));
        if (cover > 0) {
          double value = texture.value(grid.u(x, y), grid.v(x, y));
          blend(x, y, mix(light, dark, value), cover);
        }
      }
    }
  }

  /** Light and noise, then bytes. */
  private void develop(byte[] pixels, int start) {
    double gain = uniform(0.75, 1.1);
    double lift = uniform(-0.08, 0.08);
    for (int k = 0; k < canvas.length; k++) {
      // four summed bytes of one draw: close to normal, much cheaper
      int bits = random.nextInt();
      int sum = (bits & 0xff) + (bits >>> 8 & 0xff) + (bits >>> 16 & 0xff) + (bits >>> 24);
      double noise = NOISE * (sum - 510) / 147.8; // 147.8 is the sum's standard deviation
      double value = 0.5 + gain * (canvas[k] - 0.5) + lift + noise;
      pixels[start + k] = (byte) Math.max(0, Math.min(255, Math.round(value * 255)));
    }
  }

  private void blend(int x, int y, double[] colour, double cover) {
    if (cover > 0) {
      int at = (y * SIDE + x) * 3;
      for (int c = 0; c < 3; c++) {
        canvas[at + c] += (float) (cover * (colour[c] - canvas[at + c]));
      }
    }
  }

  /** First row or column that a figure from here on can touch. */
  private static int first(double from) {
    return Math.max(0, (int) from);
  }

  /** One behind the last row or column that a figure up to here can touch. */
  private static int last(double to) {
    return Math.min(SIDE, (int) to + 1);
  }

  /** Part of a pixel inside an edge at this signed distance in pixels. */
  private static double coverage(double distance) {
    return Math.max(0, Math.min(1, 0.5 - distance));
  }

  /** A colour whose three values are drawn around a level. */
  private double[] colour(double level, double spread) {
    double[] drawn = new double[3];
    for (int c = 0; c < 3; c++) {
      drawn[c] = uniform(level - spread, level + spread);
    }
    return drawn;
  }

  private static double[] mix(double[] a, double[] b, double part) {
    double[] mixed = new double[3];
    for (int c = 0; c < 3; c++) {
      mixed[c] = a[c] + part * (b[c] - a[c]);
    }
    return mixed;
  }

  private double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** Turned and scaled coordinates around a point. */
  private record Frame(double x0, double y0, double cos, double sin) {
    static Frame random(SplittableRandom random, double x0, double y0, double unit) {
      return turned(2 * Math.PI * random.nextDouble(), x0, y0, unit);
    }

    static Frame turned(double angle, double x0, double y0, double unit) {
      // StrictMath: the same bits on every machine
      return new Frame(x0, y0, StrictMath.cos(angle) / unit, StrictMath.sin(angle) / unit);
    }

    double u(int x, int y) {
      return (x + 0.5 - x0) * cos + (y + 0.5 - y0) * sin;
    }

    double v(int x, int y) {
      return (y + 0.5 - y0) * cos - (x + 0.5 - x0) * sin;
    }
  }
}
