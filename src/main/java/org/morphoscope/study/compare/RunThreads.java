package org.morphoscope.study.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.morphoscope.study.compare.ComparisonPlan.Planned;

/** Plays the runs of a queue on several threads. */
final class RunThreads {
  private final RunQueue queue;
  private final RunQueue.Turns turns;
  private final Player player;
  private final Runnable failed;

  /** Plays one run to its end. */
  @FunctionalInterface
  interface Player {
    void play(Planned run) throws IOException, InterruptedException;
  }

  /**
   * @param failed called after the first failure, after which no further run is started
   */
  RunThreads(RunQueue queue, RunQueue.Turns turns, Player player, Runnable failed) {
    this.queue = queue;
    this.turns = turns;
    this.player = player;
    this.failed = failed;
  }

  /**
   * Returns when all have ended.
   *
   * @param parallel runs at once
   * @param interrupted called when the thread is interrupted; it ends the runs under way
   */
  void play(int parallel, Runnable interrupted) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int thread = 0; thread < parallel; thread++) {
        futures.add(
            threads.submit(
                () -> {
                  playAll();
                  return null;
                }));
      }
      await(futures);
    } catch (InterruptedException e) {
      // whoever interrupts wants all of it to end: runs that wait are not begun
      queue.stop();
      interrupted.run();
      awaitEnd(threads);
      throw e;
    } finally {
      threads.shutdown();
    }
  }

  private void playAll() throws IOException, InterruptedException {
    try {
      for (Optional<Planned> run = queue.next(turns); run.isPresent(); run = queue.next(turns)) {
        try {
          player.play(run.get());
        } finally {
          queue.ended();
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      failed.run();
      queue.stop();
      throw e;
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

  /** Waits for all. */
  private static void await(List<Future<?>> futures) throws IOException, InterruptedException {
    IOException failure = null;
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
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
}
