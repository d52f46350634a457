package org.morphoscope.chart.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Applied;
import org.morphoscope.run.GrowthEvent.Decided;
import org.morphoscope.run.GrowthEvent.Measured;
import org.morphoscope.run.GrowthEvent.Proposed;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.GrowthEvent.ScoresUpdated;
import org.morphoscope.run.GrowthEvent.Undone;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.RoundSummary;

/** What a recorded run tells, round by round. */
public final class RunHistory {
  private final String label;
  private final RunInfo info;
  private RunStarted start;
  private Optional<RunEnded> end = Optional.empty();
  private final NavigableMap<Integer, RoundSummary> summaries = new TreeMap<>();
  private final NavigableMap<Integer, Architecture> nets = new TreeMap<>();
  private final NavigableMap<Integer, Choice> choices = new TreeMap<>();
  private final NavigableMap<Integer, List<Measured>> measured = new TreeMap<>();
  private final NavigableMap<Integer, List<Applied>> applied = new TreeMap<>();
  private final NavigableMap<Integer, Decided> decided = new TreeMap<>();
  private final NavigableMap<Integer, List<LayerScores>> scores = new TreeMap<>();

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
    RunReader reader = RunReader.open(folder);
    Path name = folder.toAbsolutePath().normalize().getFileName();
    RunHistory history =
        new RunHistory(name == null ? reader.info().runId() : name.toString(), reader.info());
    // not all at once: the Gram matrices of large nets would fill the memory
    try (EventReader events = reader.events()) {
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        history.take(event.get());
      }
    }
    if (history.start == null || history.summaries.isEmpty()) {
      throw new IOException(
          folder
              + ": expected a run with at least one finished round, found none; go on with the run"
              + " first.");
    }
    return history;
  }

  private void take(GrowthEvent event) {
    if (event instanceof RunStarted e) {
      start(e);
    } else if (event instanceof ScoresUpdated e) {
      scores.put(e.round(), e.layers());
    } else if (event instanceof Proposed e) {
      choices.put(e.round(), Choice.of(e.proposal()));
    } else if (event instanceof Decided e) {
      decided.put(e.round(), e);
      choices.computeIfPresent(e.round(), (round, c) -> c.taking(e.decision().apply()));
    } else if (event instanceof Applied e) {
      nets.put(e.round(), e.architecture());
      applied.computeIfAbsent(e.round(), round -> new ArrayList<>()).add(e);
    } else if (event instanceof Measured e) {
      measured.computeIfAbsent(e.round(), round -> new ArrayList<>()).add(e);
    } else if (event instanceof RoundFinished e) {
      summaries.put(e.round(), e.summary());
    } else if (event instanceof Undone e) {
      end = Optional.empty();
      forgetFrom(e.round());
    } else if (event instanceof RunEnded e) {
      end = Optional.of(e);
    }
  }

  /** A start takes back what an earlier one did from its round on. */
  private void start(RunStarted e) {
    start = e;
    end = Optional.empty();
    forgetFrom(e.round());
    nets.put(Math.max(0, e.round() - 1), e.architecture());
  }

  /** What a person took back does not count in figures and reports. */
  private void forgetFrom(int round) {
    for (NavigableMap<Integer, ?> map :
        List.of(summaries, nets, choices, measured, applied, decided, scores)) {
      map.tailMap(round, true).clear();
    }
  }

  /** Name of the run's folder. */
  public String label() {
    return label;
  }

  public RunInfo info() {
    return info;
  }

  /** The last start. */
  public RunStarted start() {
    return start;
  }

  /** Empty while the run goes on, or when it was killed. */
  public Optional<RunEnded> end() {
    return end;
  }

  /** Finished rounds in order; never empty. */
  public List<RoundSummary> rounds() {
    return List.copyOf(summaries.values());
  }

  /** The net at the end of a round. */
  public Architecture netAfter(int round) {
    var entry = nets.floorEntry(round);
    return entry == null ? nets.firstEntry().getValue() : entry.getValue();
  }

  /** What was proposed and chosen, by round. */
  public NavigableMap<Integer, Choice> choices() {
    return choices;
  }

  /** Every measurement, by round; two in a round whose set was halved. */
  public NavigableMap<Integer, List<Measured>> measurements() {
    return measured;
  }

  public List<Applied> applied(int round) {
    return applied.getOrDefault(round, List.of());
  }

  public Optional<Decided> decision(int round) {
    return Optional.ofNullable(decided.get(round));
  }

  /** The last scores of a round, layer by layer. */
  public Optional<List<LayerScores>> scores(int round) {
    return Optional.ofNullable(scores.get(round));
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
