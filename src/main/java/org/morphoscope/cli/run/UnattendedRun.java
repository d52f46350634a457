package org.morphoscope.cli.run;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunListener;
import org.morphoscope.text.Texts;

/**
 * A run of a server that a terminal grows. Nobody sits there to decide: whoever asks for the lead
 * gets it, and from then on it is that person's run, which Ctrl-C here only leaves.
 */
final class UnattendedRun implements RunListener, RunConsole.Followed {
  private final Consumer<GrowthEvent> events;
  private final PrintWriter err;
  private final String looksOn;
  private LiveRun run;
  private boolean stopping;
  private boolean left;

  /**
   * @param events told of every event
   * @param err gets sentences about the lead
   * @param looksOn the command that looks on at the run
   */
  UnattendedRun(Consumer<GrowthEvent> events, PrintWriter err, String looksOn) {
    this.events = events;
    this.err = err;
    this.looksOn = looksOn;
  }

  @Override
  public void event(long number, GrowthEvent event) {
    events.accept(event);
  }

  @Override
  public void refused(String sentence) {
    say(sentence);
    if (isStopping()) {
      // the lead went on to somebody else a moment before
      leave();
    }
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private void say(String sentence) {
    err.println(sentence);
    err.flush();
  }

  /** Hands the lead over until the run has ended. */
  UnattendedRun handsOver(LiveRun begun) {
    synchronized (this) {
      run = begun;
    }
    Thread thread = new Thread(() -> handOver(begun), "morphoscope-lead");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void handOver(LiveRun begun) {
    try {
      while (!begun.isDone()) {
        String asker = begun.asker();
        if (begun.leads() && !asker.isEmpty()) {
          begun.handLead();
          say(asker + " asked for the lead and has it from now on; the run goes on here.");
        }
        TimeUnit.MILLISECONDS.sleep(WatchCommand.MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void await() throws InterruptedException {
    LiveRun begun;
    synchronized (this) {
      begun = run;
    }
    begun.await();
    String reason = begun.connection().reason();
    if (!reason.isEmpty()) {
      say(reason);
    }
  }

  /** Ends the run, when it is led from here or by nobody; else leaves it, which goes on. */
  @Override
  public void stop() {
    LiveRun begun;
    synchronized (this) {
      if (stopping || run == null) {
        return;
      }
      stopping = true;
      begun = run;
    }
    if (!begun.leads() && !begun.leader().isEmpty()) {
      leave();
      return;
    }
    if (!begun.leads()) {
      begun.askForLead();
    }
    begun.control().stop();
  }

  private void leave() {
    LiveRun begun;
    synchronized (this) {
      if (left) {
        return;
      }
      left = true;
      begun = run;
    }
    String leader = begun.leader();
    say(
        Texts.of(
            "%s the lead of this run: it is left, and goes on. Look on with: %s",
            leader.isEmpty() ? "Somebody else has" : "'" + leader + "' has", looksOn));
    begun.close();
  }
}
