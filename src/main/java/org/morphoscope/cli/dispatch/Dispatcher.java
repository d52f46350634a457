package org.morphoscope.cli.dispatch;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that hands tasks to machines. What it says of itself goes to a log file; it ends with
 * this one, since its standard input does. Used by several threads at once.
 */
public final class Dispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final long SECONDS_TO_END = 60;

  private final Process process;
  private final BufferedWriter to;
  private final Path log;
  private final Map<String, CompletableFuture<Optional<String>>> open = new ConcurrentHashMap<>();
  private boolean gone;

  private Dispatcher(Process process, Path log) {
    this.process = process;
    this.to = process.outputWriter(StandardCharsets.UTF_8);
    this.log = log;
  }

  /**
   * {@return the process, which is starting}
   *
   * @param command with its arguments
   * @param log file of what it says of itself, replaced
   * @throws IOException in one sentence when it cannot be started
   */
  public static Dispatcher start(List<String> command, Path log) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
      // Spark looks for it where it was built, unless it is told
      builder.environment().putIfAbsent("SPARK_SCALA_VERSION", "2.13");
      Process process = builder.start();
      Dispatcher dispatcher = new Dispatcher(process, log);
      Thread reader = new Thread(dispatcher::read, "morphoscope-dispatcher");
      reader.setDaemon(true);
      reader.start();
      return dispatcher;
    } catch (IOException e) {
      throw new IOException(
          Texts.of("--on: expected a program that starts, found '%s': %s", command.get(0), e), e);
    }
  }

  /**
   * {@return what becomes of a task: empty when it succeeded, else why not; exceptionally when the
   * process ended before}
   *
   * @param name of the task, not under way
   * @param words what it is about
   */
  CompletableFuture<Optional<String>> submit(String name, List<String> words) {
    CompletableFuture<Optional<String>> result = new CompletableFuture<>();
    List<String> all = new ArrayList<>(List.of("run", name));
    all.addAll(words);
    synchronized (this) {
      // where it has ended, writing fails, and the task with it
      open.put(name, result);
      write(all);
    }
    return result;
  }

  /** Ends all tasks; they are told of as failed. */
  void cancel() {
    write(List.of("stop"));
  }

  private synchronized void write(List<String> words) {
    try {
      if (gone) {
        throw new IOException("it has ended");
      }
      to.write(WordLine.line(words));
      to.newLine();
      to.flush();
    } catch (IOException e) {
      LOG.debug("the dispatcher does not read: {}", e.getMessage());
      lose();
    }
  }

  private void read() {
    try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        if (line.startsWith(WordLine.MARK)) {
          heard(WordLine.of(line.substring(WordLine.MARK.length())));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("the dispatcher is not understood", e);
    }
    lose();
  }

  /** {@code done NAME} or {@code failed NAME WHY}. */
  private void heard(List<String> words) {
    CompletableFuture<Optional<String>> task = words.size() < 2 ? null : open.remove(words.get(1));
    if (task != null) {
      task.complete(
          words.get(0).equals("done")
              ? Optional.empty()
              : Optional.of(words.get(words.size() - 1)));
    }
  }

  /** Whoever waits, now or later, hears that nothing will come. */
  private synchronized void lose() {
    gone = true;
    IOException why =
        new IOException(
            Texts.of(
                "--on: expected a program that hands out runs, found that it ended; %s says why,"
                    + " and the same command goes on.",
                log));
    for (String name : List.copyOf(open.keySet())) {
      CompletableFuture<Optional<String>> task = open.remove(name);
      if (task != null) {
        task.completeExceptionally(why);
      }
    }
  }

  /** Ends the process, and with it the tasks that are under way. */
  @Override
  public void close() throws IOException {
    try {
      to.close();
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
