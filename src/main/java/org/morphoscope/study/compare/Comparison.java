package org.morphoscope.study.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.study.compare.ComparisonPlan.Planned;
import org.morphoscope.text.Texts;

/**
 * Runs a plan: runs that are done, in their folders or in the table of the comparison alone, are
 * skipped, begun ones are resumed, the rest is started, several at a time; the tables are written
 * after every run.
 */
public final class Comparison {
  private final ComparisonPlan asked;
  private final Share share;
  private final Path out;
  private final ComparisonFolder folder;
  private final RunLauncher launcher;
  private final Listener listener;
  private final int parallel;
  private volatile boolean stopped;

  /** All that is in the table: what is asked for, and what was done before. */
  private ComparisonPlan plan;

  /** How the learning rate of {@link #plan} was chosen. */
  private Optional<RateTuning.Tuned> tuned = Optional.empty();

  /** As the table tells them, with the rate that was asked for. */
  private ComparisonSettings settings;

  private Courses courses;
  private List<Planned> mine = List.of();

  /** Hears of the runs, from several threads but from one at a time. */
  public interface Listener {
    /**
     * An event of a run.
     *
     * @param run name of the run in the comparison
     * @param event in its order, on the run's own thread
     */
    void onEvent(String run, GrowthEvent event);

    /**
     * A run ended or was found done; {@code done} of {@code total} runs are.
     *
     * @param run name of the run in the comparison
     * @param state what became of it
     * @param done runs that are done
     * @param total runs of the table
     */
    void onRun(String run, RunResult.State state, int done, int total);
  }

  /**
   * @param plan what is to be compared
   * @param share runs of it that are played here; the tables are written where all are
   * @param out folder of the comparison
   * @param parallel runs at once
   * @param launcher starts the runs
   * @param listener told from several threads, by one at a time
   */
  public Comparison(
      ComparisonPlan plan,
      Share share,
      Path out,
      int parallel,
      RunLauncher launcher,
      Listener listener) {
    this.asked = plan;
    this.share = share;
    this.plan = plan;
    this.out = out;
    this.folder = new ComparisonFolder(out);
    this.launcher = launcher;
    this.listener = listener;
    this.parallel = parallel;
  }

  /** Starts no further runs; those under way are the launcher's to stop. From any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * {@return means and runs, also when some failed} Runs everything that is not done yet.
   *
   * @throws IOException in one sentence when the folder holds another comparison or a run of one,
   *     or cannot be written
   * @throws InterruptedException when the thread is interrupted; runs under way are stopped and can
   *     be resumed
   */
  public Outcome run() throws IOException, InterruptedException {
    mine = share.of(asked);
    leaveOthers();
    goOn();
    leaveOthers();
    ComparisonPlan asAsked = plan;
    if (plan.tuneRate() && tuned.isEmpty()) {
      requireWhole();
      tuned = RateTuning.tune(plan, folder, this::tune);
      if (tuned.isEmpty()) {
        stopped = true;
      }
    }
    settings = ComparisonSettings.of(asAsked, tuned);
    if (tuned.isPresent()) {
      plan = plan.withRate(tuned.get().learningRate());
    }
    courses = new Courses(plan, folder);
    for (Planned run : plan.runs()) {
      Optional<RunConfig> config = courses.config(run);
      if (config.isPresent()) {
        folder.requireFits(run, config.get());
      }
    }
    write();
    List<Planned> wanted = plan.runs();
    wanted.retainAll(mine);
    play(wanted);
    List<RunResult> results = courses.readAll();
    long open = 0;
    for (RunResult result : results) {
      // an entry that comes to the settings of another part's run is that part's to play
      Planned played = courses.shared(result.run()).orElse(result.run());
      open += !result.done() && mine.contains(result.run()) && mine.contains(played) ? 1 : 0;
    }
    return new Outcome(ComparisonText.means(table(results)), results, mine.size(), open);
  }

  /** What other processes play is left to them before any of it is looked at. */
  private void leaveOthers() {
    if (!share.whole()) {
      folder.leave(plan.runs().stream().filter(run -> !mine.contains(run)).toList());
    }
  }

  /** The rate is chosen by runs that all others wait for. */
  private void requireWhole() throws IOException {
    if (!share.whole()) {
      throw new IOException(
          Texts.of(
              "--tune-rate: expected a rate that was chosen before %s is played, found none; run the command on one machine until the rate is in %s.",
              share.told(), out.resolve(ComparisonFile.NAME)));
    }
  }

