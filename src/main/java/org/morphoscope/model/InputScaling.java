package org.morphoscope.model;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.morphoscope.text.Texts;

/**
 * How a file's net wants its images: {@code (pixel - mean_c) / deviation_c}, one number per
 * channel, in the units of the file's input.
 *
 * @param mean per channel
 * @param deviation per channel, not 0
 */
public record InputScaling(double[] mean, double[] deviation) {
  /** Deviations of pixels from 0 to 1 are below it, those of bytes above. */
  public static final double LARGEST_OF_UNIT_PIXELS = 2;

  private static final double BYTE = 255;

  /**
   * Copies the arrays and checks that all numbers are finite and no deviation is 0.
   *
   * @param mean per channel
   * @param deviation per channel, not 0
   */
  public InputScaling {
    mean = mean.clone();
    deviation = deviation.clone();
    if (mean.length != deviation.length
        || Arrays.stream(mean).anyMatch(v -> !Double.isFinite(v))
        || Arrays.stream(deviation).anyMatch(v -> !Double.isFinite(v) || v == 0)) {
      throw new IllegalArgumentException(
          Texts.of(
              "expected one finite mean and one deviation other than 0 per channel, got %s and %s",
              Arrays.toString(mean), Arrays.toString(deviation)));
    }
  }

  /**
   * {@return the scaling {@code factor_c pixel + shift_c}}
   *
   * @param factor one number per channel, not 0
   * @param shift one number per channel
   */
  public static InputScaling ofAffine(double[] factor, double[] shift) {
    double[] mean = new double[factor.length];
    double[] deviation = new double[factor.length];
    for (int c = 0; c < factor.length; c++) {
      // + 0.0: never -0
      mean[c] = -shift[c] / factor[c] + 0.0;
      deviation[c] = 1 / factor[c];
    }
    return new InputScaling(mean, deviation);
  }

  /**
   * {@return whether the file's pixels are bytes from 0 to 255 and not numbers from 0 to 1, which
   * it does not say: judged by the size of the deviations}
   */
  public boolean ofBytes() {
    return Arrays.stream(deviation).map(Math::abs).max().orElse(0) > LARGEST_OF_UNIT_PIXELS;
  }

  /** {@return the same for pixels from 0 to 255} */
  public InputScaling inBytes() {
    if (ofBytes()) {
      return this;
    }
    return new InputScaling(
        Arrays.stream(mean).map(v -> v * BYTE).toArray(),
        Arrays.stream(deviation).map(v -> v * BYTE).toArray());
  }

  /**
   * {@return the numbers as text, one after the other}
   *
   * @param values shown with four significant digits
   */
  public static String shown(double[] values) {
    return Arrays.stream(values)
        .mapToObj(v -> Texts.of("%.4g", v))
        .collect(Collectors.joining(", "));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InputScaling scaling
        && Arrays.equals(mean, scaling.mean)
        && Arrays.equals(deviation, scaling.deviation);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
  }
}
