package org.morphoscope.net;

import org.morphoscope.text.Texts;

/** Channels, height and width of one image's activations. */
public record TensorShape(int channels, int height, int width) {
  public TensorShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          Texts.of(
              "activations need at least 1 channel and 1 x 1 pixels, got %d x %d x %d",
              channels, height, width));
    }
  }

  public int positions() {
    return height * width;
  }

  @Override
  public String toString() {
    return channels + " x " + height + " x " + width;
  }
}
