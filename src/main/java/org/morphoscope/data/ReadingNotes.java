package org.morphoscope.data;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was seen while data was read.
 *
 * @param notes what a person should know, in the order in which it came up
 * @param skipped files that should be pictures and are not used, with the reason
 * @param sizes how many pictures had which size in their files, by width and height
 */
public record ReadingNotes(
    List<DataNote> notes, List<Skipped> skipped, Map<PictureSize, Integer> sizes) {
  /** Nothing to tell. */
  public static final ReadingNotes NONE = new ReadingNotes(List.of(), List.of(), Map.of());

  /**
   * A file that is not used.
   *
   * @param file its path
   * @param reason what is wrong with it
   */
  public record Skipped(String file, String reason) {
    @Override
    public String toString() {
      return file + ": " + reason;
    }
  }

  /**
   * Width and height in pixels.
   *
   * @param width pixels
   * @param height pixels
   */
  public record PictureSize(int width, int height) implements Comparable<PictureSize> {
    @Override
    public int compareTo(PictureSize other) {
      return width != other.width
          ? Integer.compare(width, other.width)
          : Integer.compare(height, other.height);
    }

    @Override
    public String toString() {
      return width + " x " + height;
    }
  }

  /**
   * Copies the collections; sizes are sorted.
   *
   * @param notes what a person should know, in the order in which it came up
   * @param skipped files that should be pictures and are not used, with the reason
   * @param sizes how many pictures had which size in their files, by width and height
   */
  public ReadingNotes {
    notes = List.copyOf(notes);
    skipped = List.copyOf(skipped);
    sizes = Collections.unmodifiableMap(new TreeMap<>(sizes));
  }

  /**
   * {@return the same with other notes}
   *
   * @param changed what a person should know
   */
  public ReadingNotes with(List<DataNote> changed) {
    return new ReadingNotes(changed, skipped, sizes);
  }

  /** {@return all notes as lines of text, what they count indented} */
  public List<String> lines() {
    return notes.stream().flatMap(note -> note.lines().stream()).toList();
  }
}
