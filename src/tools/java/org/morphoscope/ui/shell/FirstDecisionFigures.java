package org.morphoscope.ui.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.stage.Window;
import org.morphoscope.Main;

/**
 * From the start of the window to its first question, with the engine in a thread and in a process
 * of its own, in alternation: the program itself, in which the demo is started as soon as its
 * button is there. Needs a display, and the options of Java of the launcher; an archive of classes
 * ({@code -XX:SharedArchiveFile=F -Dmorphoscope.classes=F}) for example; {@code -Dfigures.window}
 * has those that the launcher gives to a window with an engine's process only. Argument: PAIRS (5).
 * Prints when the button was there, when the run had begun and when it asked, in seconds from the
 * start of Java, with the processor time of window and engine, and medians; two cores serve window
 * and engine alike.
 */
public final class FirstDecisionFigures {
  private static final List<String> KINDS = List.of("thread", "process");

  private FirstDecisionFigures() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 2) {
      once(args[0]);
      return;
    }
    int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path folder = Files.createTempDirectory("first-decision");
    List<List<double[]>> times = List.of(new ArrayList<>(), new ArrayList<>());
    for (int pair = 1; pair <= pairs; pair++) {
      for (int turn = 0; turn < KINDS.size(); turn++) {
        int kind = (pair + turn) % KINDS.size();
        String line = child(KINDS.get(kind), folder.resolve(KINDS.get(kind) + pair));
        System.out.println(line);
        String[] words = line.replace(",", "").split(" ");
        times
            .get(kind)
            .add(List.of(words).subList(1, 4).stream().mapToDouble(Double::parseDouble).toArray());
      }
    }
    for (int kind = 0; kind < KINDS.size(); kind++) {
      print(
          "%s: window %.2f s, run begun %.2f s, first question %.2f s (medians of %d)",
          KINDS.get(kind),
          median(times.get(kind), 0),
          median(times.get(kind), 1),
          median(times.get(kind), 2),
          pairs);
    }
    List<double[]> later = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      double[] thread = times.get(0).get(pair);
      double[] process = times.get(1).get(pair);
      later.add(
          new double[] {process[0] - thread[0], process[1] - thread[1], process[2] - thread[2]});
    }
    print(
        "with a process the window comes %.2f s, the run %.2f s, the first question %.2f s later (medians of %d pairs)",
        median(later, 0), median(later, 1), median(later, 2), pairs);
    System.exit(0);
  }

  private static void print(String form, Object... values) {
    System.out.println(String.format(Locale.ROOT, form, values));
  }

  private static double median(List<double[]> values, int column) {
    double[] sorted = values.stream().mapToDouble(row -> row[column]).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static String child(String kind, Path home) throws IOException {
    Files.createDirectories(home);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    if (kind.equals("process")) {
      String options = System.getProperty("figures.window", "").strip();
      command.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
    }
    command.add("-Duser.home=" + home);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(FirstDecisionFigures.class.getName(), kind, home.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("MORPHOSCOPE_ENGINE", kind);
    Process process = builder.start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String found = null;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        found = line.startsWith(kind) ? line : found;
        if (line.startsWith("  ")) {
          System.out.println(line);
        }
      }
      if (found == null) {
        throw new IOException("the child said nothing");
      }
      return found;
    }
  }

  private static void once(String kind) {
    Thread watcher = new Thread(() -> watch(kind), "watcher");
    watcher.setDaemon(true);
    watcher.start();
    Main.main(new String[0]);
  }

  private static void watch(String kind) {
    await(
        () ->
            node("#grow-asking")
                .map(
                    button -> {
                      ((ButtonBase) button).fire();
                      return true;
                    })
                .orElse(false));
    double window = sinceStart();
    await(() -> node("#pause").isPresent());
    double begun = sinceStart();
    await(() -> node("#decision-bar").isPresent());
    double question = sinceStart();
    double engine = ProcessHandle.current().children().mapToDouble(each -> cpu(each)).sum();
    print("  window %s", ThreadShares.of(ProcessHandle.current()));
    ProcessHandle.current().children().forEach(each -> print("  engine %s", ThreadShares.of(each)));
    print(
        "%s %.3f %.3f %.3f, processor time %.2f + %.2f s",
        kind, window, begun, question, cpu(ProcessHandle.current()), engine);
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(0);
  }

  private static double cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  /** Asks again and again, on the JavaFX thread, which may not be there yet. */
  private static void await(Supplier<Boolean> condition) {
    while (true) {
      CompletableFuture<Boolean> answer = new CompletableFuture<>();
      try {
        Platform.runLater(() -> answer.complete(condition.get()));
        if (answer.get(30, TimeUnit.SECONDS)) {
          return;
        }
      } catch (IllegalStateException e) {
        // JavaFX has not begun
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static Optional<Node> node(String id) {
    return Window.getWindows().stream()
        .map(window -> window.getScene().lookup(id))
        .filter(node -> node != null && !node.isDisabled() && Shown.is(node))
        .findFirst();
  }

  private static double sinceStart() {
    Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
    return Duration.between(start, Instant.now()).toNanos() / 1e9;
  }
}
