package org.morphoscope.ui.kit;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;

/** Work off the JavaFX thread, results back on it: the only place that calls runLater. */
public final class Fx {
  private final Executor background;
  private final Executor foreground;

  /**
   * @param background runs what may block
   * @param foreground runs what touches the window
   */
  public Fx(Executor background, Executor foreground) {
    this.background = background;
    this.foreground = foreground;
  }

  /**
   * {@return background work by this executor, results on the JavaFX thread}
   *
   * @param background takes the work; stays the caller's to shut down
   */
  public static Fx on(Executor background) {
    return new Fx(background, Platform::runLater);
  }

  /**
   * Does {@code work} in the foreground; may be called from anywhere.
   *
   * @param work done on the JavaFX thread, after what waits there
   */
  public void later(Runnable work) {
    foreground.execute(work);
  }

  /**
   * Calls {@code work} in the background, then one of the consumers in the foreground. Errors of
   * every kind reach {@code failed}, so that a missing native library is reported too.
   *
   * @param <T> what the work gives
   * @param work done in the background; may throw
   * @param done gets the result, in the foreground
   * @param failed gets what was thrown, in the foreground
   */
  public <T> void call(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    call(work, done, failed, () -> {});
  }

  /**
   * As {@link #call(Callable, Consumer, Consumer)}; a control cannot be used meanwhile, and can
   * again whatever comes of it.
   *
   * @param <T> what the work gives
   * @param busy disabled from now on until one of the consumers has run or thrown
   * @param work done in the background; may throw
   * @param done gets the result, in the foreground
   * @param failed gets what was thrown, in the foreground
   */
  public <T> void call(Node busy, Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    busy.setDisable(true);
    call(work, done, failed, () -> busy.setDisable(false));
  }

  /**
   * As {@link #call(Callable, Consumer, Consumer)}.
   *
   * @param <T> what the work gives
   * @param work done in the background; may throw
   * @param done gets the result, in the foreground
   * @param failed gets what was thrown, in the foreground
   * @param ended runs in the foreground after the consumers, also when they throw or the background
   *     takes no work any more
   */
  public <T> void call(
      Callable<T> work, Consumer<T> done, Consumer<Throwable> failed, Runnable ended) {
    try {
      background.execute(() -> later(outcome(work, done, failed), ended));
    } catch (RejectedExecutionException e) {
      later(() -> failed.accept(e), ended);
    }
  }

  private static <T> Runnable outcome(
      Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    try {
      T result = work.call();
      return () -> done.accept(result);
    } catch (Throwable e) {
      return () -> failed.accept(e);
    }
  }

  private void later(Runnable consumer, Runnable ended) {
    foreground.execute(
        () -> {
          try {
            consumer.run();
          } finally {
            ended.run();
          }
        });
  }
}
