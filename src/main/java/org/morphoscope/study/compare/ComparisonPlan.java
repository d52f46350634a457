package org.morphoscope.study.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;
import org.morphoscope.text.Texts;

/**
 * What is to be compared.
 *
 * @param base data, schedule, scoring and budget of all runs
 * @param seedNet the net that growth starts from
 * @param contenders who takes part, without repetition; the first is the reference
 * @param seeds without repetition
 * @param retrain whether the widths found are trained from scratch afterwards
 * @param match what the course of every entry has in common with that of the reference
 * @param tuneRate whether the learning rate is chosen on the final size from scratch first
 * @param plateau of nets from scratch; empty for the share that the reference has
 */
public record ComparisonPlan(
    RunConfig base,
    NetworkSpec seedNet,
    List<Participant> contenders,
    List<Long> seeds,
    boolean retrain,
    Match match,
    boolean tuneRate,
    Optional<Plateau> plateau) {
  private static final int MOST_SEEDS = 1000;

  /**
   * Checks that there are contenders and seeds, each contender once, and a budget, and copies the
   * lists.
   *
   * @param base data, schedule, scoring and budget of all runs
   * @param seedNet the net that growth starts from
   * @param contenders who takes part, without repetition; the first is the reference
   * @param seeds without repetition
   * @param retrain whether the widths found are trained from scratch afterwards
   * @param match what the course of every entry has in common with that of the reference
   * @param tuneRate whether the learning rate is chosen on the final size from scratch first
   * @param plateau of nets from scratch; empty for the share that the reference has
   */
  public ComparisonPlan {
    contenders = List.copyOf(contenders);
    seeds = List.copyOf(seeds);
    if (contenders.isEmpty() || contenders.stream().distinct().count() < contenders.size()) {
      throw new IllegalArgumentException(
          Texts.of(
              "strategies: expected different names, found %s",
              contenders.stream().map(Participant::label).toList()));
    }
    if (contenders.stream().anyMatch(c -> c.net() == Participant.Net.FOUND)
        && !contenders.get(0).grows()) {
      throw new IllegalArgumentException(
          Texts.of(
              "strategies: expected one that grows first, whose widths are trained from scratch, found %s",
              contenders.get(0).label()));
    }
    if (contenders.get(0).net() == Participant.Net.WIDE) {
      throw new IllegalArgumentException(
          Texts.of(
              "strategies: expected a first one whose length does not depend on another, found %s",
              contenders.get(0).label()));
    }
    Training.Schedule schedule = base.training().schedule();
    if (plateau.isPresent()
        && schedule != Training.Schedule.RUN
        && schedule != Training.Schedule.CONSTANT) {
      throw new IllegalArgumentException(
          Texts.of(
              "scratch-plateau: expected --schedule run or constant, whose rate stays before the tail, found %s",
              schedule.name().toLowerCase(Locale.ROOT)));
    }
    if (seeds.isEmpty() || seeds.size() > MOST_SEEDS) {
      throw new IllegalArgumentException(
          Texts.of("seeds: expected 1 to %d, found %d", MOST_SEEDS, seeds.size()));
    }
    if (base.selection().pace() != Selection.Pace.TO_BUDGET) {
      throw new IllegalArgumentException("pace: expected a budget that every strategy grows to");
    }
    long start = Resources.of(seedNet).of(base.selection().resource());
    if (start >= budget(base)) {
      throw new IllegalArgumentException(
          Texts.of(
              "budget: expected more than the %,d of the seed net, found %,d; choose a larger budget or a smaller seed net",
              start, budget(base)));
    }
  }

  /**
   * One run of the comparison.
   *
   * @param entry line of the table
   * @param seed of every random choice
   * @param folder name of its folder
   */
  public record Planned(Entry entry, long seed, String folder) {
    Planned(Entry entry, long seed) {
      this(entry, seed, entry.label() + "-seed" + seed);
    }
  }

  /**
   * {@return so many seeds, counted from one on}
   *
   * @param first of them
   * @param count 1 to 1000
   * @throws IllegalArgumentException in one sentence when there are too few or too many
   */
  public static List<Long> seeds(long first, int count) {
    if (count < 1 || count > MOST_SEEDS) {
      throw new IllegalArgumentException(
          Texts.of("seeds: expected 1 to %d, found %d", MOST_SEEDS, count));
    }
    return LongStream.range(first, first + count).boxed().toList();
  }

  private static long budget(RunConfig base) {
    return base.budget(base.selection().resource()).orElseThrow();
  }

  /** The same plan with other settings of its runs. */
  ComparisonPlan withBase(RunConfig changed) {
    return new ComparisonPlan(
        changed, seedNet, contenders, seeds, retrain, match, tuneRate, plateau);
  }

  /** The same plan with further contenders and seeds. */
  ComparisonPlan and(List<Participant> others, List<Long> otherSeeds, boolean retrained) {
    List<Participant> all = new ArrayList<>(contenders);
    others.stream().filter(other -> !all.contains(other)).forEach(all::add);
    List<Long> every =
        LongStream.concat(
                seeds.stream().mapToLong(Long::longValue),
                otherSeeds.stream().mapToLong(Long::longValue))
            .distinct()
            .sorted()
            .boxed()
            .toList();
    return new ComparisonPlan(
        base, seedNet, all, every, retrain || retrained, match, tuneRate, plateau);
  }

  /** {@return what all grow to} */
  public long budget() {
    return budget(base);
  }

  /** {@return what the budget is about} */
  public Resource resource() {
    return base.selection().resource();
  }

  /** Epochs of training before the tail of a run that grows in all its rounds. */
  int epochs() {
    return base.training().firstEpochs()
        + base.limits().rounds() * base.training().epochsPerRound();
  }

  /** {@return the lines of the table in order} */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    contenders.forEach(contender -> entries.add(entry(contender)));
    if (retrain) {
      contenders.stream()
          .filter(Participant::finds)
          .forEach(
              contender -> {
                entries.add(new Entry(contender, true, Match.COMPUTE));
                entries.add(new Entry(contender, true, Match.EPOCHS));
              });
    }
    return entries;
  }

  private Entry entry(Participant contender) {
    return new Entry(contender, false, contender.match(match));
  }

  /** The run that the others of a seed are matched with. */
  Planned reference(long seed) {
    return new Planned(entry(contenders.get(0)), seed);
  }

  /** The run that found the widths of an entry: its own, or that of the reference. */
  Planned finder(Planned run) {
    return run.entry().retrained()
        ? new Planned(entry(run.entry().contender()), run.seed())
        : reference(run.seed());
  }

  /**
   * Runs in the order in which they are started: all contenders of a seed, then the next seed, and
   * what is retrained after them.
   */
  List<Planned> runs() {
    List<Planned> runs = new ArrayList<>();
    for (boolean retrained : new boolean[] {false, true}) {
      for (long seed : seeds) {
        entries().stream()
            .filter(entry -> entry.retrained() == retrained)
            .forEach(entry -> runs.add(new Planned(entry, seed)));
      }
    }
    return runs;
  }

  /** Settings of the run that the others of a seed are matched with. */
  RunConfig referenceConfig(long seed) {
    Participant first = contenders.get(0);
    if (first.grows()) {
      return grown(first, seed);
    }
    return fixed(first, net(first), seed, asLong(first));
  }

  /** Settings of the final size at even widths from scratch, at another rate. */
  RunConfig tuning(double rate, long seed) {
    Training training = asLong(Participant.SCRATCH).withLearningRate(rate).withRetries(0);
    return fixed(Participant.SCRATCH, net(Participant.SCRATCH), seed, training);
  }

  /** The same plan at another learning rate. */
  ComparisonPlan withRate(double rate) {
    return withBase(base.withTraining(base.training().withLearningRate(rate)));
  }

  /**
   * Settings of a run that is matched with a finished one.
   *
   * @param found widths that the run is about; empty where it finds its own or needs none
   */
  RunConfig config(Planned run, Yardstick yardstick, Optional<NetworkSpec> found) {
    Entry entry = run.entry();
    Participant contender = entry.contender();
    if (contender.grows() && !entry.retrained()) {
      RunConfig config = grown(contender, run.seed());
      Training training = config.training();
      return entry.match() == Match.EPOCHS
          ? config
          : config.withTraining(training.withTail(training.tail().toCompute(yardstick.compute())));
    }
    if (contender.net() == Participant.Net.WIDE && !entry.retrained()) {
      return new WideCourse(this, contender, yardstick).config(run.seed(), entry.match());
    }
    NetworkSpec net = found.orElseGet(() -> net(contender));
    int epochs = yardstick.epochs(entry.match(), base.training(), net);
    return fixed(contender, net, run.seed(), course(contender, epochs, yardstick));
  }

  /** The course of a net that does not grow, of as many epochs as one that grows. */
  private Training asLong(Participant contender) {
    Training usual = base.training().withEpochs(epochs(), base.training().epochsPerRound());
    if (plateau.isEmpty() || contender.net() == Participant.Net.SEED) {
      return usual;
    }
    int all = epochs() + usual.tailEpochs(0);
    int tail = plateau.get().tailOf(all);
    return usual.withEpochs(all - tail, usual.epochsPerRound()).withTail(withoutHold(tail));
  }

  /** A tail of a net from scratch, whose plateau comes before it. */
  private static TailPlan withoutHold(int epochs) {
    return new TailPlan(OptionalInt.of(epochs), OptionalLong.empty(), TailAt.LAST, 0);
  }

  /**
   * The course of a net that does not grow: plateau and tail as asked for or in the proportion of
   * the reference's, or one cosine.
   */
  private Training course(Participant contender, int epochs, Yardstick yardstick) {
    Training training = base.training();
    if (contender == Participant.SCRATCH_COSINE) {
      double peak =
          Training.standardRate(training.optimiser(), Training.Schedule.COSINE)
              / Training.standardRate(training.optimiser(), training.schedule());
      return training
          .withSchedule(Training.Schedule.COSINE)
          .withLearningRate(peak * training.learningRate())
          .withEpochs(epochs, training.epochsPerRound())
          .withTail(withoutHold(0));
    }
    boolean asked = plateau.isPresent() && contender.net() != Participant.Net.SEED;
    int tail = asked ? plateau.get().tailOf(epochs) : yardstick.tailOf(epochs);
    double hold = asked ? 0 : training.tail().hold();
    Training usual =
        training
            .withEpochs(epochs - tail, training.epochsPerRound())
            .withTail(new TailPlan(OptionalInt.empty(), OptionalLong.empty(), TailAt.LAST, hold));
    return usual.tailEpochs(0) == tail ? usual : usual.withTail(OptionalInt.of(tail), TailAt.LAST);
  }

  private NetworkSpec net(Participant contender) {
    return contender.net() == Participant.Net.EVEN
        ? EvenWidths.within(seedNet, resource(), budget())
        : seedNet;
  }

  /** A run that grows, with the tail that every run has of itself. */
  private RunConfig grown(Participant contender, long seed) {
    Selection all = base.selection();
    return base.withSeed(seed)
        .withSelection(
            all.withKinds(contender.kinds(all.kinds())).withStart(contender.start(all.start())))
        .withStrategy(contender.strategy().orElseThrow());
  }

  /** A net that does not grow; only the seed net itself may begin with the weights of a file. */
  private RunConfig fixed(Participant contender, NetworkSpec net, long seed, Training training) {
    SeedNet start = base.seedNet();
    boolean same = contender.net() == Participant.Net.SEED;
    return base.withSeedNet(start.with(net, same ? start.file() : Optional.empty()))
        .withRounds(0)
        .withSeed(seed)
        .withTraining(training)
        .withStrategy(GrowthStrategy.GAUSS_NEWTON);
  }
}
