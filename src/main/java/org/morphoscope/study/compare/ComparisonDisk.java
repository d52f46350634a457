package org.morphoscope.study.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.morphoscope.journal.DiskNeed;
import org.morphoscope.study.compare.ComparisonPlan.Planned;

/** About how much room the runs of a comparison take that have no folder yet. */
public final class ComparisonDisk {
  private ComparisonDisk() {}

  /**
   * {@return a line that tells the need, which fits; empty when no run is open}
   *
   * @param plan what is to be compared
   * @param out folder of the comparison
   * @throws IOException in one sentence when there is too little room, or the folder cannot be read
   */
  public static List<String> fitting(ComparisonPlan plan, Path out) throws IOException {
    Set<String> done = new HashSet<>();
    if (Files.exists(out.resolve(ComparisonFile.NAME))) {
      ComparisonFile.read(out).results().stream()
          .filter(RunResult::done)
          .forEach(result -> done.add(result.run().folder()));
    }
    List<DiskNeed> open =
        plan.runs().stream()
            .filter(run -> !done.contains(run.folder()))
            .filter(run -> Files.notExists(out.resolve(run.folder())))
            .map(run -> need(plan, run))
            .toList();
    if (open.isEmpty()) {
      return List.of();
    }
    DiskNeed all = DiskNeed.sum(open);
    long free = DiskNeed.free(out);
    all.requireRoom(out, free);
    return List.of(all.line(free));
  }

  /** A net that does not grow is one checkpoint, and one behind the tail. */
  private static DiskNeed need(ComparisonPlan plan, Planned run) {
    Participant contender = run.entry().contender();
    if (contender.grows() && !run.entry().retrained()) {
      return DiskNeed.of(
          plan.base().withStrategy(contender.strategy().orElseThrow()), plan.seedNet());
    }
    if (contender.net() == Participant.Net.WIDE && !run.entry().retrained()) {
      return DiskNeed.of(
          plan.base().withStrategy(contender.strategy().orElseThrow()),
          WideCourse.net(plan, contender));
    }
    return DiskNeed.of(
        plan.base().withRounds(0),
        EvenWidths.within(plan.seedNet(), plan.resource(), plan.budget()));
  }
}
