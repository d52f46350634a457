package org.morphoscope.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.morphoscope.text.Texts;

/**
 * Images in numpy's .npy format, version 1.0: every image of the training, the validation and the
 * test part, in this order, as uint8 {@code [N, H, W, C]}, or rows of a table as float32 {@code [N,
 * F]}, and their labels as int64 {@code [N]} in a file of their own.
 */
public final class NpyImages {
  /** How such a file's name ends. */
  public static final String ENDING = ".npy";

  private static final int HEADER_STEP = 64;
  private static final int HEADER_START = 10;

  private NpyImages() {}

  /**
   * {@return the file of the labels that belongs to a file of images: X.npy, X.labels.npy}
   *
   * @param images file whose name ends in {@link #ENDING}
   */
  public static Path labelsOf(Path images) {
    String name = images.getFileName().toString();
    return images.resolveSibling(
        name.substring(0, name.length() - ENDING.length()) + ".labels" + ENDING);
  }

  /**
   * Writes both files; older ones are replaced.
   *
   * @param images exactly this file; its name must end in {@link #ENDING}
   * @param data all parts that it has
   * @throws IOException when a file cannot be written
   */
  public static void write(Path images, Dataset data) throws IOException {
    List<ImageSet> parts =
        Stream.of(Optional.of(data.train()), data.validation(), data.test())
            .flatMap(Optional::stream)
            .toList();
    int count = parts.stream().mapToInt(ImageSet::size).sum();
    ImageSet first = data.train();
    boolean table = first.table().isPresent();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(images), 1 << 16)) {
      out.write(
          table
              ? header("<f4", Texts.of("(%d, %d)", count, first.channels()))
              : header(
                  "|u1",
                  Texts.of(
                      "(%d, %d, %d, %d)", count, first.height(), first.width(), first.channels())));
      for (ImageSet part : parts) {
        for (int i = 0; i < part.size(); i++) {
          if (table) {
            out.write(littleEndian(part, i));
          } else {
            out.write(part.rawPixels(i), part.offsetOf(i), part.imageLength());
          }
        }
      }
    }
    ByteBuffer labels = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (ImageSet part : parts) {
      for (int i = 0; i < part.size(); i++) {
        labels.putLong(part.label(i));
      }
    }
    try (OutputStream out = Files.newOutputStream(labelsOf(images))) {
      out.write(header("<i8", Texts.of("(%d,)", count)));
      out.write(labels.array());
    }
  }

  private static byte[] littleEndian(ImageSet part, int i) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * part.channels()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(part.table().orElseThrow().raw(), part.offsetOf(i), part.channels());
    return bytes.array();
  }

  private static byte[] header(String type, String shape) {
    String text = Texts.of("{'descr': '%s', 'fortran_order': False, 'shape': %s, }", type, shape);
    // blanks and a line end fill up to a multiple of 64 bytes
    int whole = (HEADER_START + text.length() + HEADER_STEP) / HEADER_STEP * HEADER_STEP;
    ByteBuffer header = ByteBuffer.allocate(whole).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) (whole - HEADER_START));
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }
}
