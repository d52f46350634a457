package org.morphoscope.selection;

import java.util.Arrays;
import java.util.Locale;
import org.morphoscope.text.Texts;

/**
 * How the second-order term of the loss model is formed (method.md section 4). With {@code s} the
 * first-order change of a sample's loss and {@code k = dz . g~}:
 */
public enum CurvatureMode {
  /** {@code s^2 / (4 L_n)}: Gauss-Newton of L = (sqrt L)^2. A comparison mode, never a default. */
  SQRT("sqrt"),
  /** {@code s^2 / 2}: the empirical Fisher. */
  FISHER("fisher"),
  /** {@code k^2 / 2} with one label drawn from the model's softmax: unbiased for {@link #GGN}. */
  GGN_MC("ggn-mc"),
  /** {@code 1/2 sum_y p_y (dz . g_y)^2}: exact through the logits, one backward pass per class. */
  GGN("ggn");

  private final String label;

  CurvatureMode(String label) {
    this.label = label;
  }

  /** {@return the name on the command line and in files} */
  public String label() {
    return label;
  }

  /** {@return whether directions other than the gradient are needed: a second backward pass} */
  public boolean second() {
    return this == GGN_MC || this == GGN;
  }

  /**
   * {@return the mode of that name}
   *
   * @param label name in any case
   * @throws IllegalArgumentException in one sentence when no mode has this name
   */
  public static CurvatureMode of(String label) {
    for (CurvatureMode mode : values()) {
      if (mode.label.equals(label.toLowerCase(Locale.ROOT))) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        Texts.of(
            "unknown curvature mode '%s': expected one of %s",
            label, String.join(", ", Arrays.stream(values()).map(CurvatureMode::label).toList())));
  }
}
