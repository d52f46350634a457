package org.morphoscope.ui.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Fx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of errors that nobody expected, from any thread: all of them to the log, and each kind once
 * to the person. The window goes on with what it can.
 */
public final class Unexpected implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Unexpected.class);

  private final Fx foreground;
  private final Consumer<String> banner;
  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * @param banner shows a sentence; called on the JavaFX thread
   */
  Unexpected(Fx foreground, Consumer<String> banner) {
    this.foreground = foreground;
    this.banner = banner;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable error) {
    report(error, "on thread " + thread.getName());
  }

  /** Tells of an error while the window was brought up to date. */
  void report(Throwable error) {
    report(error, "while the window was brought up to date");
  }

  private void report(Throwable error, String where) {
    int times;
    synchronized (seen) {
      times = seen.merge(kind(error), 1, Integer::sum);
    }
    if (times == 1) {
      LOG.error("unexpected error {}", where, error);
      foreground.later(() -> banner.accept(sentence(error)));
    } else if (Integer.bitCount(times) == 1) {
      // the same place may fail twenty times per second
      LOG.error("{} times by now: {}, {}", times, error, where);
    }
  }

  private static String kind(Throwable error) {
    StackTraceElement[] stack = error.getStackTrace();
    return error.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
  }

  private static String sentence(Throwable error) {
    return error instanceof OutOfMemoryError
        ? "Memory ran out in the window: what is recorded is safe; close other runs and comparisons, or start with more memory (-Xmx)."
        : Texts.of(
            "Something went wrong in the window (%s), and the log tells more; the run goes on, and what it records is safe.",
            error);
  }
}
