package org.morphoscope.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Something about data that a person should know, though it stops nothing.
 *
 * @param topic what it is about
 * @param sentence one complete sentence
 * @param items what the sentence counts, such as files, one a line; may be empty
 */
public record DataNote(Topic topic, String sentence, List<String> items) {
  /** What a note is about. */
  public enum Topic {
    /** Where the data was found. */
    PLACE,
    /** Which folder became which part. */
    PARTS,
    /** Files and folders that are not used. */
    LEFT_OUT,
    /** Pictures that cannot be read. */
    DAMAGED,
    /** Names, order and number of classes. */
    CLASSES,
    /** How pictures were taken. */
    PICTURES,
    /** Equal pictures or rows. */
    DUPLICATES,
    /** How a table was read: delimiter, columns of text. */
    COLUMNS
  }

  /**
   * Copies the list.
   *
   * @param topic what it is about
   * @param sentence one complete sentence
   * @param items what the sentence counts, such as files, one a line; may be empty
   */
  public DataNote {
    items = List.copyOf(items);
  }

  /**
   * A note that counts nothing.
   *
   * @param topic what it is about
   * @param sentence one complete sentence
   */
  public DataNote(Topic topic, String sentence) {
    this(topic, sentence, List.of());
  }

  /** {@return the sentence and, indented, what it counts} */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(sentence);
    items.forEach(item -> lines.add("  " + item));
    return lines;
  }
}
