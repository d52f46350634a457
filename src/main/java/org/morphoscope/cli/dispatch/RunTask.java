package org.morphoscope.cli.dispatch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The command line of one run of a comparison on another machine.
 *
 * @param program that is started there, the same one as here
 * @param words of {@code compare} as they were given here, without the program
 * @param threads that every run is computed with
 * @param out folder of the comparison
 * @param brought whether the folder of the run is brought back, instead of lying on a disk that all
 *     machines share
 */
public record RunTask(String program, List<String> words, int threads, Path out, boolean brought) {
  /** Options with a value that are meant for here alone. */
  private static final Set<String> WITH_VALUE =
      Set.of("--parallel", "--threads", "--out", "--on", "--on-program", "--on-conf");

  private static final Set<String> PLAIN = Set.of("--json", "--on-return");

  /**
   * Copies the words without the options that are meant for here alone.
   *
   * @param program that is started there, the same one as here
   * @param words of {@code compare} as they were given here, without the program
   * @param threads that every run is computed with
   * @param out folder of the comparison
   * @param brought whether the folder of the run is brought back
   */
  public RunTask {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (WITH_VALUE.contains(word)) {
        i++;
      } else if (!PLAIN.contains(word)
          && WITH_VALUE.stream().noneMatch(option -> word.startsWith(option + "="))) {
        kept.add(word);
      }
    }
    words = List.copyOf(kept);
  }

  /**
   * For the program that hands it out: where the run's folder is brought from or stays, the folder
   * of the comparison, then the command without {@code --out}, which it adds.
   */
  List<String> words(String run) {
    List<String> all = new ArrayList<>();
    all.add(brought ? "return" : "shared");
    all.add(out.toAbsolutePath().toString());
    all.add(Path.of("").toAbsolutePath().toString());
    all.add(program);
    all.addAll(words);
    all.addAll(List.of("--parallel", "1", "--threads", Integer.toString(threads)));
    all.addAll(List.of("--only", run));
    return all;
  }
}
