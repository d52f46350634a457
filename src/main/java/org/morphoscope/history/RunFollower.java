package org.morphoscope.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.journal.EventFollower;
import org.morphoscope.run.GrowthEvent;

/**
 * The events of a recorded run, and those that another process writes from then on. Proposals come
 * as outlines; scores in the middle of rounds are thinned out when they are too many. Locks nothing
 * and changes nothing. Used by one thread at a time.
 */
public final class RunFollower {
  /** Scores told at once, as a count of numbers of 8 bytes. */
  private static final long MOST_NUMBERS = 16_000_000;

  private final EventFollower events;
  private final Clock clock;
  private volatile Optional<Instant> changed = Optional.empty();
  private boolean ended;

  private RunFollower(EventFollower events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /**
   * {@return a follower that stands before the first event}
   *
   * @param folder of the run
   * @param clock tells for how long nothing has come
   * @throws IOException in one sentence when the folder holds no run
   */
  public static RunFollower of(Path folder, Clock clock) throws IOException {
    return new RunFollower(EventFollower.of(folder), clock);
  }

  /**
   * {@return what has come since the last time, the first time everything} When the run was cut
   * back meanwhile, because it went on after a crash, everything comes again: the list then begins
   * with a {@code RunStarted} of round 0.
   *
   * @throws IOException in one sentence when the run cannot be read
   */
  public List<GrowthEvent> next() throws IOException {
    Arrivals arrivals = new Arrivals();
    boolean first = changed.isEmpty();
    if (events.poll(arrivals)) {
      Instant now = clock.instant();
      changed = Optional.of(first ? events.written().filter(now::isAfter).orElse(now) : now);
    }
    if (!arrivals.list.isEmpty()) {
      ended = arrivals.list.get(arrivals.list.size() - 1) instanceof GrowthEvent.RunEnded;
    }
    return arrivals.list;
  }

  /**
   * {@return whether the last event so far is the end of the run; one that is resumed goes on all
   * the same}
   */
  public boolean ended() {
    return ended;
  }

  /**
   * {@return the time for which nothing has been written, as far as is known here} May be asked by
   * any thread.
   */
  public Duration quiet() {
    return changed.map(last -> Duration.between(last, clock.instant())).orElse(Duration.ZERO);
  }

  /** Collects events; of the scores not all. */
  private final class Arrivals implements EventFollower.Sink {
    private final List<GrowthEvent> list = new ArrayList<>();
    private final Thinning<GrowthEvent> thinning = new Thinning<>(MOST_NUMBERS, event -> event);

    @Override
    public void anew() {
      list.clear();
      thinning.clear();
      ended = false;
    }

    @Override
    public void event(GrowthEvent event) {
      list.add(event);
      thinning.added(event);
      if (event instanceof GrowthEvent.ScoresUpdated) {
        thinning.thin(list);
      }
    }
  }
}
