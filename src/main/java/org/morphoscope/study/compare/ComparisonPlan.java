package org.morphoscope.study.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Selection;
import org.morphoscope.run.Training;
import org.morphoscope.text.Texts;

/**
 * What is to be compared.
 *
 * @param base data, schedule, scoring and budget of all runs; its seed is the first
 * @param seedNet the net that growth starts from
 * @param contenders who takes part, without repetition
 * @param seeds number of seeds, counted from the base's
 * @param retrain whether the widths found are trained from scratch afterwards
 */
public record ComparisonPlan(
    RunConfig base, NetworkSpec seedNet, List<Participant> contenders, int seeds, boolean retrain) {
  /**
   * Checks that there are contenders, each once, and copies them.
   *
   * @param base data, schedule, scoring and budget of all runs; its seed is the first
   * @param seedNet the net that growth starts from
   * @param contenders who takes part, without repetition
   * @param seeds number of seeds, counted from the base's
   * @param retrain whether the widths found are trained from scratch afterwards
   */
  public ComparisonPlan {
    contenders = List.copyOf(contenders);
    if (contenders.isEmpty() || contenders.stream().distinct().count() < contenders.size()) {
      throw new IllegalArgumentException(
          Texts.of(
              "strategies: expected different names, found %s",
              contenders.stream().map(Participant::label).toList()));
    }
    if (seeds < 1 || seeds > 1000) {
      throw new IllegalArgumentException("seeds: expected 1 to 1000, found " + seeds);
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
   * @param entry whose line of the table it belongs to
   * @param seed of the run
   */
  public record Planned(Entry entry, long seed) {
    /** Name of its folder. */
    String folder() {
      return entry.label() + "-seed" + seed;
    }
  }

  private static long budget(RunConfig base) {
    return base.budget(base.selection().resource()).orElseThrow();
  }

  /** The same plan with runs that draw their numbers in another way. */
  ComparisonPlan withNumerics(int numerics) {
    return new ComparisonPlan(base.withNumerics(numerics), seedNet, contenders, seeds, retrain);
  }

  /** {@return the amount of the resource that all grow to} */
  public long budget() {
    return budget(base);
  }

  /** {@return the resource that the budget is of} */
  public Resource resource() {
    return base.selection().resource();
  }

  /** {@return the number of epochs of training that every run gets before its tail} */
  public int epochs() {
    return base.training().firstEpochs()
        + base.limits().rounds() * base.training().epochsPerRound();
  }

  /** Epochs that a finished run was trained, its tail included. */
  int epochs(Entry entry, RoundSummary last) {
    Training training = base.training();
    boolean grown = !entry.retrained() && entry.contender().strategy().isPresent();
    int before =
        grown ? training.firstEpochs() + last.round() * training.epochsPerRound() : epochs();
    return before + last.tail().map(RoundSummary.Tail::epochs).orElse(0);
  }

  /**
   * {@return the lines of the table in order; the first of each kind is what others are compared
   * with}
   */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    contenders.forEach(contender -> entries.add(new Entry(contender, false)));
    if (retrain) {
      contenders.stream()
          .filter(contender -> contender.strategy().isPresent())
          .forEach(contender -> entries.add(new Entry(contender, true)));
    }
    return entries;
  }

  /** The entry that others are compared with, among the grown or among the retrained. */
  Optional<Entry> reference(boolean retrained) {
    Entry method = new Entry(Participant.GAUSS_NEWTON, retrained);
    List<Entry> alike = entries().stream().filter(e -> e.retrained() == retrained).toList();
    return alike.contains(method) ? Optional.of(method) : alike.stream().findFirst();
  }

  /** Runs in the order in which they are started: all contenders of a seed, then the next seed. */
  List<Planned> runs(boolean retrained) {
    List<Planned> runs = new ArrayList<>();
    for (long seed : allSeeds()) {
      entries().stream()
          .filter(entry -> entry.retrained() == retrained)
          .forEach(entry -> runs.add(new Planned(entry, seed)));
    }
    return runs;
  }

  List<Long> allSeeds() {
    return LongStream.range(base.seed(), base.seed() + seeds).boxed().toList();
  }

  /** The run of a contender. */
  RunConfig config(Participant contender, long seed) {
    if (contender == Participant.SCRATCH) {
      return fixed(EvenWidths.within(seedNet, resource(), budget()), seed);
    }
    if (contender == Participant.NOT_GROWN) {
      return fixed(seedNet, seed).withSeedNet(base.seedNet().with(seedNet, base.seedNet().file()));
    }
    Selection all = base.selection();
    return base.withSeed(seed)
        .withSelection(all.withKinds(contender.kinds(all.kinds())))
        .withStrategy(contender.strategy().orElseThrow());
  }

  /** A net that is trained from scratch and does not grow. */
  RunConfig fixed(NetworkSpec spec, long seed) {
    Training training = base.training();
    return base.withSeedNet(base.seedNet().with(spec, Optional.empty()))
        .withRounds(0)
        .withSeed(seed)
        .withTraining(training.withEpochs(epochs(), training.epochsPerRound()))
        .withStrategy(GrowthStrategy.GAUSS_NEWTON);
  }
}
