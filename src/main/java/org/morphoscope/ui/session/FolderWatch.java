package org.morphoscope.ui.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.morphoscope.run.GrowthEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether a run that was opened from the disk goes on, because another
 * process grows it. Has a thread of its own, which sleeps between two looks.
 */
final class FolderWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  /** From one look to the next while lines come. */
  private static final Duration LIVELY = Duration.ofMillis(200);

  /** The same once nothing has come for {@link #LULL}. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  private static final Duration LULL = Duration.ofMinutes(1);

  /** An unfinished run that was written to so lately is taken to be under way. */
  private static final Duration LATELY = Duration.ofMinutes(10);

  private final Services.Arrivals arrivals;
  private final EventChannel channel;
  private final Consumer<IOException> failed;
  private final Thread thread = new Thread(this::watch, "run watch");
  private volatile boolean ended;
  private volatile boolean moved;
  private volatile boolean stopped;

  /**
   * @param arrivals has told the first events
   * @param first what it told
   * @param channel gets what comes behind them
   * @param failed told once, on the thread of this watch, when the record cannot be read any more
   */
  FolderWatch(
      Services.Arrivals arrivals,
      List<GrowthEvent> first,
      EventChannel channel,
      Consumer<IOException> failed) {
    this.arrivals = arrivals;
    this.channel = channel;
    this.failed = failed;
    this.ended = !first.isEmpty() && ends(first);
    this.moved = arrivals.quiet().compareTo(LATELY) < 0;
    thread.setDaemon(true);
  }

  private static boolean ends(List<GrowthEvent> events) {
    return events.get(events.size() - 1) instanceof GrowthEvent.RunEnded;
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopped = true;
    thread.interrupt();
  }

  /** Whether the run goes on elsewhere, as far as can be told. */
  boolean underWay() {
    return moved && !ended && !stopped;
  }

  /** For how long nothing has come. */
  Duration quiet() {
    return arrivals.quiet();
  }

  private void watch() {
    try {
      while (!stopped) {
        Thread.sleep((quiet().compareTo(LULL) < 0 ? LIVELY : SLOW).toMillis());
        List<GrowthEvent> events = arrivals.next();
        if (!events.isEmpty()) {
          channel.acceptAll(events);
          ended = ends(events);
          moved = true;
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the watch of a run was ended", e);
    } catch (IOException e) {
      if (!stopped) {
        stopped = true;
        failed.accept(e);
      }
    }
  }
}
