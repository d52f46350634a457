package org.morphoscope.ui.kit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Work in the background that begins when the work asked for before it is done, such as changes of
 * one file. Used on the JavaFX thread.
 */
public final class InTurn {
  private final Fx background;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  /**
   * @param background does the work
   */
  public InTurn(Fx background) {
    this.background = background;
  }

  /**
   * As {@link Fx#call(Callable, Consumer, Consumer)}, in the order of the calls.
   *
   * @param <T> what the work gives
   * @param work done in the background; may throw
   * @param done gets the result, in the foreground
   * @param failed gets what was thrown, in the foreground
   */
  public <T> void call(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    waiting.add(() -> background.call(work, done, failed, this::next));
    if (!busy) {
      next();
    }
  }

  private void next() {
    Runnable first = waiting.poll();
    busy = first != null;
    if (busy) {
      first.run();
    }
  }
}
