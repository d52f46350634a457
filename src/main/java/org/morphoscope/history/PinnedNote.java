package org.morphoscope.history;

import org.morphoscope.journal.Note;
import org.morphoscope.net.UnitId;

/**
 * A note about a run, with its place in words.
 *
 * @param round number of the round
 * @param place such as {@code round 2, conv2 channel 5} or {@code round 2, event 31}
 * @param text as it was written
 */
public record PinnedNote(int round, String place, String text) {
  /**
   * {@return a note with its place}
   *
   * @param note of the run
   * @param lineage of the run
   */
  public static PinnedNote of(Note note, Lineage lineage) {
    StringBuilder words = new StringBuilder(note.round() == 0 ? "seed" : "round " + note.round());
    note.channel()
        .ifPresent(
            id ->
                words
                    .append(", ")
                    .append(
                        lineage
                            .node(id)
                            .map(node -> channel(node.layer(), node.unit()))
                            .orElse("a channel that is not in the run any more")));
    note.moment().ifPresent(number -> words.append(", event ").append(number));
    return new PinnedNote(note.round(), words.toString(), note.text());
  }

  private static String channel(String layer, UnitId unit) {
    return layer + " channel " + unit.channel();
  }

  /** {@return the text on one line} */
  public String line() {
    return text.replaceAll("\\s+", " ");
  }
}
