package org.morphoscope.data.malformed;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.morphoscope.data.picture.PictureFiles;

/** A file of every kind that the program reads as data, by a name that is used for it. */
final class WholeFiles {
  private WholeFiles() {}

  /** Pictures, by their names. */
  static Map<String, byte[]> pictures() throws IOException {
    BufferedImage ramp = PictureFiles.ramp(48, 33);
    BufferedImage clear = new BufferedImage(40, 40, BufferedImage.TYPE_4BYTE_ABGR);
    clear.createGraphics().drawImage(ramp, 4, 4, null);
    BufferedImage indexed = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_INDEXED);
    indexed.createGraphics().drawImage(ramp, 0, 0, null);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String format : new String[] {"png", "jpg", "gif", "bmp", "tiff"}) {
      files.put("rgb." + format, written(ramp, format, null, false));
    }
    files.put("alpha.png", written(clear, "png", null, false));
    files.put("indexed.png", written(indexed, "png", null, false));
    files.put("indexed.gif", written(indexed, "gif", null, true));
    files.put("indexed.bmp", written(indexed, "bmp", "BI_RLE8", false));
    files.put("progressive.jpg", PictureFiles.progressive(ramp));
    files.put("turned.jpg", PictureFiles.jpeg(ramp, 6));
    files.put("cmyk.jpg", PictureFiles.fourColours(200, 40, 60, 0));
    files.put("ycck.jpg", PictureFiles.fourColours(200, 40, 60, 2));
    for (String packing : new String[] {"LZW", "Deflate", "PackBits", "JPEG", "ZLib"}) {
      files.put(packing + ".tiff", written(ramp, "tiff", packing, false));
    }
    files.put("red.webp", PictureFiles.webpRed());
    return files;
  }

  private static byte[] written(
      BufferedImage image, String format, String packing, boolean progressive) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(to);
      ImageWriteParam wanted = writer.getDefaultWriteParam();
      if (packing != null) {
        wanted.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        wanted.setCompressionType(packing);
      }
      if (progressive) {
        wanted.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, new IIOImage(image, null, null), wanted);
    }
    return out.toByteArray();
  }

  static byte[] idxImages() {
    byte[] pixels = new byte[20 * 8 * 8];
    new SplittableRandom(1).nextBytes(pixels);
    return ints(pixels, 0x803, 20, 8, 8);
  }

  static byte[] idxLabels() {
    byte[] labels = new byte[20];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (i % 5);
    }
    return ints(labels, 0x801, 20);
  }

  static byte[] qmnistLabels() {
    ByteBuffer rows = ByteBuffer.allocate(20 * 8 * 4);
    for (int i = 0; i < 20; i++) {
      rows.putInt(i * 32, i % 5);
    }
    return ints(rows.array(), 0xc02, 20, 8);
  }

  private static byte[] ints(byte[] body, int... header) {
    ByteBuffer file = ByteBuffer.allocate(4 * header.length + body.length);
    for (int number : header) {
      file.putInt(number);
    }
    return file.put(body).array();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }

  /** Four records with labels that both kinds of CIFAR may have. */
  static byte[] cifar(int labelBytes) {
    byte[] records = new byte[4 * (labelBytes + 3072)];
    new SplittableRandom(2).nextBytes(records);
    for (int r = 0; r < 4; r++) {
      for (int b = 0; b < labelBytes; b++) {
        records[r * (labelBytes + 3072) + b] = (byte) r;
      }
    }
    return records;
  }

  static byte[] table() {
    StringBuilder text = new StringBuilder("label,p0,p1,p2,p3\n");
    for (int i = 0; i < 20; i++) {
      text.append(i % 3).append(",0,255,").append(i).append(",7\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] npy() {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 5), }";
    ByteBuffer file = ByteBuffer.allocate(10 + 118 + 80).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) 1).put((byte) 0).putShort((short) 118);
    file.put(
        (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
    return file.array();
  }
}
