package org.morphoscope.score.rival;

/**
 * RMSprop with momentum on numbers of the host: {@code v = smoothing v + (1 - smoothing) g^2},
 * {@code m = momentum m + g / (sqrt(v) + 1e-8)}, {@code w -= rate m}.
 */
final class RmsProp {
  private static final double EPSILON = 1e-8;

  private final double rate;
  private final double smoothing;
  private final double momentum;
  private final double[] squares;
  private final double[] velocity;

  /**
   * @param numbers how many are learned
   */
  RmsProp(int numbers, double rate, double smoothing, double momentum) {
    this.rate = rate;
    this.smoothing = smoothing;
    this.momentum = momentum;
    squares = new double[numbers];
    velocity = new double[numbers];
  }

  /** One step. */
  void step(double[] w, double[] gradient) {
    for (int i = 0; i < w.length; i++) {
      squares[i] = smoothing * squares[i] + (1 - smoothing) * gradient[i] * gradient[i];
      velocity[i] = momentum * velocity[i] + gradient[i] / (Math.sqrt(squares[i]) + EPSILON);
      w[i] -= rate * velocity[i];
    }
  }
}
