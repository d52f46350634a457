package org.morphoscope.model;

/** The two kinds of numbers of 16 bits, each as the number that it stands for, exactly. */
public final class ShortFloats {
  private static final int INFINITE = 0x1f;

  private ShortFloats() {}

  /**
   * {@return the number whose upper half as float32 is this}
   *
   * @param bits 1 of sign, 8 of exponent, 7 of fraction
   */
  public static double ofBfloat16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /**
   * {@return the number that IEEE 754's half precision means}
   *
   * @param bits 1 of sign, 5 of exponent, 10 of fraction
   */
  public static double ofFloat16(short bits) {
    int exponent = bits >> 10 & INFINITE;
    int fraction = bits & 0x3ff;
    double size;
    if (exponent == INFINITE) {
      size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      size = fraction * 0x1p-24;
    } else {
      size = Math.scalb(1024 + fraction, exponent - 25);
    }
    return bits < 0 ? -size : size;
  }
}
