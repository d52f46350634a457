package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.growth.GrowthEvent;
import org.morphoscope.growth.GrowthEvent.RoundFinished;
import org.morphoscope.growth.GrowthEvent.RunStarted;
import org.morphoscope.growth.RoundState;
import org.morphoscope.growth.RoundSummary;
import org.morphoscope.growth.RunConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a run. Used by one thread; holds the run's lock until it is closed. */
public final class RunJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);

  private final RunLock lock;
  private final RunPaths paths;
  private final RunInfo info;
  private final Checkpoints checkpoints;
  private final Json json = new Json();
  private final FileChannel events;
  private final List<RoundSummary> summaries = new ArrayList<>();
  private final Optional<RoundState> last;

  private RunJournal(RunLock lock, RunInfo info, boolean isNew) throws IOException {
    this.lock = lock;
    this.paths = lock.paths();
    this.info = info;
    this.checkpoints = new Checkpoints(paths);
    if (isNew) {
      Durable.replace(paths.info(), json.pretty(info.encode()));
    }
    this.events =
        FileChannel.open(
            paths.events(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      this.last = isNew ? Optional.empty() : goBack();
    } catch (IOException e) {
      events.close();
      throw e;
    }
  }

  /**
   * Begins a new run in a folder that was taken; the lock is closed with the journal.
   *
   * @throws JournalException in one sentence when the folder cannot be written
   */
  public static RunJournal create(RunLock lock, RunInfo info) throws JournalException {
    try {
      return new RunJournal(lock, info, true);
    } catch (IOException e) {
      throw JournalException.unwritable(lock.paths().folder(), e);
    }
  }

  /**
   * Goes back to the last complete round: later events are cut off, unfinished checkpoints removed.
   *
   * @throws JournalException in one sentence when the folder holds no run that can be read
   */
  public static RunJournal reopen(RunLock lock) throws JournalException {
    RunInfo info = new Json().read(lock.paths().info(), "a run's description", RunInfo::decode);
    try {
      return new RunJournal(lock, info, false);
    } catch (IOException e) {
      throw JournalException.unwritable(lock.paths().folder(), e);
    }
  }

  /**
   * Changes how many rounds a recorded run is to have.
   *
   * @throws JournalException in one sentence when there is no such run or it is under way
   */
  public static void setRounds(Path folder, int rounds) throws JournalException {
    try (RunLock lock = RunLock.forExisting(folder)) {
      Json json = new Json();
      RunInfo info = json.read(lock.paths().info(), "a run's description", RunInfo::decode);
      RunConfig changed = info.config().withRounds(rounds);
      Durable.replace(lock.paths().info(), json.pretty(info.withConfig(changed).encode()));
    } catch (IOException e) {
      throw JournalException.unwritable(folder, e);
    }
  }

  public RunInfo info() {
    return info;
  }

  /** The round to go on after; empty at the beginning of a run. */
  public Optional<RoundState> last() {
    return last;
  }

  private Optional<RoundState> goBack() throws IOException {
    checkpoints.removeTemporaries();
    long end = 0;
    int lastRound = -1;
    List<Integer> rounds = checkpoints.rounds();
    List<Integer> misfits = new ArrayList<>();
    for (int round : rounds) {
      Optional<Checkpoints.Header> header = fitting(round);
      if (header.isPresent()) {
        end = header.get().events();
        lastRound = round;
        summaries.add(header.get().summary());
      } else {
        misfits.add(round);
      }
    }
    if (misfits.size() == rounds.size() && !rounds.isEmpty()) {
      // nothing fits: say why instead of silently starting over
      requireFitting(rounds.get(rounds.size() - 1));
    }
    for (int round : misfits) {
      if (round > lastRound) {
        checkpoints.setAside(round);
      }
    }
    events.truncate(end);
    events.position(end);
    events.force(true);
    Optional<RoundState> state =
        lastRound < 0 ? Optional.empty() : Optional.of(checkpoints.read(lastRound));
    if (state.isPresent()) {
      writeSummary();
    } else {
      Files.deleteIfExists(paths.summary());
    }
    return state;
  }

  /** The checkpoint, unless it is not complete or the events up to its end are not there. */
  private Optional<Checkpoints.Header> fitting(int round) throws IOException {
    try {
      return Optional.of(requireFitting(round));
    } catch (JournalException e) {
      // the last complete one wins, see goBack; a later one is set aside, not deleted
      LOG.warn("checkpoint of round {} is not used: {}", round, e.getMessage());
      return Optional.empty();
    }
  }

  private Checkpoints.Header requireFitting(int round) throws IOException {
    Checkpoints.Header header = checkpoints.header(round);
    long end = header.events();
    ByteBuffer lineEnd = ByteBuffer.allocate(1);
    if (end < 1 || events.read(lineEnd, end - 1) != 1 || lineEnd.get(0) != '\n') {
      throw JournalException.at(
          paths.events(),
          "byte " + end,
          "the end of round " + round,
          events.size() + " bytes that do not end there",
          "restore the file from a copy or start a new run");
    }
    return header;
  }

  /**
   * Writes an event, unless it is of a kind that is not kept. {@code RoundFinished} is written by
   * {@link #finishRound}, and a {@code RunStarted} only begins a journal: going on leaves no trace.
   *
   * @throws JournalException in one sentence when it cannot be written
   */
  public void append(GrowthEvent event) throws JournalException {
    boolean goesOn = event instanceof RunStarted && last.isPresent();
    if (EventCodec.isRecorded(event) && !goesOn && !(event instanceof RoundFinished)) {
      write(event);
    }
  }

  private void write(GrowthEvent event) throws JournalException {
    try {
      Durable.append(events, ByteBuffer.wrap(json.line(EventCodec.encode(event))));
    } catch (IOException e) {
      throw JournalException.unwritable(paths.events(), e);
    }
  }

  /**
   * Ends a round: its last event, then its checkpoint, then the summary of the run. When this
   * returns, the round survives a power cut.
   *
   * @throws JournalException in one sentence when the disk is full or may not be written
   */
  public void finishRound(RoundState state) throws JournalException {
    write(new RoundFinished(state.round(), state.summary()));
    try {
      events.force(true);
      checkpoints.write(state, events.position());
      summaries.add(state.summary());
      writeSummary();
    } catch (IOException e) {
      throw JournalException.unwritable(paths.checkpoint(state.round()), e);
    }
  }

  private void writeSummary() throws IOException {
    ObjectNode summary = JsonNodeFactory.instance.objectNode().put("v", 1).put("run", info.runId());
    ArrayNode rounds = summary.putArray("rounds");
    summaries.forEach(round -> rounds.add(SummaryCodec.encode(round)));
    Durable.replace(paths.summary(), json.pretty(summary));
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      events.close();
    }
  }
}
