package org.morphoscope.study.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.EndReason;
import org.morphoscope.run.RunConfig;

/**
 * Runs a plan: runs that are done are skipped, begun ones are resumed, the rest is started, several
 * at a time; the tables are written after every run.
 */
public final class Comparison {
  private ComparisonPlan plan;
  private final ComparisonFolder folder;
  private final RunLauncher launcher;
  private final Listener listener;
  private final int parallel;
  private volatile boolean stopped;

  /** Hears of the runs, from several threads but from one at a time. */
  public interface Listener {
    /**
     * An event of a run.
     *
     * @param run name of the run in the comparison
     * @param event in its order, on the run's own thread
     */
    void onEvent(String run, GrowthEvent event);

    /**
     * A run ended or was found done; {@code done} of {@code total} runs are.
     *
     * @param run name of the run in the comparison
     * @param state what became of it
     * @param done runs that are done
     * @param total runs of the plan
     */
    void onRun(String run, RunResult.State state, int done, int total);
  }

  /**
   * @param plan what is to be compared
   * @param out folder of the comparison
   * @param parallel runs at once
   * @param launcher starts the runs
   * @param listener told from several threads, by one at a time
   */
  public Comparison(
      ComparisonPlan plan, Path out, int parallel, RunLauncher launcher, Listener listener) {
    this.plan = plan;
    this.folder = new ComparisonFolder(out);
    this.launcher = launcher;
    this.listener = listener;
    this.parallel = parallel;
  }

  /** Starts no further runs; those under way are the launcher's to stop. From any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * {@return means and runs, also when some failed}
   *
   * @throws IOException in one sentence when the folder holds a run of another comparison, or
   *     cannot be written
   * @throws InterruptedException when the thread is interrupted; runs under way are stopped and can
   *     be resumed
   */
  public Outcome run() throws IOException, InterruptedException {
    // runs that were begun go on as they were, and those beside them like them
    plan = plan.withNumerics(folder.numerics(plan));
    for (ComparisonPlan.Planned run : plan.runs(false)) {
      folder.requireFits(run, plan.config(run.entry().contender(), run.seed()));
    }
    write();
    play(plan.runs(false));
    play(plan.runs(true));
    List<RunResult> results = folder.readAll(plan);
    return new Outcome(ComparisonText.means(ComparisonTable.of(plan, results)), results);
  }

  /**
   * What came of it.
   *
   * @param means the table of means, line by line
   * @param results every planned run
   */
  public record Outcome(List<String> means, List<RunResult> results) {
    /**
     * Copies the lists.
     *
     * @param means the table of means, line by line
     * @param results every planned run
     */
    public Outcome {
      means = List.copyOf(means);
      results = List.copyOf(results);
    }

    /** {@return the number of runs that are not done} */
    public long open() {
      return results.stream().filter(result -> !result.done()).count();
    }
  }

  private void play(List<ComparisonPlan.Planned> runs) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (ComparisonPlan.Planned run : runs) {
        futures.add(
            threads.submit(
                () -> {
                  play(run);
                  return null;
                }));
      }
      await(futures);
    } catch (InterruptedException e) {
      // whoever interrupts wants all of it to end: runs that wait are not begun
      stopped = true;
      launcher.stop();
      awaitEnd(threads);
      throw e;
    } finally {
      threads.shutdown();
    }
  }

  /** What runs are under way end within a batch and are recorded; that is not interrupted again. */
  private static void awaitEnd(ExecutorService threads) {
    threads.shutdown();
    boolean again = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        again = true;
      }
    }
    if (again) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for all; after the first failure no further run is started. */
  private void await(List<Future<?>> futures) throws IOException, InterruptedException {
    IOException failure = null;
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        stopped = true;
        failure = failure == null ? unwrap(e.getCause()) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static IOException unwrap(Throwable cause) {
    if (cause instanceof IOException e) {
      return e;
    }
    if (cause instanceof UncheckedIOException e) {
      return e.getCause();
    }
    if (cause instanceof Error e) {
      throw e;
    }
    throw cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  private void play(ComparisonPlan.Planned run) throws IOException, InterruptedException {
    if (stopped) {
      return;
    }
    if (!folder.read(run).done()) {
      Optional<RunConfig> config = config(run);
      if (config.isEmpty()) {
        return;
      }
      folder.requireFits(run, config.get());
      GrowthEvent.RunEnded end =
          folder.begun(run)
              ? launcher.resume(folder.of(run), event -> tell(run, event))
              : launcher.start(config.get(), folder.of(run), event -> tell(run, event));
      if (end.reason() == EndReason.STOPPED) {
        stopped = true;
      }
    }
    told(run);
  }

  /** Empty when the run to retrain is not done, or another strategy's run is the same. */
  private Optional<RunConfig> config(ComparisonPlan.Planned run) throws IOException {
    if (!run.entry().retrained()) {
      return Optional.of(plan.config(run.entry().contender(), run.seed()));
    }
    return folder.shared(plan, run).filter(run::equals).isEmpty()
        ? Optional.empty()
        : folder.found(run).map(net -> plan.fixed(net, run.seed()));
  }

  private synchronized void tell(ComparisonPlan.Planned run, GrowthEvent event) {
    listener.onEvent(run.folder(), event);
  }

  private synchronized void told(ComparisonPlan.Planned run) throws IOException {
    List<RunResult> results = write();
    RunResult result = results.stream().filter(r -> r.run().equals(run)).findFirst().orElseThrow();
    int done = (int) results.stream().filter(RunResult::done).count();
    listener.onRun(run.folder(), result.state(), done, results.size());
  }

  private synchronized List<RunResult> write() throws IOException {
    List<RunResult> results = folder.readAll(plan);
    ComparisonTable table = ComparisonTable.of(plan, results);
    folder.write("comparison.json", new ComparisonJson().write(table));
    String text = String.join("\n", ComparisonText.lines(table)) + "\n";
    folder.write("comparison.md", text.getBytes(StandardCharsets.UTF_8));
    return results;
  }
}
