package org.morphoscope.model.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.model.ModelBytes;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.text.Texts;

/**
 * The files beside a net that hold its weights ({@code net.onnx.data}), within the net's own folder
 * only. What is wrong with one of them is told once and not for every constant in it.
 */
final class OnnxSideFiles {
  private final Path net;
  private final List<UnsuitableException> problems = new ArrayList<>();
  private final Set<String> missing = new HashSet<>();

  /** Where a constant lies in a file. */
  private record Range(OnnxTensor constant, long from, long to) {}

  OnnxSideFiles(Path net) {
    this.net = net;
  }

  /** What is wrong, each a sentence; empty when every constant was found. */
  List<UnsuitableException> problems() {
    return problems;
  }

  /** Places of the constants whose bytes were not found. */
  Set<String> missing() {
    return missing;
  }

  /** Puts the bytes in the place of constants that lie in other files. */
  void resolve(Map<String, OnnxTensor> constants) {
    Map<String, List<Range>> files = new LinkedHashMap<>();
    for (OnnxTensor constant : constants.values()) {
      if (!constant.external().isEmpty()) {
        try {
          Range range = range(constant);
          files.computeIfAbsent(location(constant), location -> new ArrayList<>()).add(range);
        } catch (UnsuitableException e) {
          problems.add(e);
          missing.add(constant.place());
        }
      }
    }
    files.forEach(
        (location, ranges) -> {
          try {
            ByteBuffer bytes = read(location, ranges);
            for (Range range : ranges) {
              ByteBuffer content =
                  bytes.slice((int) range.from(), (int) (range.to() - range.from()));
              OnnxTensor constant = range.constant();
              constants.put(
                  constant.name(), constant.withContent(content.order(ByteOrder.LITTLE_ENDIAN)));
            }
          } catch (UnsuitableException e) {
            problems.add(e);
            ranges.forEach(range -> missing.add(range.constant().place()));
          }
        });
  }

  private static String location(OnnxTensor constant) {
    return constant.external().getOrDefault("location", "");
  }

  private static Range range(OnnxTensor constant) {
    long length = constant.byteLength();
    long offset = number(constant, "offset", 0);
    long told = number(constant, "length", length);
    if (told != length) {
      throw UnsuitableException.damaged(
          constant.place() + " in '" + location(constant) + "'",
          Texts.of("%d bytes for the shape %s", length, constant.shape()),
          "a length of " + told);
    }
    return new Range(constant, offset, offset + length);
  }

  private static long number(OnnxTensor constant, String key, long otherwise) {
    String text = constant.external().get(key);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("\\d{1,15}")) {
      throw UnsuitableException.damaged(
          constant.place() + " in '" + location(constant) + "'",
          Texts.of("its %s as a whole number from 0 on", key),
          "'" + text + "'");
    }
    return Long.parseLong(text);
  }

  private ByteBuffer read(String location, List<Range> ranges) {
    String place = "side file '" + location + "'";
    long needed = ranges.stream().mapToLong(Range::to).max().orElse(0);
    String wanted =
        Texts.of("at least %,d bytes, the numbers of %d constants", needed, ranges.size());
    Path file = inside(place, location);
    if (Files.isDirectory(file) || Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UnsuitableException(
          place,
          "a file of " + wanted,
          Files.isDirectory(file) ? "a folder" : "no regular file",
          "put the file that was written with the net beside it");
    }
    if (!Files.exists(file)) {
      throw new UnsuitableException(
          place,
          Texts.of("a file of %s, in the folder %s", wanted, file.toAbsolutePath().getParent()),
          "no such file",
          "put it beside the net under the name it was written with, or write the net with its"
              + " weights inside");
    }
    if (needed > ModelBytes.MAX_BYTES) {
      throw new UnsuitableException(
          place,
          Texts.of("weights within the first %,d bytes", ModelBytes.MAX_BYTES),
          Texts.of("that they end at byte %,d", needed),
          "choose a smaller net");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) needed);
      requireAll(place, wanted, ranges, bytes.length);
      return ByteBuffer.wrap(bytes);
    } catch (IOException e) {
      throw new UnsuitableException(
          place,
          "a readable file of " + wanted,
          Texts.of("that reading fails (%s)", e.getClass().getSimpleName()),
          "check its permissions");
    }
  }

  /** The first constant that is not whole names what is wrong. */
  private static void requireAll(String place, String wanted, List<Range> ranges, int length) {
    List<Range> cut =
        ranges.stream()
            .filter(range -> range.to() > length)
            .sorted(Comparator.comparingLong(Range::from))
            .toList();
    if (cut.isEmpty()) {
      return;
    }
    Range first = cut.get(0);
    boolean beyond = first.from() > length;
    throw UnsuitableException.damaged(
        place,
        wanted,
        Texts.of(
            "%,d bytes: %s %s, which it should fill from byte %,d to %,d",
            length,
            first.constant().place(),
            beyond ? "begins beyond its end" : "is cut off",
            first.from(),
            first.to()));
  }

  /** The file, which must lie in the net's folder: a net shall not read what else is on a disk. */
  private Path inside(String place, String location) {
    try {
      Path named = Path.of(location.replace('\\', '/'));
      Path folder = net.toAbsolutePath().normalize().getParent();
      Path file = folder.resolve(named).normalize();
      boolean escapes = location.isEmpty() || named.isAbsolute() || !file.startsWith(folder);
      if (!escapes && Files.exists(file)) {
        // links may lead elsewhere, but where the net's own link leads is its folder too
        Path real = file.toRealPath();
        escapes =
            !real.startsWith(folder.toRealPath()) && !real.startsWith(net.toRealPath().getParent());
      }
      if (escapes) {
        throw new UnsuitableException(
            place,
            "a file in the net's own folder, outside of which nothing is read",
            "another place",
            "put the file beside the net and write the net so that it names it there");
      }
      return file;
    } catch (InvalidPathException | IOException e) {
      throw UnsuitableException.damaged(place, "the name of a file", "none that can be opened");
    }
  }
}
