package org.morphoscope.ui.kit;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;

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

  /** Background work by this executor, results on the JavaFX thread. */
  public static Fx on(Executor background) {
    return new Fx(background, Platform::runLater);
  }

  /** Does {@code work} in the foreground; may be called from anywhere. */
  public void later(Runnable work) {
    foreground.execute(work);
  }

  /**
   * Calls {@code work} in the background, then one of the consumers in the foreground. Errors of
   * every kind reach {@code failed}, so that a missing native library is reported too.
   */
  public <T> void call(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    background.execute(
        () -> {
          try {
            T result = work.call();
            foreground.execute(() -> done.accept(result));
          } catch (Exception | LinkageError | OutOfMemoryError e) {
            foreground.execute(() -> failed.accept(e));
          }
        });
  }
}
