package org.morphoscope.ui.search;

import java.util.Set;
import org.morphoscope.net.UnitId;

/**
 * Something that can be found.
 *
 * @param title its name, for example {@code conv2 · channel 7}
 * @param detail a few more words about it
 * @param units the channels that it stands for, all of one layer
 * @param whole whether it is a whole layer
 */
public record Hit(String title, String detail, Set<UnitId> units, boolean whole) {
  /**
   * Copies the set.
   *
   * @param title its name, for example {@code conv2 · channel 7}
   * @param detail a few more words about it
   * @param units the channels that it stands for, all of one layer
   * @param whole whether it is a whole layer
   */
  public Hit {
    units = Set.copyOf(units);
  }
}
