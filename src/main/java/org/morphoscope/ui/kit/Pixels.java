package org.morphoscope.ui.kit;

import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;

/** Images of data sets as pictures of the window. */
public final class Pixels {
  private Pixels() {}

  /**
   * {@return the pixels as they are, without smoothing}
   *
   * @param pixels {@code [H, W, C]}, a byte each; of one channel a grey, of three or more the first
   *     three as red, green and blue
   * @param height H
   * @param width W
   */
  public static Image image(byte[] pixels, int height, int width) {
    int channels = pixels.length / (height * width);
    WritableImage picture = new WritableImage(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * channels;
        int red = pixels[at] & 0xff;
        int green = channels < 3 ? red : pixels[at + 1] & 0xff;
        int blue = channels < 3 ? red : pixels[at + 2] & 0xff;
        picture.getPixelWriter().setArgb(x, y, 0xff000000 | red << 16 | green << 8 | blue);
      }
    }
    return picture;
  }
}
