package org.morphoscope.cli.run;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunListener;

/**
 * A run of a server that a terminal grows. Nobody sits there to decide: whoever asks for the lead
 * gets it.
 */
final class UnattendedRun implements RunListener {
  private final Consumer<GrowthEvent> events;
  private final PrintWriter err;

  /**
   * @param events told of every event
   * @param err gets sentences about the lead
   */
  UnattendedRun(Consumer<GrowthEvent> events, PrintWriter err) {
    this.events = events;
    this.err = err;
  }

  @Override
  public void event(long number, GrowthEvent event) {
    events.accept(event);
  }

  @Override
  public void refused(String sentence) {
    err.println(sentence);
    err.flush();
  }

  /** Hands the lead over until the run has ended. */
  LiveRun handsOver(LiveRun run) {
    Thread thread = new Thread(() -> handOver(run), "morphoscope-lead");
    thread.setDaemon(true);
    thread.start();
    return run;
  }

  private void handOver(LiveRun run) {
    try {
      while (!run.isDone()) {
        String asker = run.asker();
        if (run.leads() && !asker.isEmpty()) {
          run.handLead();
          err.println(asker + " asked for the lead and has it from now on; the run goes on here.");
          err.flush();
        }
        TimeUnit.MILLISECONDS.sleep(WatchCommand.MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
