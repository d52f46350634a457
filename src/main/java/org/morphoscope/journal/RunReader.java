package org.morphoscope.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;

/**
 * Reads a recorded run, also one that is being written. Needs no lock and changes nothing. Every
 * failure is one sentence that names the file, the place, what was expected and found, and what to
 * do.
 */
public final class RunReader {
  private final RunPaths paths;
  private final RunInfo info;
  private final Checkpoints checkpoints;

  private RunReader(RunPaths paths, RunInfo info) {
    this.paths = paths;
    this.info = info;
    this.checkpoints = new Checkpoints(paths);
  }

  /**
   * @throws JournalException when the folder holds no run that can be read
   */
  public static RunReader open(Path folder) throws JournalException {
    RunPaths paths = new RunPaths(folder);
    return new RunReader(
        paths, new Json().read(paths.info(), "a run's description", RunInfo::decode));
  }

  public RunInfo info() {
    return info;
  }

  public RunConfig config() {
    return info.config();
  }

  /** The events from the first; to be closed. */
  public EventReader events() throws JournalException {
    return new EventReader(paths.events(), 0, false);
  }

  /**
   * The events from the first with proposals as {@link Proposal#outline}: their joint models, which
   * are nearly all of the file, are passed over. To be closed.
   */
  public EventReader outlines() throws JournalException {
    return new EventReader(paths.events(), 0, true);
  }

  /** Where the proposals stand in the file now. */
  public ProposalIndex proposals() throws IOException {
    return ProposalIndex.of(paths.events());
  }

  /**
   * A proposal with its joint model, at the place where the index has it.
   *
   * @throws JournalException in one sentence when it cannot be read
   * @throws IllegalArgumentException when the index has no such proposal
   */
  public Proposal proposal(ProposalIndex index, int round, int attempt) throws IOException {
    long begin = index.begin(round, attempt).orElseThrow(IllegalArgumentException::new);
    try (EventReader reader = new EventReader(paths.events(), begin, false)) {
      if (reader.next().orElse(null) instanceof GrowthEvent.Proposed event
          && event.round() == round) {
        return event.proposal();
      }
    }
    throw JournalException.at(
        paths.events(),
        "byte " + begin,
        "the proposal of round " + round,
        "something else",
        "open the run again");
  }

  /**
   * Looks at every line of the events; a torn last one does not count.
   *
   * @return bytes of the whole lines
   * @throws JournalException in one sentence when a line is no event
   */
  public long checkEvents() throws IOException {
    try (EventReader reader = outlines()) {
      while (reader.next().isPresent()) {
        // only looked at
      }
      return reader.offset();
    }
  }

  /**
   * Writes the events as they stand on the disk, one JSON object a line.
   *
   * @param end bytes to write, from {@link #checkEvents}
   */
  public void copyEvents(long end, OutputStream out) throws IOException {
    if (end == 0) {
      return;
    }
    try (InputStream in = Files.newInputStream(paths.events())) {
      byte[] bytes = new byte[1 << 16];
      for (long left = end; left > 0; ) {
        int read = in.readNBytes(bytes, 0, (int) Math.min(bytes.length, left));
        if (read == 0) {
          throw JournalException.at(
              paths.events(), "", end + " bytes", left + " bytes less", "export the run again");
        }
        out.write(bytes, 0, read);
        left -= read;
      }
    }
  }

  /** Bytes of the events now. */
  long eventBytes() throws IOException {
    return Files.exists(paths.events()) ? Files.size(paths.events()) : 0;
  }

  /** All events at once. */
  public List<GrowthEvent> allEvents() throws IOException {
    List<GrowthEvent> all = new ArrayList<>();
    try (EventReader reader = events()) {
      for (var event = reader.next(); event.isPresent(); event = reader.next()) {
        all.add(event.get());
      }
    }
    return all;
  }

  /** Rounds that have a checkpoint. */
  public List<Integer> checkpoints() throws JournalException {
    try {
      return checkpoints.rounds();
    } catch (IOException e) {
      throw JournalException.unreadable(paths.checkpoints(), e);
    }
  }

  /** The state at the end of a round. */
  public RoundState state(int round) throws JournalException {
    return checkpoints.read(round, false);
  }

  /** Rounds whose tail has a checkpoint. */
  public List<Integer> tails() throws JournalException {
    try {
      return checkpoints.tails();
    } catch (IOException e) {
      throw JournalException.unreadable(paths.checkpoints(), e);
    }
  }

  /** The state behind the tail of a round. */
  public RoundState tailState(int round) throws JournalException {
    return checkpoints.read(round, true);
  }

  /** The net that the run has come to: behind the tail of its last round, if there is one. */
  public Optional<RoundState> lastState() throws JournalException {
    List<Integer> rounds = checkpoints();
    if (rounds.isEmpty()) {
      return Optional.empty();
    }
    int last = rounds.get(rounds.size() - 1);
    return Optional.of(tails().contains(last) ? tailState(last) : state(last));
  }

  /**
   * Summaries of all rounds that have a checkpoint: each as growth went on from it, the last one
   * behind its tail if there is one.
   */
  public List<RoundSummary> summaries() throws JournalException {
    List<RoundSummary> summaries = new ArrayList<>();
    List<Integer> rounds = checkpoints();
    for (int round : rounds) {
      boolean last = round == rounds.get(rounds.size() - 1);
      boolean tail = last && tails().contains(round);
      summaries.add(checkpoints.header(round, tail).summary());
    }
    return summaries;
  }

  /** Summaries behind all tails that have a checkpoint, by round. */
  public Map<Integer, RoundSummary> tailSummaries() throws JournalException {
    Map<Integer, RoundSummary> summaries = new TreeMap<>();
    for (int round : tails()) {
      summaries.put(round, checkpoints.header(round, true).summary());
    }
    return summaries;
  }
}
