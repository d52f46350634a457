package org.morphoscope.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.GrowthEvent;
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
    return new EventReader(paths.events());
  }

  /**
   * The events as they stand on the disk, one JSON object a line; a torn last line is left out.
   *
   * @throws JournalException in one sentence when a line is no event
   */
  public byte[] eventLines() throws IOException {
    long end;
    try (EventReader reader = events()) {
      while (reader.next().isPresent()) {
        // every line is looked at before any is handed out
      }
      end = reader.offset();
    }
    try (InputStream in = Files.newInputStream(paths.events())) {
      return in.readNBytes(Math.toIntExact(end));
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
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
    return checkpoints.read(round);
  }

  /** Summaries of all rounds that have a checkpoint. */
  public List<RoundSummary> summaries() throws JournalException {
    List<RoundSummary> summaries = new ArrayList<>();
    for (int round : checkpoints()) {
      summaries.add(checkpoints.header(round).summary());
    }
    return summaries;
  }
}