  /** Takes what was done before, which has to be of the same settings. */
  private void goOn() throws IOException {
    Optional<ComparisonFile.Recorded> before =
        Files.exists(out.resolve(ComparisonFile.NAME))
            ? Optional.of(ComparisonFile.read(out))
            : Optional.empty();
    Optional<RunConfig> config = before.flatMap(b -> b.settings().config());
    // runs that were begun go on as they were, and those beside them like them
    OptionalInt numerics =
        config.isPresent() ? OptionalInt.of(config.get().numerics()) : folder.numerics(plan.runs());
    plan = plan.withBase(plan.base().withNumerics(numerics.orElse(plan.base().numerics())));
    if (before.isEmpty()) {
      return;
    }
    if (config.isEmpty()) {
      requireFolders(before.get());
      return;
    }
    Optional<String> difference = before.get().settings().difference(ComparisonSettings.of(plan));
    if (difference.isPresent()) {
      throw new IOException(
          Texts.of(
              "%s: expected %s; choose another folder with --out, or the settings that the comparison was begun with.",
              out.resolve(ComparisonFile.NAME), difference.get()));
    }
    folder.take(before.get().results());
    tuned = before.get().settings().tuning();
    plan =
        plan.and(
            before.get().contenders(), before.get().settings().seeds(), before.get().retrained());
  }

  /** Without their settings, runs can be taken from their folders alone. */
  private void requireFolders(ComparisonFile.Recorded before) throws IOException {
    for (RunResult result : before.results()) {
      if (result.done() && !folder.begun(result.run())) {
        throw new IOException(
            Texts.of(
                "%s: expected the settings that its runs had, found a table of an older Morphoscope without them and without the folder %s; choose another folder with --out.",
                out.resolve(ComparisonFile.NAME), result.run().folder()));
      }
    }
  }

  /**
   * What came of it.
   *
   * @param means the table of means, line by line
   * @param results every run of the table
   * @param mine number of runs that were to be played here
   * @param open number of those that are not done
   */
  public record Outcome(List<String> means, List<RunResult> results, long mine, long open) {
    /**
     * Copies the lists.
     *
     * @param means the table of means, line by line
     * @param results every run of the table
     * @param mine number of runs that were to be played here
     * @param open number of those that are not done
     */
    public Outcome {
      means = List.copyOf(means);
      results = List.copyOf(results);
    }
  }

  private void play(List<Planned> runs) throws IOException, InterruptedException {
    RunQueue queue = new RunQueue(runs);
    new RunThreads(queue, this::turn, this::play, () -> stopped = true)
        .play(
            Math.max(1, Math.min(parallel, runs.size())),
            () -> {
              stopped = true;
              launcher.stop();
            });
  }

  private RunQueue.Turn turn(Planned run) throws IOException {
    if (stopped) {
      return RunQueue.Turn.NEVER;
    }
    if (!share.whole()) {
      folder.forgetOthers();
    }
    Optional<Planned> shared = courses.shared(run);
    if (shared.isEmpty()) {
      return RunQueue.Turn.LATER;
    }
    return shared.get().equals(run) ? RunQueue.Turn.NOW : RunQueue.Turn.NEVER;
  }

  private void play(Planned run) throws IOException, InterruptedException {
    if (!folder.look(run).done()) {
      RunConfig config = courses.config(run).orElseThrow();
      folder.requireFits(run, config);
      GrowthEvent.RunEnded end = start(run, config);
      folder.look(run);
      if (end.reason() == EndReason.STOPPED) {
        stopped = true;
      }
    }
    told(run);
  }

  /** A run of the tuning; empty when everything was stopped. */
  private Optional<GrowthEvent.RunEnded> tune(Planned run, RunConfig config)
      throws IOException, InterruptedException {
    if (stopped) {
      return Optional.empty();
    }
    folder.requireFits(run, config);
    GrowthEvent.RunEnded end = start(run, config);
    return end.reason() == EndReason.STOPPED ? Optional.empty() : Optional.of(end);
  }

  private GrowthEvent.RunEnded start(Planned run, RunConfig config)
      throws IOException, InterruptedException {
    return folder.begun(run)
        ? launcher.resume(folder.of(run), event -> tell(run, event))
        : launcher.start(config, folder.of(run), event -> tell(run, event));
  }

  private synchronized void tell(Planned run, GrowthEvent event) {
    listener.onEvent(run.folder(), event);
  }

  private synchronized void told(Planned run) throws IOException {
    List<RunResult> results = write();
    if (!share.whole()) {
      results = results.stream().filter(result -> mine.contains(result.run())).toList();
    }
    int done = (int) results.stream().filter(RunResult::done).count();
    listener.onRun(run.folder(), folder.read(run).state(), done, results.size());
  }

  private ComparisonTable table(List<RunResult> results) {
    return ComparisonTable.of(settings, results);
  }

  /** Several writers of one table would take each other's runs out of it: a part leaves it. */
  private synchronized List<RunResult> write() throws IOException {
    List<RunResult> results = courses.readAll();
    if (share.whole()) {
      ComparisonTable table = table(results);
      folder.write(ComparisonFile.NAME, ComparisonFile.write(table));
      String text = String.join("\n", ComparisonText.lines(table)) + "\n";
      folder.write("comparison.md", text.getBytes(StandardCharsets.UTF_8));
    }
    return results;
  }
}
