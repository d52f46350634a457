package org.morphoscope.ui.channel;

import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.morphoscope.study.channel.ChannelMap;
import org.morphoscope.study.channel.ChannelPortrait;
import org.morphoscope.ui.kit.OkLab;

/** Filters and maps as pictures, a square a number. Zero is white in both themes, as on paper. */
final class ChannelPaint {
  private static final Color ZERO = Color.WHITE;
  private static final Color ABOVE = Color.web("#0a4c9c");
  private static final Color BELOW = Color.web("#b45309");
  private static final int RGB = 3;

  /** Of a picture in pixels; the views are smaller. */
  private static final int LEAST_SIDE = 312;

  private ChannelPaint() {}

  /** A filter on images of three channels as colour, any other as one tile per channel read. */
  static Image filter(ChannelPortrait of) {
    int k = of.kernel();
    double largest = largest(of.filter());
    if (of.readsImages() && of.inputs() == RGB) {
      WritableImage image = new WritableImage(k, k);
      for (int at = 0; at < k * k; at++) {
        image
            .getPixelWriter()
            .setColor(
                at % k,
                at / k,
                Color.color(
                    share(of.filter()[at], largest),
                    share(of.filter()[k * k + at], largest),
                    share(of.filter()[2 * k * k + at], largest)));
      }
      return enlarged(image);
    }
    return enlarged(tiles(of, largest));
  }

  private static WritableImage tiles(ChannelPortrait of, double largest) {
    int k = of.kernel();
    int gap = k > 1 ? 1 : 0;
    int columns = (int) Math.ceil(Math.sqrt(of.inputs()));
    int rows = (of.inputs() + columns - 1) / columns;
    WritableImage image = new WritableImage(columns * (k + gap) - gap, rows * (k + gap) - gap);
    for (int i = 0; i < of.inputs(); i++) {
      for (int at = 0; at < k * k; at++) {
        image
            .getPixelWriter()
            .setColor(
                i % columns * (k + gap) + at % k,
                i / columns * (k + gap) + at / k,
                signed(of.filter()[i * k * k + at], largest));
      }
    }
    return image;
  }

  /** A map: blue above zero, orange below. */
  static Image map(ChannelMap of) {
    double largest = largest(of.values());
    WritableImage image = new WritableImage(of.width(), of.height());
    for (int at = 0; at < of.values().length; at++) {
      image
          .getPixelWriter()
          .setColor(at % of.width(), at / of.width(), signed(of.values()[at], largest));
    }
    return enlarged(image);
  }

  /** Every pixel as a square: a view that enlarges would blur them. */
  private static Image enlarged(WritableImage image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int factor = Math.max(1, LEAST_SIDE / Math.max(width, height));
    WritableImage large = new WritableImage(width * factor, height * factor);
    for (int y = 0; y < height * factor; y++) {
      for (int x = 0; x < width * factor; x++) {
        int colour = image.getPixelReader().getArgb(x / factor, y / factor);
        large.getPixelWriter().setArgb(x, y, colour);
      }
    }
    return large;
  }

  /** From 0 to 1 with zero in the middle. */
  private static double share(double value, double largest) {
    return !Double.isFinite(value) ? 0.5 : 0.5 + 0.5 * value / largest;
  }

  private static Color signed(double value, double largest) {
    if (!Double.isFinite(value)) {
      return Color.GRAY;
    }
    return OkLab.mix(ZERO, value > 0 ? ABOVE : BELOW, Math.abs(value) / largest);
  }

  /** Largest absolute value of those that are finite; 1 where all are 0. */
  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
    }
    return largest > 0 ? largest : 1;
  }
}
