package org.morphoscope.data.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Picture files written byte by byte, so that tests know what is in them. */
public final class PictureFiles {
  private PictureFiles() {}

  /** 8 x 8 pixels of (200, 40, 40), losslessly compressed: one code of length 0 a channel. */
  public static byte[] webpRed() {
    return webp(200, 40, 40);
  }

  /** A picture with red from left to right, green from top to bottom. */
  public static BufferedImage ramp(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xff000000 | 255 * x / width << 16 | 255 * y / height << 8 | 0x40);
      }
    }
    return image;
  }

  /** The same few bytes again and again. */
  static byte[] repeat(int times, int... values) {
    byte[] bytes = new byte[times * values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i % values.length];
    }
    return bytes;
  }

  /**
   * A PNG file.
   *
   * @param type 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGBA
   * @param samples rows without their filter bytes
   * @param more chunks before the pixels
   */
  static byte[] png(int width, int height, int bits, int type, byte[] samples, byte[]... more) {
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
      ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
      file.write(chunk("IHDR", header.put((byte) bits).put((byte) type).array()));
      for (byte[] chunk : more) {
        file.write(chunk);
      }
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      int row = samples.length / height;
      try (DeflaterOutputStream packed = new DeflaterOutputStream(rows)) {
        for (int y = 0; y < height; y++) {
          packed.write(0); // no filter
          packed.write(samples, y * row, row);
        }
      }
      file.write(chunk("IDAT", rows.toByteArray()));
      file.write(chunk("IEND", new byte[0]));
      return file.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }

  static byte[] chunk(String name, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(content.length + 12).putInt(content.length);
    chunk.put(name.getBytes(StandardCharsets.US_ASCII)).put(content);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, content.length + 4);
    return chunk.putInt((int) sum.getValue()).array();
  }

  /** 32 x 32 pixels in four grey quarters. */
  static BufferedImage quarters(int[][] greys) {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 32 * 32; i++) {
      image.getRaster().setSample(i % 32, i / 32, 0, greys[i / 32 / 16][i % 32 / 16]);
    }
    return image;
  }

  /** A JPEG file with an orientation noted as cameras do. */
  public static byte[] jpeg(BufferedImage image, int orientation) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", plain);
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes());
    exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return behindStart(plain.toByteArray(), exif.array());
  }

  private static byte[] behindStart(byte[] jpeg, byte[] segment) {
    return ByteBuffer.allocate(jpeg.length + segment.length)
        .put(jpeg, 0, 2)
        .put(segment)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /**
   * 8 x 8 pixels of one colour in a JPEG file of four channels with Adobe's marker, whose values
   * are stored inverted.
   *
   * @param transform 0 for CMYK, 2 for YCCK
   */
  public static byte[] fourColours(int red, int green, int blue, int transform) throws IOException {
    int[] stored = {red, green, blue, 255}; // of inverted cyan, magenta, yellow and no black
    if (transform == 2) {
      int c = 255 - red; // YCCK is computed from what is not stored: plain cyan, magenta, yellow
      int m = 255 - green;
      int y = 255 - blue;
      stored =
          new int[] {
            (int) Math.round(0.299 * c + 0.587 * m + 0.114 * y),
            (int) Math.round(128 - 0.168736 * c - 0.331264 * m + 0.5 * y),
            (int) Math.round(128 + 0.5 * c - 0.418688 * m - 0.081312 * y),
            255
          };
    }
    WritableRaster raster = Raster.createInterleavedRaster(0, 8, 8, 4, null);
    for (int i = 0; i < 64; i++) {
      raster.setPixel(i % 8, i / 8, stored);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ownWriter();
    try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(to);
      writer.write(null, new IIOImage(raster, null, null), null);
    }
    ByteBuffer adobe = ByteBuffer.allocate(16).putShort((short) 0xffee).putShort((short) 14);
    adobe.put("Adobe".getBytes(StandardCharsets.US_ASCII)).putShort((short) 100);
    adobe.putInt(0).put((byte) transform);
    return behindStart(out.toByteArray(), adobe.array());
  }

  private static ImageWriter ownWriter() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.")) {
        return writer;
      }
    }
    throw new IllegalStateException("Java has a writer of JPEG files");
  }

  public static byte[] progressive(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ownWriter();
    try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(to);
      ImageWriteParam wanted = writer.getDefaultWriteParam();
      wanted.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.write(null, new IIOImage(image, null, null), wanted);
    }
    return out.toByteArray();
  }

  /** A progressive JPEG file of this many scans with next to nothing in them. */
  static byte[] scans(int width, int height, int scans) throws IOException {
    byte[] small = progressive(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY));
    int at = 2;
    int lastScan = -1;
    while (at + 4 < small.length) {
      int marker = small[at + 1] & 0xff;
      if (marker == 0xc2) {
        ByteBuffer.wrap(small).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
      }
      if (marker == 0xda) {
        lastScan = at;
        at += 2;
        while (!((small[at] & 0xff) == 0xff && small[at + 1] != 0)) {
          at++;
        }
      } else {
        at += 2 + ((small[at + 2] & 0xff) << 8 | small[at + 3] & 0xff);
      }
      if ((small[at + 1] & 0xff) == 0xd9) {
        break;
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream to = new DataOutputStream(out);
    to.write(small, 0, at);
    for (int i = 0; i < scans; i++) {
      to.write(small, lastScan, at - lastScan);
    }
    to.writeShort(0xffd9);
    return out.toByteArray();
  }

  /** Lossless, of one colour, which takes no bits. */
  private static byte[] webp(int red, int green, int blue) {
    StringBuilder bits = webpStart(8);
    for (int value : new int[] {green, red, blue, 255, 0}) {
      bits(bits, 1, 1); // a simple code
      bits(bits, 0, 1); // of one symbol
      bits(bits, 1, 1); // of 8 bits
      bits(bits, value, 8);
    }
    return webp(bits, 0);
  }

  /** Lossless, of two values a channel: four bits a pixel, of which only the first are there. */
  static byte[] webpCut(int side, int bytes) {
    StringBuilder bits = webpStart(side);
    for (int channel = 0; channel < 4; channel++) {
      bits(bits, 3, 2); // a simple code of two symbols
      bits(bits, 1, 1); // of 8 bits
      bits(bits, 3 | 77 << 8, 16);
    }
    bits(bits, 5, 3); // no distances
    bits(bits, 0, 8);
    return webp(bits, bytes);
  }

  private static StringBuilder webpStart(int side) {
    StringBuilder bits = new StringBuilder();
    bits(bits, 0x2f, 8);
    bits(bits, side - 1, 14);
    bits(bits, side - 1, 14);
    bits(bits, 0, 1 + 3); // no alpha, version
    bits(bits, 0, 1 + 1 + 1); // no transform, no cache of colours, no groups of codes
    return bits;
  }

  /** Writes bits from the lowest on, as WebP has them, and more bytes behind them. */
  private static byte[] webp(StringBuilder bits, int more) {
    byte[] packed = new byte[(bits.length() + 7) / 8 + 1 + more];
    for (int i = 0; i < bits.length(); i++) {
      packed[i / 8] |= (byte) ((bits.charAt(i) - '0') << i % 8);
    }
    int padded = packed.length + packed.length % 2;
    ByteBuffer file = ByteBuffer.allocate(20 + padded).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(12 + padded);
    file.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(packed.length).put(packed);
    return file.array();
  }

  private static void bits(StringBuilder to, int value, int count) {
    for (int i = 0; i < count; i++) {
      to.append((char) ('0' + (value >> i & 1)));
    }
  }
}
