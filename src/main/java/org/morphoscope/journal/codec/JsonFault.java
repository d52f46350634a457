package org.morphoscope.journal.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.morphoscope.text.Texts;

/**
 * Where a text stops being JSON and what stands there, in words for the user: the parser's own
 * speak of tokens and of classes.
 *
 * @param place {@code line 3, column 7}; empty when the parser does not know it
 * @param expected what should stand there
 * @param found what does: the line around the place, or the end of the text
 */
public record JsonFault(String place, String expected, String found) {
  /** Bytes of the line that are shown before and behind the place. */
  private static final int BEFORE = 24;

  private static final int BEHIND = 16;

  /** Bytes around the place that are looked at. */
  private static final int AROUND = 64;

  /**
   * The fault of a text that is too long to be held.
   *
   * @param text gives bytes of it
   */
  static JsonFault of(JsonProcessingException e, Json.Window text) throws IOException {
    JsonLocation location = e.getLocation();
    long offset = location == null ? -1 : location.getByteOffset();
    long from = Math.max(0, offset - AROUND);
    return offset < 0 ? of(e, new byte[0], 0) : of(e, text.of(from, 2 * AROUND), from);
  }

  /**
   * {@return the fault of a text}
   *
   * @param e the parser's refusal
   * @param content the text that was parsed
   */
  public static JsonFault of(JsonProcessingException e, byte[] content) {
    return of(e, content, 0);
  }

  private static JsonFault of(JsonProcessingException e, byte[] content, long first) {
    JsonLocation location = e.getLocation();
    String place =
        location == null
            ? ""
            : Texts.of("line %d, column %d", location.getLineNr(), location.getColumnNr());
    if (e instanceof JsonEOFException) {
      return new JsonFault(place, "JSON", "the end of the text");
    }
    if (e instanceof StreamConstraintsException) {
      return new JsonFault(place, "JSON", "a number, a name or a nesting beyond all measure");
    }
    String expected = e instanceof MismatchedInputException ? "nothing after the JSON" : "JSON";
    long offset = location == null ? -1 : location.getByteOffset() - first;
    return offset < 0 || offset > content.length
        ? new JsonFault(place, expected, "something else")
        : new JsonFault(place, expected, "'" + around(content, (int) offset) + "'");
  }

  /** The place in a file, when the text was one line at a place of it; empty for the whole file. */
  String within(String outer) {
    if (outer.isEmpty() || place.isEmpty()) {
      return outer + place;
    }
    return outer + ", " + place.substring(place.indexOf("column"));
  }

  private static String around(byte[] content, int offset) {
    int from = offset;
    while (from > 0 && from > offset - BEFORE && content[from - 1] != '\n') {
      from--;
    }
    int to = offset;
    while (to < content.length && to < offset + BEHIND && content[to] != '\n') {
      to++;
    }
    String shown = new String(content, from, to - from, StandardCharsets.UTF_8);
    boolean begins = from == 0 || content[from - 1] == '\n';
    boolean ends = to == content.length || content[to] == '\n';
    // a cut may go through a character, and a broken file may hold anything
    String printable = shown.replaceAll("\\p{Cntrl}", " ").replace('\uFFFD', ' ').strip();
    return (begins ? "" : "...") + printable + (ends ? "" : "...");
  }
}
