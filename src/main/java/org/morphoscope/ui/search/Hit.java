package org.morphoscope.ui.search;

import java.util.Optional;
import java.util.Set;
import org.morphoscope.journal.Note;
import org.morphoscope.net.UnitId;

/**
 * Something that can be found.
 *
 * @param title its name, for example {@code conv2 · channel 7}
 * @param detail a few more words about it
 * @param units the channels that it stands for, all of one layer
 * @param whole whether it is a whole layer
 * @param note the note that it is, which stands for no channels then
 */
public record Hit(
    String title, String detail, Set<UnitId> units, boolean whole, Optional<Note> note) {
  /**
   * Copies the set.
   *
   * @param title its name, for example {@code conv2 · channel 7}
   * @param detail a few more words about it
   * @param units the channels that it stands for, all of one layer
   * @param whole whether it is a whole layer
   * @param note the note that it is, which stands for no channels then
   */
  public Hit {
    units = Set.copyOf(units);
  }

  /** A layer or a channel. */
  Hit(String title, String detail, Set<UnitId> units, boolean whole) {
    this(title, detail, units, whole, Optional.empty());
  }
}
