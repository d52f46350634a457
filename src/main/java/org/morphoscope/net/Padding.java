package org.morphoscope.net;

import org.morphoscope.text.Texts;

/**
 * Rows and columns of pixels that are laid around an image before a window slides over it: zeros
 * for a convolution, less than any number for a maximum. Exporters pad unequally when they choose
 * the padding by the size ("same" with a stride): one row more below than above.
 *
 * @param top rows above
 * @param left columns on the left
 * @param bottom rows below
 * @param right columns on the right
 */
public record Padding(int top, int left, int bottom, int right) {
  /** No padding on any side. */
  public static final Padding NONE = of(0);

  /** Far above any padding in use, and far below what overflows. */
  private static final int LARGEST = 1 << 16;

  /**
   * Checks that every side is within 0 and the largest padding allowed.
   *
   * @param top rows above
   * @param left columns on the left
   * @param bottom rows below
   * @param right columns on the right
   */
  public Padding {
    int least = Math.min(Math.min(top, left), Math.min(bottom, right));
    int most = Math.max(Math.max(top, left), Math.max(bottom, right));
    if (least < 0 || most > LARGEST) {
      throw new IllegalArgumentException(
          Texts.of(
              "padding is from 0 to %d on each side, got %d above, %d left, %d below, %d right",
              LARGEST, top, left, bottom, right));
    }
  }

  /**
   * {@return the same padding on every side}
   *
   * @param side rows and columns, 0 or more
   */
  public static Padding of(int side) {
    return new Padding(side, side, side, side);
  }

  /** {@return whether it is the same on every side} */
  public boolean equal() {
    return top == left && top == bottom && top == right;
  }

  /** {@return the number of rows above and below together} */
  public int rows() {
    return top + bottom;
  }

  /** {@return the number of columns left and right together} */
  public int columns() {
    return left + right;
  }

  /** {@return the number of pixels on the widest side} */
  public int most() {
    return Math.max(Math.max(top, left), Math.max(bottom, right));
  }

  /**
   * {@return this padding and another one around it}
   *
   * @param other laid around what this one has padded
   */
  public Padding plus(Padding other) {
    return new Padding(
        top + other.top, left + other.left, bottom + other.bottom, right + other.right);
  }

  @Override
  public String toString() {
    return equal() ? Integer.toString(top) : Texts.of("%d %d %d %d", top, left, bottom, right);
  }
}
