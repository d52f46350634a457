package org.morphoscope.journal.codec;

import org.morphoscope.text.Texts;

/** Versions of what is on the disk. */
public final class Versions {
  private Versions() {}

  /**
   * @param from an object of JSON
   * @param newest version that this program knows
   * @throws MalformedException when it was written by a newer program
   */
  public static void require(Fields from, int newest) {
    int version = from.integer("v");
    if (version < 1 || version > newest) {
      throw new MalformedException(
          Texts.of("\"v\" of at most %d (a newer Morphoscope wrote this; use that one)", newest),
          Integer.toString(version));
    }
  }
}
