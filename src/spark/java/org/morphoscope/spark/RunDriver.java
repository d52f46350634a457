package org.morphoscope.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The driver: reads what is to be run from standard input, line by line, and answers on standard
 * output; what Spark has to say goes to standard error. One run is one job of one task, so that
 * each ends by itself and those that fail are tried again by themselves. Ends with its input.
 *
 * <p>Words of a line are written as in the query of an address. {@code run NAME shared|return OUT
 * FOLDER PROGRAM ARGUMENT..} is answered by {@code morphoscope:done NAME} or {@code
 * morphoscope:failed NAME WHY}; {@code stop} ends all that are under way.
 */
public final class RunDriver {
  private static final String MARK = "morphoscope:";

  private final JavaSparkContext spark;
  private final PrintStream out;

  private RunDriver(JavaSparkContext spark, PrintStream out) {
    this.spark = spark;
    this.out = out;
  }

  /**
   * Starts Spark and serves until the input ends.
   *
   * @param args none
   * @throws IOException when the input cannot be read
   */
  public static void main(String[] args) throws IOException {
    SparkConf settings =
        new SparkConf()
            .setAppName("morphoscope")
            // a task that is lost is tried elsewhere before the run counts as failed
            .setIfMissing("spark.task.maxFailures", "4")
            .setIfMissing("spark.executor.memory", "512m")
            .setIfMissing("spark.ui.enabled", "false")
            .setIfMissing("spark.ui.showConsoleProgress", "false");
    try (JavaSparkContext spark = new JavaSparkContext(settings);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      endWith(spark);
      new RunDriver(spark, System.out).serve(in);
    }
  }

  /** A Spark that has given up leaves its jobs waiting: whoever waits for them hears by the end. */
  private static void endWith(JavaSparkContext spark) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (!spark.sc().isStopped()) {
                  TimeUnit.SECONDS.sleep(1);
                }
                Runtime.getRuntime().halt(1);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "end");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(BufferedReader in) throws IOException {
    ExecutorService jobs =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "run");
              thread.setDaemon(true);
              return thread;
            });
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> words =
          Arrays.stream(line.split(" ", -1))
              .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
              .toList();
      if (words.get(0).equals("stop")) {
        spark.sc().cancelAllJobs();
      } else {
        jobs.submit(() -> run(words));
      }
    }
    spark.sc().cancelAllJobs();
    jobs.shutdownNow();
  }

  private void run(List<String> words) {
    String name = words.get(1);
    boolean brought = words.get(2).equals("return");
    Path comparison = Path.of(words.get(3));
    try {
      byte[] table =
          brought ? Files.readAllBytes(comparison.resolve("comparison.json")) : new byte[0];
      RunTask task =
          new RunTask(
              name,
              brought,
              words.get(3),
              words.get(4),
              List.copyOf(words.subList(5, words.size())),
              table);
      spark.setJobGroup(name, name, true);
      byte[] folder = spark.parallelize(List.of(task), 1).map(RunTask::play).collect().get(0);
      if (brought) {
        Zips.unpack(folder, comparison.resolve(name));
      }
      say("done", name);
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
      say("failed", name, sentence(e));
    }
  }

  /** The task's own words, which Spark wraps with its stack traces. */
  private static String sentence(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    int from = text.indexOf(RunTask.FAILURE);
    if (from < 0) {
      return text.lines().findFirst().orElse(text);
    }
    return text.substring(from + RunTask.FAILURE.length()).lines().findFirst().orElse(text);
  }

  private synchronized void say(String... words) {
    out.println(
        MARK
            + Arrays.stream(words)
                .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
                .collect(Collectors.joining(" ")));
    out.flush();
  }
}
