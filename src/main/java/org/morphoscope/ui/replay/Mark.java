package org.morphoscope.ui.replay;

/**
 * A moment of a run that somebody gave a name.
 *
 * @param number of the last event before it
 * @param name in a line
 */
public record Mark(int number, String name) {
  private static final int MOST = 60;

  /**
   * Takes the first line of the name, and of a long one the beginning.
   *
   * @param number of the last event before it
   * @param name of any length
   */
  public Mark {
    String line = name.lines().findFirst().orElse("");
    name = line.length() > MOST ? line.substring(0, MOST - 1) + "\u2026" : line;
  }
}
