package org.morphoscope.study.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.morphoscope.history.RunHistory;
import org.morphoscope.journal.RunReader;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Training;
import org.morphoscope.study.compare.ComparisonPlan.Planned;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a comparison: the table with the runs that are done, which need no folder any more,
 * and a run folder for every other run.
 */
final class ComparisonFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ComparisonFolder.class);

  private final Path folder;
  private final Map<Planned, RunResult> known = new ConcurrentHashMap<>();
  private final Set<Planned> taken = ConcurrentHashMap.newKeySet();
  private final Set<Planned> others = ConcurrentHashMap.newKeySet();

  ComparisonFolder(Path folder) {
    this.folder = folder;
  }

  /** Takes runs for done, whether or not their folders are there. */
  void take(List<RunResult> results) {
    for (RunResult result : results) {
      if (result.done()) {
        known.put(result.run(), result);
        taken.add(result.run());
      }
    }
  }

  /** Runs that other processes play, maybe at this moment. */
  void leave(List<Planned> toOthers) {
    others.addAll(toOthers);
  }

  Path of(Planned run) {
    return folder.resolve(run.folder());
  }

  boolean begun(Planned run) {
    return Files.exists(of(run).resolve("run.json"));
  }

  /** The numerics of the runs that were begun; empty without any. */
  OptionalInt numerics(List<Planned> runs) throws IOException {
    for (Planned run : runs) {
      Optional<RunConfig> config = config(run);
      if (config.isPresent()) {
        return OptionalInt.of(config.get().numerics());
      }
    }
    return OptionalInt.empty();
  }

  /** Empty for a run that was not begun, or is being begun by another process. */
  private Optional<RunConfig> config(Planned run) throws IOException {
    if (!begun(run)) {
      return Optional.empty();
    }
    try {
      return Optional.of(RunReader.open(of(run)).config());
    } catch (JournalException e) {
      if (!others.contains(run)) {
        throw e;
      }
      LOG.debug("{} cannot be read yet: {}", of(run), e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Whether a folder holds exactly this run; one that the table has is not looked for.
   *
   * @throws IOException in one sentence when it holds another one
   */
  void requireFits(Planned run, RunConfig config) throws IOException {
    if (!taken.contains(run) && config(run).filter(found -> !same(found, config)).isPresent()) {
      throw new IOException(
          Texts.of(
              "%s: expected a run with the settings of this comparison, found one with others; choose another folder with --out, or the settings that the comparison was begun with.",
              of(run).resolve("run.json")));
    }
  }

  /** Which nets stay is no matter of what is compared. */
  private static boolean same(RunConfig found, RunConfig wanted) {
    return found.equals(wanted.withKeep(found.keep()));
  }

  /** A run as it was when it was last looked at. */
  RunResult read(Planned run) throws IOException {
    RunResult before = known.get(run);
    return before != null ? before : look(run);
  }

  /** Runs of other processes are looked at anew until they are done. */
  void forgetOthers() {
    known.entrySet().removeIf(each -> !each.getValue().done() && others.contains(each.getKey()));
  }

  /** Looks at a run's folder again; what was done stays as it is. */
  RunResult look(Planned run) throws IOException {
    RunResult before = known.get(run);
    if (before != null && before.done()) {
      return before;
    }
    RunResult result = others.contains(run) ? readOfOther(run) : readAnew(run);
    known.put(run, result);
    return result;
  }

  /** One that cannot be read is being written; when it is damaged, its own process says so. */
  private RunResult readOfOther(Planned run) throws IOException {
    try {
      return readAnew(run);
    } catch (JournalException e) {
      LOG.debug("{} is not done: {}", of(run), e.getMessage());
      return nothing(run, RunResult.State.BEGUN);
    }
  }

  private RunResult nothing(Planned run, RunResult.State state) {
    return new RunResult(
        run, of(run), state, List.of(), List.of(), OptionalInt.empty(), OptionalInt.empty());
  }

  private RunResult readAnew(Planned run) throws IOException {
    if (!begun(run)) {
      return nothing(run, RunResult.State.MISSING);
    }
    RunReader reader = RunReader.open(of(run));
    List<RoundSummary> rounds = reader.summaries();
    RunHistory history = RunHistory.open(of(run));
    return new RunResult(
        run,
        of(run),
        state(history.end(), rounds),
        rounds,
        branches(reader, rounds),
        rounds.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(epochs(reader.config().training(), rounds.get(rounds.size() - 1))),
        history
            .model()
            .run()
            .map(start -> OptionalInt.of(start.trainImages()))
            .orElse(OptionalInt.empty()));
  }

  private static List<RoundSummary> branches(RunReader reader, List<RoundSummary> rounds)
      throws IOException {
    int last = rounds.isEmpty() ? 0 : rounds.get(rounds.size() - 1).round();
    return reader.tailSummaries().values().stream().filter(tail -> tail.round() < last).toList();
  }

  private static int epochs(Training training, RoundSummary last) {
    return training.firstEpochs()
        + last.round() * training.epochsPerRound()
        + last.tail().map(RoundSummary.Tail::epochs).orElse(0);
  }

  private static RunResult.State state(Optional<RunEnded> ended, List<RoundSummary> rounds) {
    Optional<EndReason> end = ended.map(RunEnded::reason);
    if (end.isEmpty() || end.get() == EndReason.STOPPED) {
      return RunResult.State.BEGUN;
    }
    return end.get() == EndReason.FAILED || rounds.isEmpty()
        ? RunResult.State.FAILED
        : RunResult.State.DONE;
  }

  /** Replaces a table in one step: a reader, or whoever goes on after a kill, sees a whole one. */
  void write(String name, byte[] content) throws IOException {
    Durable.createFolders(folder);
    Durable.replace(folder.resolve(name), content);
  }
}
