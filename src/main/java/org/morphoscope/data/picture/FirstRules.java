package org.morphoscope.data.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.morphoscope.text.Texts;

/**
 * Pictures as the first versions of the program read them, for runs that were begun with these: of
 * large pictures pixels are left out before averaging, grey with opacities becomes lighter, CMYK
 * and the orientation that a camera notes are not understood.
 */
public final class FirstRules {
  private static final int CHANNELS = 3;
  private static final long MAX_PIXELS = 64L << 20;
  private static final int MAX_SIDE = 1 << 15;
  private static final String ENDINGS = ".*\\.(?i:png|jpg|jpeg|gif|bmp)|(?i:png|jpg|jpeg|gif|bmp)";

  private FirstRules() {}

  /**
   * {@return whether a file of this name was taken for a picture}
   *
   * @param fileName name of a file without its folder
   */
  public static boolean isNamedPicture(String fileName) {
    return fileName.matches(ENDINGS);
  }

  /**
   * Reads a picture into {@code pixels[start ..]} as {@code [side, side, 3]}.
   *
   * @param file the picture
   * @param side pixels a side of the small picture
   * @param pixels gets the picture
   * @param start where in {@code pixels} the picture begins
   * @throws PictureException in one sentence when it is damaged, no picture, or too large
   */
  public static void read(Path file, int side, byte[] pixels, int start) throws PictureException {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      ImageReader reader = reader(in);
      try {
        reader.setInput(in, true, true);
        shrink(square(reader, side), side, pixels, start);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // readers of pictures answer damaged bytes with any kind of exception
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new PictureException(
          "a picture that can be decoded",
          Texts.of("that it cannot (%s)", reason.lines().findFirst().orElse("no reason given")),
          "replace or remove the file",
          e);
    }
  }

  /** The first reader of Java's own: plugins came later. */
  private static ImageReader reader(ImageInputStream in) throws PictureException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new PictureException(
        "a PNG, JPEG, GIF or BMP picture", "something else", "remove the file");
  }

  /** The square around the centre, with pixels left out where there are more than needed. */
  private static BufferedImage square(ImageReader reader, int side)
      throws IOException, PictureException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if (width < 1
        || height < 1
        || Math.max(width, height) > MAX_SIDE
        || (long) width * height > MAX_PIXELS) {
      throw new PictureException(
          Texts.of("at most %d million pixels and sides of 1 to %d", MAX_PIXELS >> 20, MAX_SIDE),
          Texts.of("a header that says %d x %d", width, height),
          "make the picture smaller or remove it");
    }
    int edge = Math.min(width, height);
    // two or more pixels a side of each of ours are left to average
    int step = Math.max(1, edge / (2 * side));
    ImageReadParam wanted = reader.getDefaultReadParam();
    wanted.setSourceSubsampling(step, step, 0, 0);
    BufferedImage read = reader.read(0, wanted);
    int cut = Math.min(read.getWidth(), read.getHeight());
    return read.getSubimage((read.getWidth() - cut) / 2, (read.getHeight() - cut) / 2, cut, cut);
  }

  private static void shrink(BufferedImage image, int side, byte[] pixels, int start) {
    int width = image.getWidth();
    int height = image.getHeight();
    float[] source = rgb(image);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        average(
            source,
            width,
            new double[] {(double) x * width / side, (double) (x + 1) * width / side},
            new double[] {(double) y * height / side, (double) (y + 1) * height / side},
            pixels,
            start + (y * side + x) * CHANNELS);
      }
    }
  }

  /** Mean over a rectangle whose edges may lie within pixels. */
  private static void average(
      float[] source, int width, double[] across, double[] down, byte[] to, int at) {
    double[] sum = new double[CHANNELS];
    double area = 0;
    for (int y = (int) down[0]; y < down[1]; y++) {
      double high = Math.min(y + 1, down[1]) - Math.max(y, down[0]);
      for (int x = (int) across[0]; x < across[1]; x++) {
        double cover = high * (Math.min(x + 1, across[1]) - Math.max(x, across[0]));
        area += cover;
        for (int c = 0; c < CHANNELS; c++) {
          sum[c] += cover * source[(y * width + x) * CHANNELS + c];
        }
      }
    }
    for (int c = 0; c < CHANNELS; c++) {
      to[at + c] = (byte) Math.max(0, Math.min(255, Math.round(sum[c] / area)));
    }
  }

  /** All pixels, {@code [height, width, 3]}, 0..255. */
  private static float[] rgb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    float[] rgb = new float[width * height * CHANNELS];
    if (image.getRaster().getNumBands() == 1
        && !(image.getColorModel() instanceof IndexColorModel)) {
      grey(image, rgb);
      return rgb;
    }
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        float alpha = (row[x] >>> 24) / 255f;
        for (int c = 0; c < CHANNELS; c++) {
          int value = row[x] >>> (16 - 8 * c) & 0xff;
          rgb[(y * width + x) * CHANNELS + c] = alpha * value + 255 * (1 - alpha);
        }
      }
    }
    return rgb;
  }

  /** Grey values as they are: Java takes them for linear light and would make them lighter. */
  private static void grey(BufferedImage image, float[] rgb) {
    Raster raster = image.getData();
    float scale = 255f / ((1 << raster.getSampleModel().getSampleSize(0)) - 1);
    int width = image.getWidth();
    for (int i = 0; i < width * image.getHeight(); i++) {
      float value =
          scale * raster.getSample(raster.getMinX() + i % width, raster.getMinY() + i / width, 0);
      for (int c = 0; c < CHANNELS; c++) {
        rgb[i * CHANNELS + c] = value;
      }
    }
  }
}
