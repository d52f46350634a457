package org.morphoscope.ui.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.morphoscope.text.Texts;

/** Processor time of a process by the names of its threads, from {@code /proc}; Linux only. */
final class ThreadShares {
  /** Of the kernel's clock, which counts processor time. */
  private static final double TICKS_A_SECOND = 100;

  private static final double SMALL = 0.2;

  /** After the name: state is 0, user time 11, system time 12. */
  private static final int USER = 11;

  private ThreadShares() {}

  /**
   * {@return seconds by kind of thread, the largest first; what threads had that ended counts too}
   */
  static String of(ProcessHandle process) {
    Map<String, Double> seconds = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      tasks.forEach(task -> add(seconds, task));
    } catch (IOException | UncheckedIOException e) {
      return "has ended";
    }
    double all = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    double living = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    seconds.put("ended threads", all - living);
    List<Map.Entry<String, Double>> kinds =
        seconds.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList();
    double rest =
        kinds.stream().mapToDouble(Map.Entry::getValue).filter(value -> value < SMALL).sum();
    return kinds.stream()
            .filter(kind -> kind.getValue() >= SMALL)
            .map(kind -> Texts.of("%s %.2f", kind.getKey(), kind.getValue()))
            .collect(Collectors.joining(", "))
        + Texts.of(", others %.2f s", rest);
  }

  private static void add(Map<String, Double> seconds, Path task) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      int end = stat.lastIndexOf(')');
      String name = stat.substring(stat.indexOf('(') + 1, end).replaceAll("[#\\d-]+$", "");
      String[] words = stat.substring(end + 2).split(" ");
      double time = Double.parseDouble(words[USER]) + Double.parseDouble(words[USER + 1]);
      seconds.merge(name, time / TICKS_A_SECOND, Double::sum);
    } catch (IOException e) {
      // a thread that has just ended
    }
  }
}
