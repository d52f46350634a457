package org.morphoscope.data;

import org.morphoscope.text.Texts;

/**
 * How data is read and split. A run keeps the rules that it was begun with, because its weights
 * have seen the pictures, classes and split that these gave; new runs use {@link #CURRENT}.
 */
public enum DataRules {
  /**
   * Those of the first versions: classes in plain order of their names, ten of idx files at least;
   * large pictures thinned out before they are averaged; a split that does not look at classes.
   */
  FIRST,

  /**
   * Classes in natural order, as many as there are; pictures averaged over all their pixels,
   * damaged ones left out when they are few; a split that keeps the share of each class.
   */
  CURRENT;

  /** {@return the number that a run's description carries, from 1} */
  public int version() {
    return ordinal() + 1;
  }

  /**
   * {@return the rules of that number}
   *
   * @param version number that a run's description carries, from 1
   * @throws IllegalArgumentException when a newer program made this version
   */
  public static DataRules of(int version) {
    if (version < 1 || version > values().length) {
      throw new IllegalArgumentException(
          Texts.of(
              "rules of reading data: expected a version from 1 to %d, found %d; use the newer program",
              values().length, version));
    }
    return values()[version - 1];
  }
}
