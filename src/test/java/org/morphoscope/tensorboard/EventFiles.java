package org.morphoscope.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads event files from the description of their format alone: {@code record_writer.h} (length,
 * masked CRC, content, masked CRC) and the numbers of the fields in {@code event.proto} and {@code
 * summary.proto}. Shares no line with the writer, its CRC included.
 */
final class EventFiles {
  private EventFiles() {}

  /** A record: its step, values by tag, and whether it begins a session. */
  record Event(
      long step,
      String version,
      boolean session,
      Map<String, Double> scalars,
      Map<String, Map<Integer, double[]>> histograms) {}

  static List<Event> read(Path folder) throws IOException {
    List<Event> events = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      while (in.hasRemaining()) {
        int at = in.position();
        long length = in.getLong();
        assertEquals(masked(in.array(), at, 8), in.getInt(), "CRC of the length");
        byte[] content = new byte[(int) length];
        in.get(content);
        assertEquals(masked(content, 0, content.length), in.getInt(), "CRC of the content");
        events.add(event(content));
      }
    }
    return events;
  }

  /** Bit by bit with the reversed polynomial of Castagnoli. */
  static int crc(byte[] bytes, int from, int length) {
    int crc = -1;
    for (int i = from; i < from + length; i++) {
      crc ^= bytes[i] & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
      }
    }
    return ~crc;
  }

  private static int masked(byte[] bytes, int from, int length) {
    int crc = crc(bytes, from, length);
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static Event event(byte[] content) {
    Map<Integer, List<Object>> fields = fields(content);
    Map<String, Double> scalars = new LinkedHashMap<>();
    Map<String, Map<Integer, double[]>> histograms = new LinkedHashMap<>();
    if (fields.containsKey(5)) {
      for (Object value : fields((byte[]) fields.get(5).get(0)).getOrDefault(1, List.of())) {
        Map<Integer, List<Object>> one = fields((byte[]) value);
        String tag = new String((byte[]) one.get(1).get(0), StandardCharsets.UTF_8);
        if (one.containsKey(2)) {
          scalars.put(tag, (double) (Float) one.get(2).get(0));
        } else {
          histograms.put(tag, histogram((byte[]) one.get(5).get(0)));
        }
      }
    }
    long step = fields.containsKey(2) ? (Long) fields.get(2).get(0) : 0;
    String version =
        fields.containsKey(3)
            ? new String((byte[]) fields.get(3).get(0), StandardCharsets.UTF_8)
            : "";
    return new Event(step, version, fields.containsKey(7), scalars, histograms);
  }

  private static Map<Integer, double[]> histogram(byte[] content) {
    Map<Integer, double[]> histogram = new LinkedHashMap<>();
    fields(content)
        .forEach(
            (field, values) -> {
              if (values.get(0) instanceof Double number) {
                histogram.put(field, new double[] {number});
              } else {
                byte[] packed = (byte[]) values.get(0);
                double[] numbers = new double[packed.length / 8];
                ByteBuffer.wrap(packed)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asDoubleBuffer()
                    .get(numbers);
                histogram.put(field, numbers);
              }
            });
    return histogram;
  }

  private static Map<Integer, List<Object>> fields(byte[] message) {
    Map<Integer, List<Object>> fields = new LinkedHashMap<>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      Object value;
      switch ((int) (tag & 7)) {
        case 0 -> value = varint(in);
        case 1 -> value = in.getDouble();
        case 2 -> {
          byte[] bytes = new byte[(int) varint(in)];
          in.get(bytes);
          value = bytes;
        }
        case 5 -> value = in.getFloat();
        default -> throw new IllegalStateException("wire type of tag " + tag);
      }
      fields.computeIfAbsent((int) (tag >>> 3), field -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 127) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
