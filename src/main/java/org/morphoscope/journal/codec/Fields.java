package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Typed access to the fields of a JSON object; fields that nobody asks for are ignored. Numbers
 * that are not finite are the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 */
public final class Fields {
  private static final int SHOWN = 40;

  private final ObjectNode node;

  private Fields(ObjectNode node) {
    this.node = node;
  }

  static Fields of(JsonNode node, String what) {
    if (node instanceof ObjectNode object) {
      return new Fields(object);
    }
    throw new MalformedException(what + " as a JSON object", show(node));
  }

  /**
   * {@return the object in a field}
   *
   * @param name of the field
   */
  public Fields object(String name) {
    return of(node.get(name), "field \"" + name + "\"");
  }

  /**
   * {@return whether a field is absent or null}
   *
   * @param name of the field
   */
  public boolean isNull(String name) {
    return !node.hasNonNull(name);
  }

  /**
   * {@return whether a field holds a list}
   *
   * @param name of the field
   */
  public boolean isList(String name) {
    return node.get(name) instanceof ArrayNode;
  }

  /**
   * {@return the first field, as {@code outer.inner}, that holds something and that another object
   * lacks; empty when there is none}
   *
   * @param known what is understood, as it would be written
   */
  public Optional<String> beyond(ObjectNode known) {
    return beyond(node, known, "");
  }

  private static Optional<String> beyond(ObjectNode node, JsonNode known, String place) {
    Iterator<Map.Entry<String, JsonNode>> all = node.fields();
    while (all.hasNext()) {
      Map.Entry<String, JsonNode> field = all.next();
      JsonNode other = known.path(field.getKey());
      String name = place + field.getKey();
      if (!field.getValue().isNull() && other.isMissingNode()) {
        return Optional.of(name);
      }
      Optional<String> inner =
          field.getValue() instanceof ObjectNode object
              ? beyond(object, other, name + ".")
              : Optional.empty();
      if (inner.isPresent()) {
        return inner;
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the text in a field}
   *
   * @param name of the field
   */
  public String text(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isTextual() ? value.textValue() : fail(name, "a text");
  }

  /**
   * {@return true or false, as a field has it}
   *
   * @param name of the field
   */
  public boolean flag(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isBoolean() ? value.booleanValue() : fail(name, "true or false");
  }

  /**
   * {@return what the text in a field stands for}
   *
   * @param name of the field
   * @param expected what the text may be, for the sentence about one that is not
   * @param parse throws an {@code IllegalArgumentException} when it stands for nothing
   * @param <T> what texts stand for
   */
  public <T> T parsed(String name, String expected, Function<String, T> parse) {
    try {
      return parse.apply(text(name));
    } catch (IllegalArgumentException e) {
      return fail(name, expected);
    }
  }

  /**
   * {@return the whole number of 32 bits in a field}
   *
   * @param name of the field
   */
  public int integer(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isIntegralNumber() && value.canConvertToInt()
        ? value.intValue()
        : fail(name, "a whole number");
  }

  /**
   * {@return the whole number of 64 bits in a field}
   *
   * @param name of the field
   */
  public long integer64(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isIntegralNumber() && value.canConvertToLong()
        ? value.longValue()
        : fail(name, "a whole number");
  }

  /**
   * {@return the same object with NaN for numbers that are absent}
   *
   * @param names of the fields
   */
  public Fields orNaN(String... names) {
    ObjectNode whole = node.deepCopy();
    for (String name : names) {
      if (!whole.has(name)) {
        whole.put(name, "NaN");
      }
    }
    return new Fields(whole);
  }

  /**
   * {@return the number in a field, which may be infinite or NaN}
   *
   * @param name of the field
   */
  public double number(String name) {
    return number(node.get(name), name);
  }

  /**
   * {@return the number in a field; empty when it is absent or null}
   *
   * @param name of the field
   */
  public OptionalDouble optionalNumber(String name) {
    return isNull(name) ? OptionalDouble.empty() : OptionalDouble.of(number(name));
  }

  double[] numbers(String name) {
    ArrayNode array = array(name);
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(array.get(i), name);
    }
    return numbers;
  }

  /** Lists of numbers in a list. */
  List<double[]> rows(String name) {
    return list(
        name,
        row -> {
          if (!(row instanceof ArrayNode)) {
            return fail(name, "lists of numbers");
          }
          double[] numbers = new double[row.size()];
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(row.get(i), name);
          }
          return numbers;
        });
  }

  /** Empty when the field is absent, as in runs recorded before it existed. */
  double[] numbersOrNone(String name) {
    return isNull(name) ? new double[0] : numbers(name);
  }

  /**
   * {@return the whole numbers of 32 bits in a field}
   *
   * @param name of the field
   */
  public List<Integer> integers(String name) {
    return list(
        name,
        value ->
            value.isIntegralNumber() && value.canConvertToInt()
                ? value.intValue()
                : fail(name, "whole numbers"));
  }

  /**
   * {@return the whole numbers of 64 bits in a field}
   *
   * @param name of the field
   */
  public List<Long> integers64(String name) {
    return list(
        name,
        value ->
            value.isIntegralNumber() && value.canConvertToLong()
                ? value.longValue()
                : fail(name, "whole numbers"));
  }

  /**
   * {@return the whole numbers in a field; empty when it is absent or null}
   *
   * @param name of the field
   */
  public List<Integer> integersOrNone(String name) {
    return isNull(name) ? List.of() : integers(name);
  }

  /**
   * {@return the texts in a field}
   *
   * @param name of the field
   */
  public List<String> texts(String name) {
    return list(name, value -> value.isTextual() ? value.textValue() : fail(name, "texts"));
  }

  /**
   * {@return the objects in a field}
   *
   * @param name of the field
   */
  public List<Fields> objects(String name) {
    return list(name, value -> of(value, "each entry of \"" + name + "\""));
  }

  <T> List<T> list(String name, Function<JsonNode, T> element) {
    List<T> list = new ArrayList<>();
    for (JsonNode value : array(name)) {
      list.add(element.apply(value));
    }
    return list;
  }

  private ArrayNode array(String name) {
    return node.get(name) instanceof ArrayNode array ? array : fail(name, "a list");
  }

  private double number(JsonNode value, String name) {
    if (value != null && value.isNumber()) {
      return value.doubleValue();
    }
    if (value != null && value.isTextual()) {
      switch (value.textValue()) {
        case "NaN":
          return Double.NaN;
        case "Infinity":
          return Double.POSITIVE_INFINITY;
        case "-Infinity":
          return Double.NEGATIVE_INFINITY;
        default:
          break;
      }
    }
    return fail(name, "a number");
  }

  private <T> T fail(String name, String expected) {
    throw new MalformedException(expected + " in field \"" + name + "\"", show(node.get(name)));
  }

  private static String show(JsonNode value) {
    if (value == null || value.isMissingNode()) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
