package org.morphoscope.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.morphoscope.journal.codec.EventCodec;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Adjusted;
import org.morphoscope.run.GrowthEvent.LocksChanged;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.GrowthEvent.SettingsChanged;
import org.morphoscope.run.GrowthEvent.TailFinished;
import org.morphoscope.run.GrowthEvent.Undone;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Standing;
import org.morphoscope.run.config.Keep;

/** Writes a run. Used by one thread; holds the run's lock until it is closed. */
public final class RunJournal implements AutoCloseable {
  private final RunLock lock;
  private final RunPaths paths;
  private final InfoFile description;
  private final Checkpoints checkpoints;
  private final FittingCheckpoints checked;
  private final SummaryFile summary;
  private final TurnedSettings turned;
  private final EventWriter events;
  private final List<RoundSummary> summaries = new ArrayList<>();
  private final Map<Integer, RoundSummary> tails = new TreeMap<>();
  private final Optional<RoundState> last;
  private final RecordedLocks locks;

  private RunJournal(RunLock lock, RunInfo info, boolean isNew, OptionalInt undone)
      throws IOException {
    this.lock = lock;
    this.paths = lock.paths();
    this.description = new InfoFile(paths.info(), info);
    this.checkpoints = new Checkpoints(paths);
    this.summary = new SummaryFile(paths.summary(), info.runId());
    this.locks = new RecordedLocks(paths.locks());
    this.turned = new TurnedSettings(paths.adjustments(), description);
    if (isNew) {
      description.create();
    }
    this.events = new EventWriter(paths);
    this.checked = new FittingCheckpoints(checkpoints, paths, events.channel());
    try {
      if (undone.isPresent()) {
        takeBack(undone.getAsInt());
      }
      if (isNew) {
        // the record of the run is an entry of the folder too
        Durable.forceFolder(paths.folder());
      }
      this.last = isNew ? Optional.empty() : goBack();
      turned.keptTo(nextRound() - 1);
      events.beginEpoch();
    } catch (IOException | RuntimeException e) {
      events.close();
      throw e;
    }
  }

  /**
   * {@return the journal before its first event}
   *
   * @param lock of the run's folder, taken by this process
   * @param info what {@code run.json} is to say
   * @throws JournalException in one sentence when the folder cannot be written
   */
  public static RunJournal create(RunLock lock, RunInfo info) throws JournalException {
    try {
      return new RunJournal(lock, info, true, OptionalInt.empty());
    } catch (IOException e) {
      throw JournalException.unwritable(lock.paths().folder(), e);
    }
  }

  /**
   * {@return the journal behind the last complete round}
   *
   * @param lock of the run's folder, taken by this process
   * @throws JournalException in one sentence when the folder holds no run that can be read
   */
  public static RunJournal reopen(RunLock lock) throws JournalException {
    return reopen(lock, OptionalInt.empty());
  }

  /**
   * {@return the journal behind the round before} Their events stay, followed by {@code Undone};
   * their checkpoints are set aside. That event is what decides: a process that is killed after it
   * was written finds the run undone, before it, as it was.
   *
   * @param lock of the run's folder, taken by this process
   * @param round the round to take back, at least 1; it must have begun
   * @throws JournalException in one sentence when there is no such round or the disk refuses
   */
  public static RunJournal undo(RunLock lock, int round) throws JournalException {
    return reopen(lock, OptionalInt.of(round));
  }

  private static RunJournal reopen(RunLock lock, OptionalInt undone) throws JournalException {
    RunInfo info = new Json().read(lock.paths().info(), "a run's description", RunInfo::decode);
    try {
      return new RunJournal(lock, info, false, undone);
    } catch (IOException e) {
      throw JournalException.unwritable(lock.paths().folder(), e);
    }
  }

  /**
   * Goes on with other settings from the next round on: {@code run.json} has them at once, the
   * events once {@link #untold} is told.
   *
   * @param changed configuration from the next round on
   * @throws JournalException in one sentence when they cannot be written
   */
  public void change(RunConfig changed) throws JournalException {
    description.change(changed, nextRound());
  }

  /**
   * Notes how pictures become images of the net, in a run begun before that was noted.
   *
   * @param pipeline from the run's own data
   * @throws JournalException in one sentence when it cannot be written
   */
  public void describe(ImagePipeline pipeline) throws JournalException {
    description.describe(pipeline);
  }

  /** {@return changes of settings that the events up to the last complete round do not tell} */
  public List<SettingsChanged> untold() {
    return description.untold(nextRound());
  }

  private int nextRound() {
    return last.map(state -> state.round() + 1).orElse(0);
  }

  /** {@return what {@code run.json} says now} */
  public RunInfo info() {
    return description.info();
  }

  /** {@return the number of lines of the events, which is the number of the next one} */
  public long lines() {
    return events.lines();
  }

  /** {@return the epoch of this opening of the run for writing} */
  public Epochs.Epoch epoch() {
    return events.epoch();
  }

  /** {@return the place to go on from; empty at the beginning of a run} */
  public Optional<Standing> last() {
    return last.map(
        state ->
            new Standing(
                state,
                state.round() == 0
                    ? Optional.empty()
                    : summaries.stream().filter(s -> s.round() == state.round() - 1).findFirst(),
                Optional.ofNullable(tails.get(state.round()))));
  }

