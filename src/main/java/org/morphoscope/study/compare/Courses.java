package org.morphoscope.study.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.RunConfig;
import org.morphoscope.study.compare.ComparisonPlan.Planned;

/** Settings of the runs of a plan, each as soon as what it depends on is done. */
final class Courses {
  private final ComparisonPlan plan;
  private final ComparisonFolder folder;
  private final List<Planned> runs;
  private final Map<Planned, RunConfig> known = new ConcurrentHashMap<>();

  Courses(ComparisonPlan plan, ComparisonFolder folder) {
    this.plan = plan;
    this.folder = folder;
    this.runs = plan.runs();
  }

  /** Empty while the reference of the seed, or the run that finds the widths, is not done. */
  Optional<RunConfig> config(Planned run) throws IOException {
    RunConfig before = known.get(run);
    if (before != null) {
      return Optional.of(before);
    }
    Optional<RunConfig> config = find(run);
    config.ifPresent(found -> known.put(run, found));
    return config;
  }

  private Optional<RunConfig> find(Planned run) throws IOException {
    Planned reference = plan.reference(run.seed());
    if (run.equals(reference)) {
      return Optional.of(plan.referenceConfig(run.seed()));
    }
    RunResult finished = folder.read(reference);
    RunResult finder = folder.read(plan.finder(run));
    if (!finished.done() || needsWidths(run.entry()) && !finder.done()) {
      return Optional.empty();
    }
    Optional<NetworkSpec> widths =
        needsWidths(run.entry())
            ? Optional.of(plan.seedNet().withWidths(finder.widths()))
            : Optional.empty();
    return Optional.of(plan.config(run, Yardstick.of(finished), widths));
  }

  private static boolean needsWidths(Entry entry) {
    return entry.retrained() || entry.contender().net() == Participant.Net.FOUND;
  }

  /**
   * The run that an entry leads to: entries of equal settings share the one that is furthest. Empty
   * while the settings are not known.
   */
  Optional<Planned> shared(Planned run) throws IOException {
    Optional<RunConfig> mine = config(run);
    if (mine.isEmpty()) {
      return Optional.empty();
    }
    Planned best = null;
    int furthest = -1;
    for (Planned other : runs) {
      if (other.seed() == run.seed() && config(other).equals(mine)) {
        int far = folder.read(other).state().ordinal();
        if (far > furthest) {
          best = other;
          furthest = far;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** Every run of the plan; one that is not known yet is missing. */
  List<RunResult> readAll() throws IOException {
    List<RunResult> results = new ArrayList<>();
    for (Planned run : runs) {
      RunResult own = folder.read(run);
      results.add(own.done() ? own : folder.read(shared(run).orElse(run)).as(run));
    }
    return results;
  }
}
