package org.morphoscope.cli.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.morphoscope.history.RunFollower;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.RunConfig;
import org.morphoscope.study.compare.RunLauncher;

/**
 * Runs in processes of other machines. Their folders are followed while they go on where the disk
 * is shared, and read at the end where they are brought back.
 */
public final class DispatchedRuns implements RunLauncher {
  private static final long MILLIS = 300;

  private final Dispatcher dispatcher;
  private final RunTask task;
  private volatile boolean stopped;

  /**
   * @param dispatcher hands out the tasks; closed by whoever made it
   * @param task what each is about, but for the run's name
   */
  public DispatchedRuns(Dispatcher dispatcher, RunTask task) {
    this.dispatcher = dispatcher;
    this.task = task;
  }

  @Override
  public RunEnded start(RunConfig config, Path folder, Consumer<? super GrowthEvent> listener)
      throws IOException, InterruptedException {
    return play(folder, listener);
  }

  @Override
  public RunEnded resume(Path folder, Consumer<? super GrowthEvent> listener)
      throws IOException, InterruptedException {
    return play(folder, listener);
  }

  private RunEnded play(Path folder, Consumer<? super GrowthEvent> listener)
      throws IOException, InterruptedException {
    if (stopped) {
      return new RunEnded(0, EndReason.STOPPED, "stopped");
    }
    String name = String.valueOf(folder.getFileName());
    CompletableFuture<Optional<String>> result = dispatcher.submit(name, task.words(name));
    Tail tail = new Tail(folder, listener);
    while (!result.isDone()) {
      waitFor(result);
      tail.look();
    }
    Optional<String> failure = await(result);
    tail.look();
    if (failure.isEmpty() && tail.end.isPresent()) {
      return tail.end.get();
    }
    RunEnded end =
        new RunEnded(
            0,
            stopped ? EndReason.STOPPED : EndReason.FAILED,
            failure.orElse("its process ended before the run did"));
    listener.accept(end);
    return end;
  }

  private static void waitFor(CompletableFuture<?> result) throws InterruptedException {
    try {
      result.get(MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // the first is the rule, the other is told by await
      return;
    }
  }

  private static Optional<String> await(CompletableFuture<Optional<String>> result)
      throws IOException, InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException lost ? lost : new IOException(e.getCause());
    }
  }

  @Override
  public void stop() {
    stopped = true;
    dispatcher.cancel();
  }

  /** What has come of a run. */
  private static final class Tail {
    private final Path folder;
    private final Consumer<? super GrowthEvent> listener;
    private Optional<RunFollower> follower = Optional.empty();
    private Optional<RunEnded> end = Optional.empty();

    private Tail(Path folder, Consumer<? super GrowthEvent> listener) {
      this.folder = folder;
      this.listener = listener;
    }

    private void look() throws IOException {
      if (follower.isEmpty() && Files.exists(folder.resolve("run.json"))) {
        follower = Optional.of(RunFollower.of(folder, Clock.systemUTC()));
      }
      if (follower.isPresent()) {
        for (GrowthEvent event : follower.get().next()) {
          end = event instanceof RunEnded ended ? Optional.of(ended) : Optional.empty();
          listener.accept(event);
        }
      }
    }
  }
}
