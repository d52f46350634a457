package org.morphoscope.service.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.run.Asking;
import org.morphoscope.service.Ask;
import org.morphoscope.text.Texts;

/** The JSON in the bodies of frames: made, read, and refused in a sentence. */
public final class MessageJson {
  private static final Json JSON = new Json();

  private MessageJson() {}

  /** {@return an empty JSON object} */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * {@return the JSON text, UTF-8}
   *
   * @param node what is to be sent
   */
  public static byte[] bytes(ObjectNode node) {
    return JSON.line(node);
  }

  /**
   * @param <T> what the body says
   * @param frame what was received
   * @param decode reads the fields
   * @return what the body says
   * @throws FrameException in one sentence when the body says nothing of the kind
   */
  public static <T> T read(Frame frame, Function<Fields, T> decode) throws FrameException {
    try {
      return JSON.message(frame.body(), decode);
    } catch (MalformedException | IllegalArgumentException e) {
      throw new FrameException(
          Texts.of("a frame %s: %s.", word(frame.kind()), String.valueOf(e.getMessage())));
    }
  }

  /**
   * {@return who decides}
   *
   * @param from fields of a message
   */
  public static Ask askOf(Fields from) {
    double seconds = from.number("seconds");
    if (!(seconds >= 0 && seconds <= 1e6)) {
      throw new MalformedException("\"seconds\" from 0 to 1000000", Double.toString(seconds));
    }
    return new Ask(constant(Asking.Mode.class, from, "mode"), seconds);
  }

  /**
   * Names and identifiers are short, whoever sends them.
   *
   * @param from fields of a message
   * @param name of the field
   * @return its text
   */
  public static String shortText(Fields from, String name) {
    String text = from.text(name);
    if (text.length() > 200) {
      throw new MalformedException(
          "at most 200 characters in \"" + name + "\"", text.length() + " characters");
    }
    return text;
  }

  /**
   * {@return the word on the wire for a constant, in small letters}
   *
   * @param constant what is meant
   */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * {@return the constant that a word on the wire means}
   *
   * @param <E> its type
   * @param type its type
   * @param from fields of a message
   * @param name of the field
   */
  public static <E extends Enum<E>> E constant(Class<E> type, Fields from, String name) {
    return constant(type, from.text(name), name);
  }

  /**
   * {@return the constants that words on the wire mean}
   *
   * @param <E> their type
   * @param type their type
   * @param from fields of a message
   * @param name of the field, a list
   */
  public static <E extends Enum<E>> List<E> constants(Class<E> type, Fields from, String name) {
    return from.texts(name).stream().map(word -> constant(type, word, name)).toList();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String found, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> word(each).equals(found))
        .findFirst()
        .orElseThrow(() -> new MalformedException("a known \"" + name + "\"", shown(found)));
  }

  private static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
