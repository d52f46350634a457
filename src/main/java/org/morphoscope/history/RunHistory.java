package org.morphoscope.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.morphoscope.journal.EventReader;
import org.morphoscope.journal.RunInfo;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Applied;
import org.morphoscope.run.GrowthEvent.Measured;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;

/**
 * A recorded run, round by round: the rounds that stand, not those that a person took back. Read as
 * a stream, so that a journal of any size takes little memory.
 */
public final class RunHistory {
  private final String label;
  private final RunInfo info;
  private final RunModel model = new RunModel(() -> 0L);

  private RunHistory(String label, RunInfo info) {
    this.label = label;
    this.info = info;
  }

  /**
   * Reads a run, also one that is being written.
   *
   * @throws IOException in one sentence when the folder holds no run with a finished round
   */
  public static RunHistory read(Path folder) throws IOException {
    RunHistory history = open(folder);
    if (history.model.run().isEmpty() || history.rounds().isEmpty()) {
      throw new IOException(
          folder
              + ": expected a run with at least one finished round, found none; go on with the run"
              + " first.");
    }
    return history;
  }

  /**
   * Reads a run that may have no finished round yet.
   *
   * @throws IOException in one sentence when the folder holds no run
   */
  public static RunHistory open(Path folder) throws IOException {
    RunReader reader = RunReader.open(folder);
    Path name = folder.toAbsolutePath().normalize().getFileName();
    RunHistory history =
        new RunHistory(name == null ? reader.info().runId() : name.toString(), reader.info());
    try (EventReader events = reader.outlines()) {
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        history.model.apply(List.of(event.get()));
      }
    }
    return history;
  }

  /**
   * The events of a recorded run for a {@link Recording}: proposals as outlines, scores in the
   * middle of rounds thinned out when they are too many.
   *
   * @throws IOException in one sentence when the folder holds no run
   */
  public static List<GrowthEvent> events(Path folder) throws IOException {
    return RunFollower.of(folder, Clock.systemUTC()).next();
  }

  /** Name of the run's folder. */
  public String label() {
    return label;
  }

  /** Unique name of the run. */
  public String runId() {
    return info.runId();
  }

  /** What was asked for. */
  public RunConfig config() {
    return info.config();
  }

  /** Version of the program that started the run. */
  public String program() {
    return info.program();
  }

  /** Version of Java that started the run. */
  public String java() {
    return info.java();
  }

  /** When the run was started, ISO 8601. */
  public String created() {
    return info.created();
  }

  /** Identifies the data. */
  public String fingerprint() {
    return info.fingerprint();
  }

  /** The last start. */
  public RunStarted start() {
    return model.run().orElseThrow();
  }

  /** Empty while the run goes on, or when it was killed. */
  public Optional<RunEnded> end() {
    return model.ended();
  }

  /** The state at the end of what is recorded. */
  public RunModel model() {
    return model;
  }

  /** Finished rounds in order. */
  public List<RoundSummary> rounds() {
    return model.rounds().stream().flatMap(record -> record.summary().stream()).toList();
  }

  /** The net at the end of a round. */
  public Architecture netAfter(int round) {
    return model.rounds().stream()
        .filter(record -> record.round() <= round)
        .reduce((earlier, later) -> later)
        .map(RoundRecord::netAfter)
        .orElseGet(() -> start().architecture());
  }

  /** What was proposed and chosen, by round. */
  public NavigableMap<Integer, Choice> choices() {
    NavigableMap<Integer, Choice> choices = new TreeMap<>();
    for (RoundRecord record : model.rounds()) {
      Choice.of(record).ifPresent(choice -> choices.put(record.round(), choice));
    }
    return choices;
  }

  /** Every measurement, by round; two in a round whose set was halved. */
  public NavigableMap<Integer, List<Measured>> measurements() {
    NavigableMap<Integer, List<Measured>> measured = new TreeMap<>();
    for (RoundRecord record : model.rounds()) {
      if (!record.measured().isEmpty()) {
        measured.put(record.round(), record.measured());
      }
    }
    return measured;
  }

  /** Every change of the net in a round; several in a round whose set was halved or reverted. */
  public List<Applied> applied(int round) {
    return model.round(round).map(RoundRecord::changes).orElse(List.of());
  }

  /** What was decided in a round. */
  public Optional<Decision> decision(int round) {
    return model.round(round).flatMap(RoundRecord::decision);
  }

  /** The last scores of a round, layer by layer. */
  public Optional<List<LayerScores>> scores(int round) {
    return model.round(round).map(RoundRecord::scores).filter(scores -> !scores.isEmpty());
  }

  /** Origin in words, for the metadata of files; nothing of this machine. */
  public Map<String, String> origin() {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("Run", info.runId());
    origin.put("Seed", Long.toString(info.config().seed()));
    origin.put("Version", info.program());
    // without the folder behind the colon
    origin.put("Data", info.config().data().name().split(":", 2)[0]);
    origin.put("Fingerprint", info.fingerprint());
    return origin;
  }
}
