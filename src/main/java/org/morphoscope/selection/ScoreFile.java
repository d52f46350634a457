package org.morphoscope.selection;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.text.Texts;

/**
 * A number for every channel of a net from somebody else's method, read from a file.
 *
 * <p>As CSV: a first line {@code layer,channel,score}, then a line per channel in any order, the
 * layer by its name as the program shows it, the channel counted from 0. As JSON: an object with
 * the numbers of every layer in the order of its channels, {@code {"conv1": [0.2, 1.5], "conv2":
 * [...]}}. Every channel of every layer that can grow has exactly one finite number.
 */
public final class ScoreFile {
  private static final String HEADER = "layer,channel,score";

  /** Some million channels. */
  private static final int MOST_BYTES = 64 << 20;

  private final Path file;
  private final NetworkSpec spec;

  /** Index of a group by the name of its first producer. */
  private final Map<String, Integer> groups = new TreeMap<>();

  private final double[][] scores;

  private ScoreFile(Path file, NetworkSpec spec) {
    this.file = file;
    this.spec = spec;
    this.scores = new double[spec.groups().size()][];
    List<Layer> leaders = spec.leaders();
    for (int g = 0; g < leaders.size(); g++) {
      groups.put(leaders.get(g).id(), g);
      scores[g] = new double[spec.group(g).width()];
      Arrays.fill(scores[g], Double.NaN);
    }
  }

  /**
   * Reads a file.
   *
   * @param file its name ends with .json for JSON, with anything else for CSV
   * @param spec the net that the scores are of
   * @return per width group, a number per channel
   * @throws IOException in one sentence with the place, what was expected and what was found
   */
  public static double[][] read(Path file, NetworkSpec spec) throws IOException {
    ScoreFile read = new ScoreFile(file, spec);
    byte[] bytes = bytes(file);
    Path name = file.getFileName();
    if (name != null && name.toString().endsWith(".json")) {
      read.json(bytes);
    } else {
      read.csv(new String(bytes, StandardCharsets.UTF_8));
    }
    read.requireComplete();
    return read.scores;
  }

  /**
   * What is in a file.
   *
   * @param file its place
   * @return all of it
   * @throws IOException in one sentence when it cannot be read
   */
  public static byte[] bytes(Path file) throws IOException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException(Texts.of("it is larger than %,d bytes", MOST_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException(
          Texts.of("%s: expected a file of scores, found none that can be read (%s)", file, e), e);
    }
  }

  private void csv(String text) throws IOException {
    String[] lines = text.split("\\R", -1);
    String first = lines[0].startsWith("\uFEFF") ? lines[0].substring(1) : lines[0];
    if (!first.strip().replace(" ", "").equals(HEADER)) {
      throw fault(1, Texts.of("the first line '%s'", HEADER), "'" + shortened(first) + "'");
    }
    Set<String> met = new HashSet<>();
    for (int i = 1; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      String[] cells = lines[i].split(",", -1);
      if (cells.length != 3) {
        throw fault(i + 1, "layer, channel and score", Texts.of("%d columns", cells.length));
      }
      String layer = unquoted(cells[0]);
      int group = group(i + 1, layer);
      int channel = channel(i + 1, layer, group, cells[1].strip());
      if (!met.add(group + " " + channel)) {
        throw fault(
            i + 1, "every channel once", Texts.of("channel %d of %s again", channel, layer));
      }
      scores[group][channel] = score(i + 1, cells[2].strip());
    }
  }

  private static String unquoted(String cell) {
    String text = cell.strip();
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private int group(int line, String layer) throws IOException {
    Integer group = groups.get(layer);
    if (group == null) {
      throw fault(
          line, "one of the layers " + String.join(", ", names()), "'" + shortened(layer) + "'");
    }
    return group;
  }

  /** In the order of the net. */
  private List<String> names() {
    return spec.leaders().stream().map(Layer::id).toList();
  }

  private int channel(int line, String layer, int group, String text) throws IOException {
    int width = scores[group].length;
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) >= width) {
      throw fault(
          line,
          Texts.of("a channel of %s from 0 to %d", layer, width - 1),
          "'" + shortened(text) + "'");
    }
    return Integer.parseInt(text);
  }

  private double score(int line, String text) throws IOException {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw fault(line, "a finite number as score", "'" + shortened(text) + "'", e);
    }
    throw fault(line, "a finite number as score", "'" + shortened(text) + "'");
  }

  private void json(byte[] bytes) throws IOException {
    Map<String, Integer> met = new HashMap<>();
    try (JsonParser parser = new ObjectMapper().createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw fault(1, "an object with a list of numbers per layer", found(parser));
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String layer = parser.currentName();
        int line = line(parser);
        int group = group(line, layer);
        if (met.put(layer, line) != null) {
          throw fault(line, "every layer once", layer + " again");
        }
        numbers(parser, layer, group);
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw fault(at == null ? 1 : at.getLineNr(), "JSON", e.getOriginalMessage(), e);
    }
  }

  private void numbers(JsonParser parser, String layer, int group) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw fault(line(parser), "a list of numbers for " + layer, found(parser));
    }
    List<Double> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      boolean number =
          parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
              || parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
      if (!number) {
        throw fault(line(parser), "a finite number for every channel of " + layer, found(parser));
      }
      values.add(score(line(parser), parser.getText()));
    }
    if (values.size() != scores[group].length) {
      throw fault(
          line(parser),
          Texts.of("%d numbers for %s, one per channel", scores[group].length, layer),
          Texts.of("%d", values.size()));
    }
    for (int c = 0; c < values.size(); c++) {
      scores[group][c] = values.get(c);
    }
  }

  private static int line(JsonParser parser) {
    return parser.currentLocation().getLineNr();
  }

  private static String found(JsonParser parser) throws IOException {
    String text = parser.currentToken() == null ? "nothing" : parser.getText();
    return "'" + shortened(text) + "'";
  }

  private void requireComplete() throws IOException {
    List<String> names = names();
    for (int g = 0; g < scores.length; g++) {
      for (int c = 0; c < scores[g].length; c++) {
        if (Double.isNaN(scores[g][c])) {
          throw new IOException(
              Texts.of(
                  "%s: expected a score for each of the %d channels of %s, found none for channel"
                      + " %d",
                  file, scores[g].length, names.get(g), c));
        }
      }
    }
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }

  private IOException fault(int line, String expected, String found) {
    return new IOException(
        Texts.of("%s, line %d: expected %s, found %s", file, line, expected, found));
  }

  private IOException fault(int line, String expected, String found, Exception cause) {
    return new IOException(
        Texts.of("%s, line %d: expected %s, found %s", file, line, expected, found), cause);
  }
}
