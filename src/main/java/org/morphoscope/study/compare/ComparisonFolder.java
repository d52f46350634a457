package org.morphoscope.study.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.morphoscope.history.RunHistory;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.GrowthEvent.EndReason;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.text.Texts;

/** The folder of a comparison: a run folder for every run, and the tables. */
final class ComparisonFolder {
  private final Path folder;
  private final Map<ComparisonPlan.Planned, RunResult> done = new ConcurrentHashMap<>();

  ComparisonFolder(Path folder) {
    this.folder = folder;
  }

  Path of(ComparisonPlan.Planned run) {
    return folder.resolve(run.folder());
  }

  /**
   * The run that a retrained entry leads to: strategies that found the same widths share one. Empty
   * while the widths are not known.
   */
  Optional<ComparisonPlan.Planned> shared(ComparisonPlan plan, ComparisonPlan.Planned run)
      throws IOException {
    if (!run.entry().retrained()) {
      return Optional.of(run);
    }
    Optional<NetworkSpec> net = found(run);
    for (ComparisonPlan.Planned other : plan.runs(true)) {
      if (net.isPresent() && other.seed() == run.seed() && found(other).equals(net)) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  /** The net that a retrained entry is about. */
  Optional<NetworkSpec> found(ComparisonPlan.Planned run) throws IOException {
    Entry grown = new Entry(run.entry().contender(), false);
    RunResult result = read(new ComparisonPlan.Planned(grown, run.seed()));
    return result.done() ? result.net() : Optional.empty();
  }

  boolean begun(ComparisonPlan.Planned run) {
    return Files.exists(of(run).resolve("run.json"));
  }

  /** The numerics of the runs that were begun, today's without any. */
  int numerics(ComparisonPlan plan) throws IOException {
    for (ComparisonPlan.Planned run : plan.runs(false)) {
      if (begun(run)) {
        return RunReader.open(of(run)).config().numerics();
      }
    }
    return RunConfig.NUMERICS;
  }

  /**
   * Whether a folder holds exactly this run.
   *
   * @throws IOException in one sentence when it holds another one
   */
  void requireFits(ComparisonPlan.Planned run, RunConfig config) throws IOException {
    if (begun(run) && !RunReader.open(of(run)).config().equals(config)) {
      throw new IOException(
          Texts.of(
              "%s: expected a run with the settings of this comparison, found one with others; choose another folder with --out, or the settings that the comparison was begun with.",
              of(run).resolve("run.json")));
    }
  }

  /** What is done stays as it is and is read once. */
  RunResult read(ComparisonPlan.Planned run) throws IOException {
    RunResult known = done.get(run);
    if (known != null) {
      return known;
    }
    RunResult result = readAnew(run);
    if (result.done()) {
      done.put(run, result);
    }
    return result;
  }

  private RunResult readAnew(ComparisonPlan.Planned run) throws IOException {
    if (!begun(run)) {
      return new RunResult(run, of(run), RunResult.State.MISSING, List.of(), Optional.empty());
    }
    RunReader reader = RunReader.open(of(run));
    List<RoundSummary> rounds = reader.summaries();
    Optional<NetworkSpec> net = reader.lastState().map(state -> state.snapshot().spec());
    return new RunResult(run, of(run), state(of(run), rounds), rounds, net);
  }

  private static RunResult.State state(Path folder, List<RoundSummary> rounds) throws IOException {
    Optional<EndReason> end = RunHistory.open(folder).end().map(RunEnded::reason);
    if (end.isEmpty() || end.get() == EndReason.STOPPED) {
      return RunResult.State.BEGUN;
    }
    return end.get() == EndReason.FAILED || rounds.isEmpty()
        ? RunResult.State.FAILED
        : RunResult.State.DONE;
  }

  List<RunResult> readAll(ComparisonPlan plan) throws IOException {
    List<RunResult> results = new ArrayList<>();
    for (boolean retrained : new boolean[] {false, true}) {
      for (ComparisonPlan.Planned run : plan.runs(retrained)) {
        results.add(read(shared(plan, run).orElse(run)).as(run));
      }
    }
    return results;
  }

  /** Replaces a table in one step: a reader sees the old or the new one. */
  void write(String name, byte[] content) throws IOException {
    Files.createDirectories(folder);
    Path temporary = folder.resolve(name + ".tmp");
    Files.write(temporary, content);
    Files.move(temporary, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
