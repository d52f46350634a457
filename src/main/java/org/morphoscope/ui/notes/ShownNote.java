package org.morphoscope.ui.notes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.morphoscope.history.Lineage;
import org.morphoscope.history.PinnedNote;
import org.morphoscope.journal.Note;

/**
 * A note as it is shown.
 *
 * @param note as it is kept
 * @param pinned its place in words
 */
public record ShownNote(Note note, PinnedNote pinned) {
  /**
   * {@return notes with their places}
   *
   * @param notes of a run
   * @param lineage of the run
   */
  public static List<ShownNote> of(List<Note> notes, Lineage lineage) {
    return notes.stream().map(note -> new ShownNote(note, PinnedNote.of(note, lineage))).toList();
  }

  /**
   * {@return whether every word is somewhere in its text or its place}
   *
   * @param words as typed; none: always
   */
  public boolean matches(String words) {
    String all = (note.text() + " " + pinned.place() + " note").toLowerCase(Locale.ROOT);
    return Arrays.stream(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
        .allMatch(all::contains);
  }
}
