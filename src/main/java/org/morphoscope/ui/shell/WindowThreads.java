package org.morphoscope.ui.shell;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.morphoscope.ui.kit.Fx;

/** The threads of one window; none keeps the program alive. */
final class WindowThreads {
  private final ExecutorService engineCalls =
      Executors.newSingleThreadExecutor(daemons("engine calls"));
  private final ExecutorService others = Executors.newCachedThreadPool(daemons("window work"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(daemons("window clock"));

  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Runs its work in order, so that the engine is loaded before it is asked. */
  Fx engine() {
    return Fx.on(engineCalls);
  }

  /** Work of every other kind, side by side. */
  Fx background() {
    return Fx.on(others);
  }

  /** Gives the rhythm of what comes again and again. */
  ScheduledExecutorService clock() {
    return clock;
  }

  void stop() {
    engineCalls.shutdown();
    others.shutdown();
    clock.shutdown();
  }
}
