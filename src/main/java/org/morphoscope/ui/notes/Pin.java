package org.morphoscope.ui.notes;

import java.util.OptionalInt;
import org.morphoscope.journal.Note;

/**
 * Something that a note can be pinned to.
 *
 * @param words such as {@code round 2} or {@code conv2 channel 5}
 * @param round number of the round
 * @param channel identity of the channel in its run; empty: of none
 * @param moment how many events that are no scores had happened; empty: the whole round
 */
public record Pin(String words, int round, OptionalInt channel, OptionalInt moment) {
  /**
   * {@return a note here}
   *
   * @param text of the note
   * @param written when, ISO 8601
   * @throws IllegalArgumentException in one sentence when there is no text, or too much
   */
  public Note note(String text, String written) {
    return new Note(round, channel, moment, text, written);
  }

  @Override
  public String toString() {
    return words;
  }
}
