package org.morphoscope.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Classes as Java lists them for an archive: a name, {@code id:} and a number, or a lambda. */
final class ClassList {
  private static final String LAMBDA = "@lambda-proxy ";
  private static final String ID = " id: ";
  private static final String OTHER_LOADER = " source: ";

  /** Lambdas of other libraries make Java 17 crash while it writes the archive. */
  private static final List<String> SAFE_LAMBDAS =
      List.of("org/morphoscope/", "javafx/", "com/sun/javafx/");

  private ClassList() {}

  /**
   * The lines to make an archive of.
   *
   * @param text what Java has listed so far; it writes on, so the last line may be cut off
   */
  static List<String> usable(String text) {
    List<String> lines = new ArrayList<>();
    text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> !line.startsWith(LAMBDA) || isSafe(line.substring(LAMBDA.length())))
        .forEach(lines::add);
    return lines;
  }

  /**
   * The lines of one process and, behind them, what another has besides, under numbers of its own:
   * both count from 0. Classes of other loaders, which refer to numbers, are taken of the first
   * alone.
   */
  static List<String> merged(List<String> first, List<String> second) {
    Set<String> known = new HashSet<>();
    int next = 0;
    for (String line : first) {
      known.add(name(line));
      next = Math.max(next, number(line) + 1);
    }
    List<String> lines = new ArrayList<>(first);
    for (String line : second) {
      if (!line.contains(OTHER_LOADER) && known.add(name(line))) {
        boolean numbered = number(line) >= 0;
        lines.add(numbered ? name(line) + ID + next : line);
        next += numbered ? 1 : 0;
      }
    }
    return lines;
  }

  private static String name(String line) {
    int id = line.indexOf(ID);
    return id < 0 ? line : line.substring(0, id);
  }

  /** The number of a class; -1 of a line that has none. */
  private static int number(String line) {
    int id = line.indexOf(ID);
    return id < 0 ? -1 : Integer.parseInt(line.substring(id + ID.length()).split(" ")[0]);
  }

  private static boolean isSafe(String lambda) {
    return SAFE_LAMBDAS.stream().anyMatch(lambda::startsWith);
  }
}
