package org.morphoscope.cli.dispatch;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Ends a process whose starter has ended, however that came about. */
public final class ParentWatch {
  /** The variable with the number of the starter's process. */
  public static final String VARIABLE = "MORPHOSCOPE_PARENT";

  private static final long MILLIS = 500;

  private ParentWatch() {}

  /**
   * Watches on a thread of its own, which does not keep the program from ending.
   *
   * @param number of the starter's process as text; null or not a number for no watching
   * @param gone called once when there is no such process any more
   */
  public static void begin(String number, Runnable gone) {
    if (number == null || !number.matches("\\d{1,18}")) {
      return;
    }
    Optional<ProcessHandle> parent = ProcessHandle.of(Long.parseLong(number));
    Thread thread = new Thread(() -> watch(parent, gone), "morphoscope-parent");
    thread.setDaemon(true);
    thread.start();
  }

  private static void watch(Optional<ProcessHandle> parent, Runnable gone) {
    try {
      while (parent.isPresent() && parent.get().isAlive()) {
        TimeUnit.MILLISECONDS.sleep(MILLIS);
      }
      gone.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
