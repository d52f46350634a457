package org.morphoscope.net;

/**
 * What one may choose of a named seed net beside its name.
 *
 * @param activation in the place of its ReLU, any but {@link Activation#NONE}
 * @param dropout share of what the head reads that is 0 while the net trains, from 0 to below 1
 */
public record SeedStyle(Activation activation, double dropout) {
  /** ReLU without dropout. */
  public static final SeedStyle USUAL = new SeedStyle(Activation.RELU, 0);

  /**
   * Checks the share.
   *
   * @param activation in the place of its ReLU
   * @param dropout share of what the head reads that is 0 while the net trains
   * @throws IllegalArgumentException in one sentence when it is out of range
   */
  public SeedStyle {
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "dropout: expected a share from 0 to below 1, found " + dropout);
    }
  }

  /**
   * {@return the same with another activation}
   *
   * @param other in the place of ReLU
   */
  public SeedStyle withActivation(Activation other) {
    return new SeedStyle(other, dropout);
  }

  /**
   * {@return the same with another share}
   *
   * @param other from 0 to below 1
   */
  public SeedStyle withDropout(double other) {
    return new SeedStyle(activation, other);
  }

  /** {@return in words what is not usual, such as " of silu with dropout 0.2"; empty: nothing} */
  public String title() {
    String of = activation.equals(Activation.RELU) ? "" : " of " + activation.label();
    return dropout == 0 ? of : of + " with dropout " + dropout;
  }
}
