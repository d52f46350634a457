package org.morphoscope.model.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.morphoscope.model.Model;
import org.morphoscope.model.ModelBytes;
import org.morphoscope.model.ModelException;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/**
 * Reads DeepLearning4J's zips of a {@code ComputationGraph} or {@code MultiLayerNetwork} of
 * convolutions (plain or depthwise), BatchNorm, ReLU, pooling, sums and dense layers, in float32 or
 * float64. DeepLearning4J itself is not asked: its reader makes objects of any class that the file
 * names and takes memory for what the file says.
 */
public final class Dl4jReader {
  private static final String WHAT = "a DeepLearning4J zip";
  private static final String CONFIGURATION = "configuration.json";
  private static final int MAX_TEXT = 1 << 24;

  private Dl4jReader() {}

  /**
   * {@return the net of the file}
   *
   * @param file the file; read whole
   * @param images size of the images, for a file that does not tell it: only those that this
   *     program wrote do
   * @throws ModelException in one sentence when the file is damaged, or naming the layer and its
   *     class when it holds something that a net of ours cannot express
   */
  public static Model read(Path file, Optional<TensorShape> images) throws ModelException {
    return reading(
        file,
        zip -> {
          JsonNode configuration = json(entry(zip, CONFIGURATION, MAX_TEXT));
          Dl4jNumbers numbers = new Dl4jNumbers(entry(zip, Dl4jNumbers.FILE, ModelBytes.MAX_BYTES));
          Map<String, String> metadata = metadata(zip);
          Optional<TensorShape> told = images(metadata);
          return new Dl4jImport(configuration, numbers, told.or(() -> images), metadata).model();
        });
  }

  /**
   * {@return the size of the images, when the file tells it}
   *
   * @param file the file; read whole
   * @throws ModelException as {@link #read}
   */
  public static Optional<TensorShape> images(Path file) throws ModelException {
    return reading(file, zip -> images(metadata(zip)));
  }

  /** What is read from a zip. */
  @FunctionalInterface
  private interface Work<T> {
    T on(ZipFile zip) throws IOException;
  }

  private static <T> T reading(Path file, Work<T> work) throws ModelException {
    try {
      requireFile(file);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        return work.on(zip);
      }
    } catch (UnsuitableException e) {
      throw ModelException.of(file, e);
    } catch (ZipException | IllegalArgumentException e) {
      // zip names that are no text are an IllegalArgumentException in some versions of Java
      throw ModelException.of(
          file, UnsuitableException.damaged("", WHAT, "something else (" + e.getMessage() + ")"));
    } catch (IOException e) {
      throw ModelException.unreadable(file, e);
    }
  }

  private static void requireFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UnsuitableException("", WHAT, "a folder", "choose the file in it");
    }
    long size = Files.size(file);
    if (size > ModelBytes.MAX_BYTES) {
      throw new UnsuitableException(
          "",
          Texts.of("%s of at most %d bytes", WHAT, ModelBytes.MAX_BYTES),
          size + " bytes",
          "choose a smaller net");
    }
  }

  /** An entry's content, which may be far larger than the zip, up to a limit. */
  private static byte[] entry(ZipFile zip, String name, int limit) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw UnsuitableException.damaged("", "a zip with the entry " + name, "none of that name");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new UnsuitableException(
            name, Texts.of("at most %d bytes", limit), "more", "choose a smaller net");
      }
      return bytes;
    }
  }

  private static JsonNode json(byte[] text) throws IOException {
    try {
      JsonNode root = new ObjectMapper().readTree(text);
      if (!root.isObject()) {
        throw UnsuitableException.damaged(CONFIGURATION, "a JSON object", "something else");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw UnsuitableException.notJson(CONFIGURATION, "JSON", e);
    }
  }

  /** What this program wrote about the net; empty in files of others. */
  private static Map<String, String> metadata(ZipFile zip) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (zip.getEntry(Dl4jWriter.METADATA) == null) {
      return metadata;
    }
    byte[] bytes = entry(zip, Dl4jWriter.METADATA, MAX_TEXT);
    Properties read = new Properties();
    read.load(new StringReader(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));
    for (String key : new TreeSet<>(read.stringPropertyNames())) {
      metadata.put(key, read.getProperty(key));
    }
    return metadata;
  }

  private static Optional<TensorShape> images(Map<String, String> metadata) {
    String text = metadata.getOrDefault(Dl4jWriter.IMAGES, "");
    if (!text.matches("[1-9]\\d{0,4} [1-9]\\d{0,4} [1-9]\\d{0,4}")) {
      return Optional.empty();
    }
    String[] sides = text.split(" ");
    return Optional.of(
        new TensorShape(
            Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), Integer.parseInt(sides[2])));
  }
}
