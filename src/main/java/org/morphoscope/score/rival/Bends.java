package org.morphoscope.score.rival;

import org.morphoscope.net.Activation;

/**
 * Activations with their first and second derivatives, as the splitting methods take them
 * (method.md section 12.1). The second derivative of a ReLU is 0 wherever it exists, so that a
 * softplus stands for it: its bend is spread over |u| below about 1 and integrates to the ReLU's
 * whole step, 1.
 */
final class Bends {
  /** Steepness of the logistic function that stands for the step of a ReLU. */
  private static final double STEEPNESS = 3;

  private static final double CAP = 6;

  private Bends() {}

  /** {@code phi'(u)}: a ReLU's step, 0 at 0. */
  static double slope(Activation activation, double u) {
    return switch (activation.kind()) {
      case NONE -> 1;
      case RELU -> u > 0 ? 1 : 0;
      case RELU6 -> u > 0 && u < CAP ? 1 : 0;
      case LEAKY_RELU -> u > 0 ? 1 : activation.slope();
      case SILU -> sigmoid(u) * (1 + u * sigmoid(-u));
    };
  }

  /**
   * What stands for {@code phi''(u)}: {@code 3 s (1 - s)} with {@code s = sigmoid(3 u)}, the second
   * derivative of softplus with steepness 3 (method.md section 12.1); a ReLU6 bends back at 6, a
   * leaky ReLU's step is {@code 1 - slope}. That of a SiLU exists: {@code s (1 - s) (2 + u (1 - 2
   * s))} with {@code s = sigmoid(u)}.
   */
  static double bend(Activation activation, double u) {
    return switch (activation.kind()) {
      case NONE -> 0;
      case RELU -> bend(u);
      case RELU6 -> bend(u) - bend(u - CAP);
      case LEAKY_RELU -> (1 - activation.slope()) * bend(u);
      case SILU -> {
        double s = sigmoid(u);
        yield s * (1 - s) * (2 + u * (1 - 2 * s));
      }
    };
  }

  /** {@code u sigmoid(u)}. */
  static double silu(double u) {
    return u * sigmoid(u);
  }

  private static double bend(double u) {
    double s = sigmoid(STEEPNESS * u);
    return STEEPNESS * s * (1 - s);
  }

  private static double sigmoid(double u) {
    return 1 / (1 + Math.exp(-u));
  }
}
