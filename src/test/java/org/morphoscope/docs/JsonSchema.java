package org.morphoscope.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * As much of JSON Schema (draft 2020-12) as the program's schemas use; a keyword that is not known
 * here is an error, so that nothing in a schema is silently without effect.
 */
public final class JsonSchema {
  private static final Set<String> WORDS =
      Set.of("$schema", "$id", "title", "description", "$defs", "default", "examples");
  private static final Set<String> RULES =
      Set.of(
          "$ref",
          "type",
          "const",
          "enum",
          "required",
          "dependentRequired",
          "properties",
          "items",
          "minimum",
          "minItems",
          "maxItems",
          "oneOf");

  private final JsonNode root;
  private final boolean closed;
  private final Set<String> met = new TreeSet<>();

  /** Fields met by the value that is looked at; those of choices that do not fit are taken off. */
  private final List<String> meeting = new ArrayList<>();

  private JsonSchema(JsonNode root, boolean closed) {
    this.root = root;
    this.closed = closed;
  }

  /**
   * A schema whose objects may have the fields that it lists and no others, although it does not
   * say so: whoever writes must not write what the schema does not know.
   */
  public static JsonSchema closed(Path file) throws IOException {
    return new JsonSchema(new ObjectMapper().readTree(file.toFile()), true);
  }

  /** What is wrong with a value, one sentence each; empty when it is valid. */
  public List<String> problems(JsonNode value) {
    List<String> problems = new ArrayList<>();
    meeting.clear();
    check(value, root, "", problems);
    if (problems.isEmpty()) {
      met.addAll(meeting);
    }
    return problems;
  }

  /** Fields of the definitions, {@code definition.field}, that no valid value has had so far. */
  public Set<String> fieldsNotMet() {
    Set<String> all = new TreeSet<>();
    root.get("$defs")
        .fields()
        .forEachRemaining(each -> fields(each.getKey(), each.getValue(), all));
    all.removeAll(met);
    return all;
  }

  private static void fields(String name, JsonNode schema, Set<String> into) {
    if (schema.has("properties")) {
      schema.get("properties").fieldNames().forEachRemaining(f -> into.add(name + "." + f));
    }
    int i = 0;
    for (JsonNode one : schema.path("oneOf")) {
      fields(name + "#" + i++, one, into);
    }
  }

  private void check(JsonNode value, JsonNode schema, String at, List<String> problems) {
    check(value, schema, at, "", problems);
  }

  /**
   * @param name of the definition that the schema is, empty within one
   */
  private void check(
      JsonNode value, JsonNode schema, String at, String name, List<String> problems) {
    for (Iterator<Map.Entry<String, JsonNode>> rules = schema.fields(); rules.hasNext(); ) {
      Map.Entry<String, JsonNode> rule = rules.next();
      if (WORDS.contains(rule.getKey())) {
        continue;
      }
      if (!RULES.contains(rule.getKey())) {
        throw new IllegalArgumentException("keyword " + rule.getKey() + " is not known here");
      }
      switch (rule.getKey()) {
        case "$ref" -> {
          String target = rule.getValue().asText().substring("#/$defs/".length());
          JsonNode definition = root.get("$defs").get(target);
          if (definition == null) {
            throw new IllegalArgumentException("no definition of " + target);
          }
          check(value, definition, at, target, problems);
        }
        case "oneOf" -> oneOf(value, rule.getValue(), at, name, problems);
        case "properties" -> properties(value, rule.getValue(), at, name, problems);
        case "items" -> {
          for (int i = 0; i < value.size() && value.isArray(); i++) {
            check(value.get(i), rule.getValue(), at + "/" + i, problems);
          }
        }
        default -> simple(rule.getKey(), value, rule.getValue(), at, problems);
      }
    }
  }

  private static void simple(
      String rule, JsonNode value, JsonNode wanted, String at, List<String> problems) {
    boolean good =
        switch (rule) {
          case "type" -> wanted.isArray() ? anyType(value, wanted) : hasType(value, wanted);
          case "const" -> value.equals(wanted);
          case "enum" -> contains(wanted, value);
          case "minItems" -> !value.isArray() || value.size() >= wanted.asInt();
          case "maxItems" -> !value.isArray() || value.size() <= wanted.asInt();
          case "minimum" -> !value.isNumber() || value.asDouble() >= wanted.asDouble();
          case "required" -> hasFields(value, wanted);
          default -> {
            boolean all = true;
            for (Iterator<String> given = wanted.fieldNames(); given.hasNext(); ) {
              String field = given.next();
              all &= !value.has(field) || hasFields(value, wanted.get(field));
            }
            yield all;
          }
        };
    if (!good) {
      problems.add("%s: expected %s %s, found %s".formatted(at, rule, wanted, shown(value)));
    }
  }

  private static boolean hasFields(JsonNode value, JsonNode names) {
    boolean all = true;
    for (JsonNode field : names) {
      all &= !value.isObject() || value.has(field.asText());
    }
    return all;
  }

  private static boolean anyType(JsonNode value, JsonNode types) {
    for (JsonNode type : types) {
      if (hasType(value, type)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasType(JsonNode value, JsonNode type) {
    return switch (type.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      default -> throw new IllegalArgumentException("type " + type + " is not known here");
    };
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode each : list) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private void oneOf(
      JsonNode value, JsonNode choices, String at, String name, List<String> problems) {
    List<String> nearest = null;
    int valid = 0;
    for (int i = 0; i < choices.size(); i++) {
      List<String> found = new ArrayList<>();
      int before = meeting.size();
      check(value, choices.get(i), at, name + "#" + i, found);
      if (found.isEmpty()) {
        valid++;
      } else {
        meeting.subList(before, meeting.size()).clear();
        nearest = nearest == null || found.size() < nearest.size() ? found : nearest;
      }
    }
    if (valid == 0 && nearest != null) {
      problems.addAll(nearest);
    } else if (valid != 1) {
      problems.add("%s: fits %d of the choices".formatted(at, valid));
    }
  }

  private void properties(
      JsonNode value, JsonNode properties, String at, String name, List<String> problems) {
    for (Iterator<Map.Entry<String, JsonNode>> fields = value.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode schema = properties.get(field.getKey());
      if (schema == null) {
        if (closed) {
          problems.add("%s: the schema has no field \"%s\"".formatted(at, field.getKey()));
        }
        continue;
      }
      if (!name.isEmpty()) {
        meeting.add(name + "." + field.getKey());
      }
      check(field.getValue(), schema, at + "/" + field.getKey(), problems);
    }
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
