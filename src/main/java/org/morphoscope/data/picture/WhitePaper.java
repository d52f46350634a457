package org.morphoscope.data.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.OptionalLong;
import org.morphoscope.text.Texts;

/**
 * The pixels of a decoded picture laid on white paper, as whole numbers from 0 to {@link #white}.
 *
 * <p>With colours of 0 to M and opacities of 0 to A, a colour v of opacity a gives {@code a v + (A
 * - a) M}, and white is {@code A M}. M is the least common multiple of the largest values of the
 * channels, which differ in pictures of 16 bits a pixel.
 */
abstract class WhitePaper {
  private static final int BYTE_MAX = 255;
  private static final int MOST_BITS = 16;

  final Raster raster;
  final int left;
  final int top;

  private WhitePaper(BufferedImage image) {
    raster = image.getRaster();
    left = raster.getMinX();
    top = raster.getMinY();
  }

  /**
   * @param key the colour that is transparent where the picture has no opacities
   * @throws PictureException when the values are of a kind that is not for pictures to look at
   */
  static WhitePaper of(BufferedImage image, OptionalLong key) throws PictureException {
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel palette) {
      return new Palette(image, palette, key);
    }
    int type = image.getRaster().getSampleModel().getDataType();
    int bits = 0;
    for (int size : image.getRaster().getSampleModel().getSampleSize()) {
      bits = Math.max(bits, size);
    }
    if (bits > MOST_BITS || type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
      throw new PictureException(
          Texts.of("at most %d bits a value, whole numbers", MOST_BITS),
          bits + " bits a value",
          "save it with 8 or 16 bits or remove the file");
    }
    int space = model.getColorSpace().getType();
    int bands = image.getRaster().getNumBands();
    boolean alpha = model.hasAlpha();
    if (space == ColorSpace.TYPE_GRAY && bands == (alpha ? 2 : 1)
        || space == ColorSpace.TYPE_RGB && bands == (alpha ? 4 : 3)) {
      return new Samples(image, alpha, key);
    }
    return new Converted(image);
  }

  /** The value of white, at most 2^32. */
  abstract long white();

  /**
   * Part of a row.
   *
   * @param x first column
   * @param to {@code [count, 3]}
   */
  abstract void row(int x, int y, int count, long[] to);

  /** Grey or colours, 1 to 16 bits a channel. */
  private static final class Samples extends WhitePaper {
    private final int colours;
    private final int bands;
    private final boolean premultiplied;
    private final long colourMax; // M
    private final long opacityMax; // A
    private final long[] factors; // of the colours' channels, to a maximum of M
    private final long key; // -1 for none
    private int[] samples = new int[0];

    Samples(BufferedImage image, boolean alpha, OptionalLong key) {
      super(image);
      bands = raster.getNumBands();
      colours = alpha ? bands - 1 : bands;
      premultiplied = image.isAlphaPremultiplied();
      opacityMax = alpha ? max(colours) : 1;
      long common = 1;
      for (int c = 0; c < colours; c++) {
        common = common / gcd(common, max(c)) * max(c);
      }
      colourMax = common;
      factors = new long[colours];
      for (int c = 0; c < colours; c++) {
        factors[c] = colourMax / max(c);
      }
      this.key = alpha ? -1 : key.orElse(-1);
    }

    private long max(int band) {
      return (1L << raster.getSampleModel().getSampleSize(band)) - 1;
    }

    private static long gcd(long a, long b) {
      return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    long white() {
      return colourMax * opacityMax;
    }

    @Override
    void row(int x, int y, int count, long[] to) {
      if (samples.length < count * bands) {
        samples = new int[count * bands];
      }
      raster.getPixels(left + x, top + y, count, 1, samples);
      for (int i = 0; i < count; i++) {
        int at = i * bands;
        boolean transparent = key >= 0 && key == colour(at);
        long opacity = transparent ? 0 : colours < bands ? samples[at + colours] : 1;
        long paper = (opacityMax - opacity) * colourMax;
        for (int c = 0; c < 3; c++) {
          int channel = colours == 1 ? 0 : c;
          long value = samples[at + channel] * factors[channel];
          long laid = (premultiplied ? opacityMax : opacity) * value + paper;
          to[i * 3 + c] = Math.min(laid, white());
        }
      }
    }

    /** The pixel as a PNG writes its transparent colour. */
    private long colour(int at) {
      long colour = 0;
      for (int c = 0; c < colours; c++) {
        colour = colour << 16 | samples[at + c];
      }
      return colour;
    }
  }

  /** Numbers of colours, 8 bits a channel, some of them more or less transparent. */
  private static final class Palette extends WhitePaper {
    private final long[] laid; // [colours, 3]
    private int[] numbers = new int[0];

    Palette(BufferedImage image, IndexColorModel palette, OptionalLong key) {
      super(image);
      int colours = 1 << Math.min(MOST_BITS, palette.getPixelSize());
      laid = new long[colours * 3];
      for (int i = 0; i < colours; i++) {
        int argb = i < palette.getMapSize() ? palette.getRGB(i) : 0xff000000;
        // a grey picture of few bits is decoded to a palette: its transparent grey is a number
        long opacity = key.isPresent() && key.getAsLong() == i ? 0 : argb >>> 24;
        for (int c = 0; c < 3; c++) {
          long value = argb >>> (16 - 8 * c) & 0xff;
          laid[i * 3 + c] = opacity * value + (BYTE_MAX - opacity) * BYTE_MAX;
        }
      }
    }

    @Override
    long white() {
      return (long) BYTE_MAX * BYTE_MAX;
    }

    @Override
    void row(int x, int y, int count, long[] to) {
      if (numbers.length < count) {
        numbers = new int[count];
      }
      raster.getSamples(left + x, top + y, count, 1, 0, numbers);
      for (int i = 0; i < count; i++) {
        System.arraycopy(laid, numbers[i] * 3, to, i * 3, 3);
      }
    }
  }

  /** Any other space of colours, as Java converts it. */
  private static final class Converted extends WhitePaper {
    private final BufferedImage image;

    Converted(BufferedImage image) {
      super(image);
      this.image = image;
    }

    @Override
    long white() {
      return (long) BYTE_MAX * BYTE_MAX;
    }

    @Override
    void row(int x, int y, int count, long[] to) {
      int[] row = image.getRGB(x, y, count, 1, null, 0, count);
      for (int i = 0; i < count; i++) {
        long opacity = row[i] >>> 24;
        for (int c = 0; c < 3; c++) {
          long value = row[i] >>> (16 - 8 * c) & 0xff;
          to[i * 3 + c] = opacity * value + (BYTE_MAX - opacity) * BYTE_MAX;
        }
      }
    }
  }
}
