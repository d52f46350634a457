package org.morphoscope.journal;

import java.util.OptionalInt;
import org.morphoscope.text.Texts;

/**
 * What somebody wrote about a run, pinned to a round, and there to a channel or a moment.
 *
 * @param round number of the round
 * @param channel identity of the channel in its run; empty: about none
 * @param moment how many events that are no scores had happened; empty: about the whole round
 * @param text one character to {@link #MOST}
 * @param written when, ISO 8601, UTC
 */
public record Note(
    int round, OptionalInt channel, OptionalInt moment, String text, String written) {
  /** Most characters of a text. */
  public static final int MOST = 4_000;

  /**
   * Checks the text and takes the white space around it away.
   *
   * @param round number of the round
   * @param channel identity of the channel in its run; empty: about none
   * @param moment how many events that are no scores had happened; empty: about the whole round
   * @param text one character to {@link #MOST}
   * @param written when, ISO 8601, UTC
   * @throws IllegalArgumentException in one sentence when there is no text, or too much
   */
  public Note {
    text = checked(text);
  }

  static String checked(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > MOST) {
      throw new IllegalArgumentException(
          Texts.of(
              "note: expected a text of 1 to %,d characters, found %,d; %s.",
              MOST, stripped.length(), stripped.isEmpty() ? "write something" : "make it shorter"));
    }
    return stripped;
  }
}
