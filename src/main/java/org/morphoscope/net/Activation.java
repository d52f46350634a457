package org.morphoscope.net;

import org.morphoscope.text.Texts;

/**
 * The function phi that is applied to every number u between a BatchNorm and a pooling.
 *
 * @param kind which function
 * @param slope what a {@link Kind#LEAKY_RELU} multiplies numbers below 0 by, above 0 and below 1; 0
 *     for every other kind
 */
public record Activation(Kind kind, double slope) {
  /** {@code u}. */
  public static final Activation NONE = new Activation(Kind.NONE, 0);

  /** {@code max(u, 0)}. */
  public static final Activation RELU = new Activation(Kind.RELU, 0);

  /** {@code min(max(u, 0), 6)}: constant on both sides, so that its gradient is 0 from 6 on. */
  public static final Activation RELU6 = new Activation(Kind.RELU6, 0);

  /** {@code u / (1 + e^-u)}, which falls from 0 to -0.278 at u = -1.278 before it rises. */
  public static final Activation SILU = new Activation(Kind.SILU, 0);

  /** The slope of a leaky ReLU about which nobody says anything. */
  public static final double USUAL_SLOPE = 0.01;

  private static final String LEAKY = "leaky-relu";

  /** The families of functions. */
  public enum Kind {
    /** The number itself. */
    NONE,
    /** 0 below 0. */
    RELU,
    /** 0 below 0, 6 above 6. */
    RELU6,
    /** A small slope below 0. */
    LEAKY_RELU,
    /** The number times its sigmoid. */
    SILU
  }

  /**
   * Checks that there is a slope where there has to be one.
   *
   * @param kind which function
   * @param slope of a leaky ReLU below 0, above 0 and below 1; else 0
   * @throws IllegalArgumentException in words when it is out of range
   */
  public Activation {
    if (kind == Kind.LEAKY_RELU ? !(slope > 0 && slope < 1) : slope != 0) {
      throw new IllegalArgumentException(
          "a leaky ReLU needs a slope above 0 and below 1, and others none, got " + slope);
    }
  }

  /**
   * {@return {@code u} above 0, {@code slope u} below}
   *
   * @param slope above 0 and below 1
   */
  public static Activation leaky(double slope) {
    return new Activation(Kind.LEAKY_RELU, slope);
  }

  /**
   * {@return whether the function is bent otherwise than by bounds, so that its gradient is no
   * matter of all or nothing}
   */
  public boolean curved() {
    return kind == Kind.LEAKY_RELU || kind == Kind.SILU;
  }

  /**
   * {@return the activation of that name: {@code relu}, {@code relu6}, {@code silu}, {@code
   * leaky-relu} or {@code leaky-relu:SLOPE}}
   *
   * @param name as {@link #label} gives it
   * @throws IllegalArgumentException in one sentence when there is none of that name
   */
  public static Activation named(String name) {
    try {
      return switch (name) {
        case "relu" -> RELU;
        case "relu6" -> RELU6;
        case "silu" -> SILU;
        case LEAKY -> leaky(USUAL_SLOPE);
        default -> {
          boolean leaky = name.startsWith(LEAKY + ":");
          yield leaky(leaky ? Double.parseDouble(name.substring(LEAKY.length() + 1)) : 0);
        }
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Texts.of(
              "activation: expected relu, relu6, silu, leaky-relu, or leaky-relu:SLOPE with a slope"
                  + " above 0 and below 1, found '%s'",
              name),
          e);
    }
  }

  /** {@return the name that {@link #named} knows; {@code none} for {@link #NONE}} */
  public String label() {
    return kind == Kind.LEAKY_RELU
        ? LEAKY + ":" + slope
        : kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
