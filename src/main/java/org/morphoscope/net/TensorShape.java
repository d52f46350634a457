package org.morphoscope.net;

import org.morphoscope.text.Texts;

/**
 * Channels, height and width of one image's activations.
 *
 * @param channels number of channels, at least 1
 * @param height pixels, at least 1
 * @param width pixels, at least 1
 */
public record TensorShape(int channels, int height, int width) {
  /**
   * Checks that all are at least 1.
   *
   * @param channels number of channels, at least 1
   * @param height pixels, at least 1
   * @param width pixels, at least 1
   */
  public TensorShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          Texts.of(
              "activations need at least 1 channel and 1 x 1 pixels, got %d x %d x %d",
              channels, height, width));
    }
  }

  /** {@return the number of pixels of one channel} */
  public int positions() {
    return height * width;
  }

  @Override
  public String toString() {
    return channels + " x " + height + " x " + width;
  }
}