  private void takeBack(int round) throws IOException {
    int finished = -1;
    for (int known : checkpoints.rounds()) {
      finished = checked.fitting(known, false).isPresent() ? known : finished;
    }
    long begin = round < 1 || finished < round - 1 ? -1 : checked.endOf(round - 1);
    EventTail tail = begin < 0 ? null : EventTail.after(paths.events(), begin, round);
    if (tail == null || tail.whole() <= tail.end()) {
      throw JournalException.at(
          paths.events(),
          "",
          "a round from 1 on that has begun, to take it back",
          "round " + round + " of a run that finished round " + finished,
          "choose a round that the run has");
    }
    // what a kill tore is cut off, all else stays as the branch that was abandoned
    events.cut(tail.whole());
    events.write(new Undone(round));
    events.force();
    turned.takeBack(round);
  }

  private Optional<RoundState> goBack() throws IOException {
    checkpoints.removeTemporaries();
    long end = 0;
    int lastRound = -1;
    List<Integer> rounds = checkpoints.rounds();
    List<Integer> misfits = new ArrayList<>();
    for (int round : rounds) {
      Optional<Checkpoints.Header> header = checked.fitting(round, false);
      if (header.isPresent()) {
        end = header.get().events();
        lastRound = round;
        summaries.add(header.get().summary());
      } else {
        misfits.add(round);
      }
    }
    checked.requireStart(rounds, lastRound);
    for (int round : misfits) {
      if (round > lastRound) {
        checkpoints.setAside(round, false);
      }
    }
    end = Math.max(end, takeTails(lastRound));
    EventTail tail = EventTail.after(paths.events(), end, lastRound + 1);
    if (tail.undoneFrom().isPresent() && tail.undoneFrom().getAsInt() <= lastRound) {
      // the process was killed between taking back and setting aside
      checkpoints.setAsideFrom(tail.undoneFrom().getAsInt());
      turned.takeBack(tail.undoneFrom().getAsInt());
      summaries.clear();
      tails.clear();
      return goBack();
    }
    events.cut(tail.end());
    events.force();
    Optional<RoundState> state =
        lastRound < 0 ? Optional.empty() : Optional.of(checkpoints.read(lastRound, false));
    Set<Integer> locked =
        locks.begin(tail.locked().orElse(state.map(RoundState::locked).orElse(Set.of())));
    state = state.map(read -> read.withLocked(locked));
    if (state.isPresent()) {
      summary.write(summaries, tails);
    } else {
      summary.delete();
    }
    return state;
  }

  /**
   * Looks through the tails.
   *
   * @return where that of the last round ends, 0 without one
   */
  private long takeTails(int lastRound) throws IOException {
    long end = 0;
    for (int round : checkpoints.tails()) {
      Optional<Checkpoints.Header> header = checked.fitting(round, true);
      if (round <= lastRound && header.isPresent()) {
        tails.put(round, header.get().summary());
        end = round == lastRound ? header.get().events() : end;
      } else if (round >= lastRound) {
        // trained anew, or the tail of a round that is played anew
        checkpoints.setAside(round, true);
      }
    }
    return end;
  }

  /**
   * Writes an event, unless it is of a kind that is not kept. {@code RoundFinished} and {@code
   * TailFinished} are written by {@link #finishRound}, and a {@code RunStarted} only begins a
   * journal: going on leaves no trace. Locks are also kept in a file of their own, so that those
   * that were set since the last checkpoint are not lost with the events behind it.
   *
   * @param event in the order in which they happen
   * @throws JournalException in one sentence when it cannot be written
   */
  public void append(GrowthEvent event) throws JournalException {
    if (event instanceof LocksChanged changed && !locks.note(changed.locked())) {
      return;
    }
    turned.note(event);
    boolean goesOn = event instanceof RunStarted && last.isPresent();
    boolean atCheckpoint = event instanceof RoundFinished || event instanceof TailFinished;
    if (EventCodec.isRecorded(event) && !goesOn && !atCheckpoint) {
      events.write(event);
    }
  }

  /** {@return the folder of the run} */
  public Path folder() {
    return paths.folder();
  }

  /** {@return adjustments after the last complete round, to be made again where they were made} */
  public List<Adjusted> adjustments() {
    return turned.pending();
  }

  /**
   * {@return the width groups that were locked last, also after the last complete round}
   *
   * @throws JournalException in one sentence when their file cannot be read
   */
  public Set<Integer> locked() throws JournalException {
    return locks.last();
  }

  /**
   * Ends a round, or the tail of one: its last event, then its checkpoint, then the summary of the
   * run. When this returns, the round survives a power cut.
   *
   * @param state everything that the next round depends on
   * @throws JournalException in one sentence when the disk is full or may not be written
   */
  public void finishRound(RoundState state) throws JournalException {
    events.write(
        state.afterTail()
            ? new TailFinished(state.round(), state.summary())
            : new RoundFinished(state.round(), state.summary()));
    try {
      events.force();
      checkpoints.write(state, events.position(), info());
      if (state.afterTail()) {
        tails.put(state.round(), state.summary());
      } else {
        summaries.add(state.summary());
      }
      summary.write(summaries, tails);
      turned.keptTo(state.round());
      if (info().config().keep() == Keep.LAST) {
        checkpoints.letGoBefore(state.round());
      }
    } catch (IOException e) {
      throw JournalException.unwritable(paths.checkpoint(state.round()), e);
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      events.close();
    }
  }
}
