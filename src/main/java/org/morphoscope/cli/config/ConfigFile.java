package org.morphoscope.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.morphoscope.text.Texts;

/** A file of options. */
final class ConfigFile {
  private static final long MOST_BYTES = 1L << 20;

  private ConfigFile() {}

  /**
   * The values of every key, as words; a list has several.
   *
   * @throws IOException in one sentence when the file cannot be read or is no such file
   */
  static Map<String, List<String>> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw fault(file, "", "a .toml or .json file of options", "no such file", "check the path");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw fault(
          file,
          "",
          Texts.of("at most %d bytes of options", MOST_BYTES),
          Files.size(file) + " bytes",
          "choose another file");
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".json") ? json(file, text) : toml(file, text);
  }

  private static Map<String, List<String>> toml(Path file, String text) throws IOException {
    try {
      return Toml.parse(text);
    } catch (Toml.Fault e) {
      throw fault(
          file,
          ", line " + e.line(),
          "a line such as rounds = 8, data = \"cifar10:DIR\" or no-augment = true",
          "'" + e.found() + "'",
          "correct the line");
    }
  }

  private static Map<String, List<String>> json(Path file, String text) throws IOException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw fault(
          file,
          at == null ? "" : Texts.of(", line %d", at.getLineNr()),
          "JSON",
          "something else",
          "correct the file");
    }
    if (!root.isObject()) {
      throw fault(file, "", "one JSON object of options", "something else", "correct the file");
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      List<String> words = new ArrayList<>();
      boolean list = entry.getValue().isArray();
      for (JsonNode each : list ? entry.getValue() : List.of(entry.getValue())) {
        if (each.isContainerNode() || each.isNull()) {
          throw fault(
              file,
              ", key \"" + entry.getKey() + "\"",
              "a text, a number, true, false, or a list of them",
              each.isNull() ? "null" : "more",
              "correct the value or leave the key out");
        }
        words.add(each.asText());
      }
      values.put(entry.getKey(), words);
    }
    return values;
  }

  static IOException fault(Path file, String place, String expected, String found, String remedy) {
    return new IOException(
        Texts.of("%s%s: expected %s, found %s; %s", file, place, expected, found, remedy));
  }
}
