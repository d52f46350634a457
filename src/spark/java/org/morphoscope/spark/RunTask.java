package org.morphoscope.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;

/** One run: a process of the program, waited for. */
final class RunTask implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Comes before the words of a failure. */
  static final String FAILURE = "run failed: ";

  /** The process of an executor that was lost ends within a batch. */
  private static final long SECONDS_BEFORE_TRYING_AGAIN = 5;

  /** A process that is told to end records what it has. */
  private static final long SECONDS_TO_END = 40;

  private static final int LINES_KEPT = 5;

  private final String name;
  private final boolean brought;
  private final String comparison;
  private final String folder;
  private final ArrayList<String> command;
  private final byte[] table;

  /**
   * @param name of the run in the comparison
   * @param brought whether its folder is brought back
   * @param comparison folder of the comparison, on a shared disk unless it is brought back
   * @param folder where the program was started, if this machine has it
   * @param command the program and its arguments, without the folder of the comparison
   * @param table what {@code comparison.json} holds, for a run that is brought back
   */
  RunTask(
      String name,
      boolean brought,
      String comparison,
      String folder,
      List<String> command,
      byte[] table) {
    this.name = name;
    this.brought = brought;
    this.comparison = comparison;
    this.folder = folder;
    this.command = new ArrayList<>(command);
    this.table = table;
  }

  /**
   * On an executor: returns when the run is done.
   *
   * @return the run's folder as a zip archive; empty where the disk is shared
   * @throws IOException when it is not, with the last lines of the program
   */
  byte[] play() throws IOException, InterruptedException {
    if (TaskContext.get().attemptNumber() > 0) {
      TimeUnit.SECONDS.sleep(SECONDS_BEFORE_TRYING_AGAIN);
    }
    if (!brought) {
      start(Path.of(comparison));
      return new byte[0];
    }
    Path out = Files.createTempDirectory("morphoscope-run");
    try {
      Files.write(out.resolve("comparison.json"), table);
      start(out);
      return Zips.pack(out.resolve(name));
    } finally {
      Zips.delete(out);
    }
  }

  private void start(Path out) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.add("--out");
    all.add(out.toString());
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    if (Files.isDirectory(Path.of(folder))) {
      builder.directory(Path.of(folder).toFile());
    }
    builder.environment().put("MORPHOSCOPE_PARENT", Long.toString(ProcessHandle.current().pid()));
    Process process = builder.start();
    Deque<String> last = new ConcurrentLinkedDeque<>();
    // beside the waiting, since nothing interrupts a thread that reads
    Thread reader = new Thread(() -> read(process, last), name);
    reader.setDaemon(true);
    reader.start();
    try {
      int code = process.waitFor();
      reader.join(TimeUnit.SECONDS.toMillis(1));
      if (code != 0) {
        throw new IOException(
            FAILURE + "its process ended with " + code + ": " + String.join(" ", last));
      }
    } finally {
      end(process);
    }
  }

  private void read(Process process, Deque<String> last) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.err.println(name + ": " + line);
        last.addLast(line.strip());
        if (last.size() > LINES_KEPT) {
          last.removeFirst();
        }
      }
    } catch (IOException e) {
      System.err.println(name + ": " + e);
    }
  }

  /** A task that is cancelled must not leave its process behind. */
  private static void end(Process process) throws InterruptedException {
    process.destroy();
    boolean interrupted = Thread.interrupted();
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
