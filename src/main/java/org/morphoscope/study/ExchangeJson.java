package org.morphoscope.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.morphoscope.text.Texts;

/** The file {@code net.json} of an exchange case and its numbers, checked for type and range. */
record ExchangeJson(Path file) {

  /**
   * @throws CaseFormatException in one sentence when it is not one JSON object
   */
  JsonNode parse() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw ExchangeArrays.bad(
          file, "a file that describes the net", "nothing", "check the case's directory");
    }
    try {
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (root == null || !root.isObject()) {
        throw ExchangeArrays.bad(
            file, "one JSON object", "something else", "export the case again");
      }
      return root;
    } catch (JsonProcessingException e) {
      String place =
          Texts.of(
              "line %d, column %d", e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw new CaseFormatException(
          Texts.of(
              "%s, %s: expected valid JSON, found a syntax error; export the case again",
              file, place),
          e);
    } catch (CharacterCodingException | CharConversionException e) {
      throw new CaseFormatException(
          Texts.of(
              "%s: expected JSON in UTF-8, found bytes of another encoding; export the case again",
              file),
          e);
    }
  }

  int integer(JsonNode parent, String name, int low, int high) throws IOException {
    return integer(parent.get(name), low, high, '"' + name + '"');
  }

  int integer(JsonNode node, int low, int high, String what) throws IOException {
    if (node == null
        || !node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < low
        || node.intValue() > high) {
      throw ExchangeArrays.bad(
          file,
          Texts.of("%s as a whole number from %d to %d", what, low, high),
          node == null ? "nothing" : node,
          "export the case again");
    }
    return node.intValue();
  }

  double number(JsonNode parent, String name) throws IOException {
    JsonNode node = parent.get(name);
    if (node == null || !node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw ExchangeArrays.bad(
          file,
          Texts.of("\"%s\" as a number", name),
          node == null ? "nothing" : node,
          "export the case again");
    }
    return node.doubleValue();
  }
}
