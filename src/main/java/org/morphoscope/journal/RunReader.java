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
   * {@return a reader of the run; it holds no file open}
   *
   * @param folder the run's folder
   * @throws JournalException when the folder holds no run that can be read
   */
  public static RunReader open(Path folder) throws JournalException {
    RunPaths paths = new RunPaths(folder);
    return new RunReader(
        paths, new Json().read(paths.info(), "a run's description", RunInfo::decode));
  }

  /** {@return what {@code run.json} says} */
  public RunInfo info() {
    return info;
  }

  /** {@return the configuration that the run has now} */
  public RunConfig config() {
    return info.config();
  }

  /**
   * {@return the events from the first; to be closed}
   *
   * @throws JournalException in one sentence when the file cannot be read
   */
  public EventReader events() throws JournalException {
    return new EventReader(paths.events(), 0, false);
  }

  /**
   * {@return the events from the first with proposals as {@link Proposal#outline}: their joint
   * models, which are nearly all of the file, are passed over} To be closed.
   *
   * @throws JournalException in one sentence when the file cannot be read
   */
  public EventReader outlines() throws JournalException {
    return new EventReader(paths.events(), 0, true);
  }

  /**
   * {@return the places where the proposals stand in the file now}
   *
   * @throws IOException when the file cannot be read
   */
  public ProposalIndex proposals() throws IOException {
    return ProposalIndex.of(paths.events());
  }

  /**
   * {@return a proposal with its joint model, from the place where the index has it}
   *
   * @param index made from the file as it is now
   * @param round number of the round, 0 for the training of the seed net
   * @param attempt how many proposals of the same round stand before it
   * @throws JournalException in one sentence when it cannot be read
   * @throws IllegalArgumentException when the index has no such proposal
   * @throws IOException when the file cannot be read
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
   * @throws IOException when the file cannot be read
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
   * @param out gets the bytes; not closed here
   * @throws IOException when the file cannot be read or the stream refuses
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

  /**
   * {@return all events at once, with the joint models of proposals: up to gigabytes}
   *
   * @throws IOException when the file cannot be read or a line is no event
   */
  public List<GrowthEvent> allEvents() throws IOException {
    List<GrowthEvent> all = new ArrayList<>();
    try (EventReader reader = events()) {
      for (var event = reader.next(); event.isPresent(); event = reader.next()) {
        all.add(event.get());
      }
    }
    return all;
  }

  /**
   * {@return rounds that have a checkpoint, in order}
   *
   * @throws JournalException in one sentence when the folder cannot be read
   */
  public List<Integer> checkpoints() throws JournalException {
    try {
      return checkpoints.rounds();
    } catch (IOException e) {
      throw JournalException.unreadable(paths.checkpoints(), e);
    }
  }

  /**
   * {@return the file that describes a round's checkpoint, whether it is there or not}
   *
   * @param run folder of the run
   * @param round number of the round, 0 for the training of the seed net
   */
  public static Path stateFile(Path run, int round) {
    return new RunPaths(run).checkpoint(round).resolve(Checkpoints.STATE);
  }

  /**
   * {@return the state at the end of a round, as growth goes on from it}
   *
   * @param round number of the round, 0 for the training of the seed net
   * @throws JournalException in one sentence when there is no such checkpoint or it is damaged
   */
  public RoundState state(int round) throws JournalException {
    return checkpoints.read(round, false);
  }

  /**
   * {@return rounds whose tail has a checkpoint, in order}
   *
   * @throws JournalException in one sentence when the folder cannot be read
   */
  public List<Integer> tails() throws JournalException {
    try {
      return checkpoints.tails();
    } catch (IOException e) {
      throw JournalException.unreadable(paths.checkpoints(), e);
    }
  }

  /**
   * {@return the state behind the tail of a round}
   *
   * @param round number of the round, 0 for the training of the seed net
   * @throws JournalException in one sentence when there is no such checkpoint or it is damaged
   */
  public RoundState tailState(int round) throws JournalException {
    return checkpoints.read(round, true);
  }

  /**
   * {@return the net that the run has come to: behind the tail of its last round, if there is one;
   * empty before the first checkpoint}
   *
   * @throws JournalException in one sentence when a checkpoint is damaged
   */
  public Optional<RoundState> lastState() throws JournalException {
    List<Integer> rounds = checkpoints();
    if (rounds.isEmpty()) {
      return Optional.empty();
    }
    int last = rounds.get(rounds.size() - 1);
    return Optional.of(tails().contains(last) ? tailState(last) : state(last));
  }

  /**
   * {@return summaries of all rounds that have a checkpoint: each as growth went on from it, the
   * last one behind its tail if there is one}
   *
   * @throws JournalException in one sentence when a checkpoint is damaged
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

  /**
   * {@return summaries behind all tails that have a checkpoint, by round}
   *
   * @throws JournalException in one sentence when a checkpoint is damaged
   */
  public Map<Integer, RoundSummary> tailSummaries() throws JournalException {
    Map<Integer, RoundSummary> summaries = new TreeMap<>();
    for (int round : tails()) {
      summaries.put(round, checkpoints.header(round, true).summary());
    }
    return summaries;
  }
}
