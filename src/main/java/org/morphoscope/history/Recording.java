package org.morphoscope.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;

/**
 * The events of a run with their times, and the run as it was after any of them. Events have
 * numbers that never change. Progress within a phase and pauses are left out, as on the disk. While
 * the scores kept are too many, those in the middle of finished rounds are thinned out.
 */
public final class Recording {
  private static final long MOST_NUMBERS = 16_000_000;

  /**
   * @param number names the event
   * @param seconds since the run began
   * @param event what happened
   */
  public record Entry(int number, double seconds, GrowthEvent event) {
    /** {@return the number of the round that it belongs to} */
    public int round() {
      return event.round();
    }

    /** {@return whether it tells scores, which may be thinned out} */
    public boolean tellsScores() {
      return event instanceof GrowthEvent.ScoresUpdated;
    }

    /** {@return whether a round was complete with it} */
    public boolean endsRound() {
      return event instanceof GrowthEvent.RoundFinished;
    }

    /** {@return whether the run ended with it} */
    public boolean endsRun() {
      return event instanceof GrowthEvent.RunEnded;
    }

    /** {@return whether the net changed with it} */
    public boolean grows() {
      return event instanceof GrowthEvent.Applied applied && !applied.morphisms().isEmpty();
    }

    /** {@return whether a set was proposed with it} */
    public boolean proposes() {
      return event instanceof GrowthEvent.Proposed;
    }

    /** {@return whether it says what a set brought} */
    public boolean measures() {
      return event instanceof GrowthEvent.Measured;
    }

    /** {@return the decision that fell with it; empty for other events} */
    public Optional<Decision> decision() {
      return event instanceof GrowthEvent.Decided decided
          ? Optional.of(decided.decision())
          : Optional.empty();
    }
  }

  private final Thinning<Entry> thinning;
  private final List<Entry> entries = new ArrayList<>();
  private final NavigableMap<Integer, RunModel> snapshots = new TreeMap<>();
  private RunModel head = new RunModel(() -> 0L);
  private int next;
  private double base;
  private double last;
  private boolean live;
  private int revision;

  /** Nothing yet; keeps as many scores as a window can show at once. */
  public Recording() {
    this(MOST_NUMBERS);
  }

  /**
   * @param mostNumbers scores kept, as a count of numbers of 8 bytes
   */
  Recording(long mostNumbers) {
    this.thinning = new Thinning<>(mostNumbers, Entry::event);
  }

  /**
   * Takes in events as {@link RunModel#apply} does.
   *
   * @param events in order
   * @param now seconds on any clock when they came live; empty for events of a recorded run, whose
   *     times follow from the length of its phases. Live ones may follow recorded ones: their time
   *     goes on from there
   */
  public void append(List<GrowthEvent> events, OptionalDouble now) {
    List<GrowthEvent> kept = events.stream().filter(Recording::kept).toList();
    if (kept.isEmpty()) {
      return;
    }
    revision++;
    if (now.isPresent() && !live) {
      base = now.getAsDouble() - last;
    }
    live = now.isPresent();
    double[] times = now.isPresent() ? new double[0] : RecordedTimes.of(kept, last);
    for (int i = 0; i < kept.size(); i++) {
      GrowthEvent event = kept.get(i);
      if (event instanceof GrowthEvent.RunStarted started) {
        begin(started, now);
      } else if (entries.isEmpty()) {
        continue;
      }
      double time = now.isPresent() ? now.getAsDouble() - base : times[i];
      last = Math.max(last, time);
      add(new Entry(next++, last, outlined(event)));
    }
    if (thinning.thin(entries)) {
      revision++;
    }
  }

  private static boolean kept(GrowthEvent event) {
    return !(event instanceof GrowthEvent.PhaseProgress)
        && !(event instanceof GrowthEvent.PauseChanged);
  }

  /** No joint model is kept: a past proposal is fetched when somebody asks for reasons. */
  private static GrowthEvent outlined(GrowthEvent event) {
    return event instanceof GrowthEvent.Proposed proposed
        ? new GrowthEvent.Proposed(proposed.round(), proposed.proposal().outline())
        : event;
  }

  private void begin(GrowthEvent.RunStarted started, OptionalDouble now) {
    boolean resumed =
        started.round() > 0
            && head.run().map(run -> run.runId().equals(started.runId())).orElse(false);
    if (!resumed) {
      entries.clear();
      snapshots.clear();
      head = new RunModel(() -> 0L);
      next = 0;
      thinning.clear();
      last = 0;
    }
    base = now.orElse(0) - last;
  }

  private void add(Entry entry) {
    entries.add(entry);
    thinning.added(entry.event());
    head.apply(List.of(entry.event()));
    if (entry.event() instanceof GrowthEvent.RoundFinished
        || entry.event() instanceof GrowthEvent.RunStarted) {
      snapshots.put(entry.number(), head.copy());
    }
  }

  /**
   * {@return the run as it was after an event; changing it changes nothing here}
   *
   * @param number of the event; before the first one the run has not begun
   */
  public RunModel at(int number) {
    Map.Entry<Integer, RunModel> before = snapshots.floorEntry(number);
    if (before == null) {
      return new RunModel(() -> 0L);
    }
    RunModel model = before.getValue().copy();
    List<GrowthEvent> since = new ArrayList<>();
    for (int i = index(before.getKey()) + 1; i <= index(number); i++) {
      since.add(entries.get(i).event());
    }
    model.apply(since);
    return model;
  }

  /**
   * {@return the position of the last event up to a number, -1 before the first}
   *
   * @param number of an event, recorded or thinned out
   */
  public int index(int number) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).number() <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** {@return the events in order: a view, which changes when events are appended} */
  public List<Entry> entries() {
    return entries;
  }

  /** {@return the unique name of the run; empty before there is one} */
  public String runId() {
    return head.run().map(GrowthEvent.RunStarted::runId).orElse("");
  }

  /** {@return whether there is no event yet} */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** {@return a count that rises with every change} */
  public int revision() {
    return revision;
  }

  /**
   * {@return the number of the event that shows a round best: its decision, else its proposal, else
   * its last; empty when there is no such round}
   *
   * @param round number of the round, 0 for the training of the seed net
   */
  public OptionalInt momentOfRound(int round) {
    int best = -1;
    int rank = -1;
    for (Entry entry : entries) {
      if (again(entry.event(), round)) {
        best = -1;
        rank = -1;
      }
      if (entry.event().round() == round) {
        int its =
            entry.event() instanceof GrowthEvent.Decided
                ? 2
                : entry.event() instanceof GrowthEvent.Proposed ? 1 : 0;
        if (its >= rank) {
          rank = its;
          best = entry.number();
        }
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** Whether the round begins anew: what was before is another branch. */
  private static boolean again(GrowthEvent event, int round) {
    return event.round() <= round
        && (event instanceof GrowthEvent.Undone
            || event instanceof GrowthEvent.Diverged
            || event instanceof GrowthEvent.RunStarted);
  }
}
