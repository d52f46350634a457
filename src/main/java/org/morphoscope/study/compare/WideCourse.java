package org.morphoscope.study.compare;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;

/**
 * The course of an entry that begins with four times the budget and takes channels away: half of
 * the compute (or epochs) of the reference before that, half from there on (method.md section
 * 12.9).
 *
 * <p>MorphNet begins with the budget itself, and trains the widths that it found anew in its tail.
 * Slimming takes everything away at once, as published, and trains on in its tail. Taylor takes it
 * away in as many rounds of an epoch as the others have rounds, but fewer where these would cost
 * more than a quarter of the compute; the tail has the rest.
 */
final class WideCourse {
  /** Size of the net at first, in budgets: about twice the widths. */
  static final int TIMES = 4;

  private final ComparisonPlan plan;
  private final Participant contender;
  private final Yardstick yardstick;

  WideCourse(ComparisonPlan plan, Participant contender, Yardstick yardstick) {
    this.plan = plan;
    this.contender = contender;
    this.yardstick = yardstick;
  }

  /** The net that is made smaller. */
  static NetworkSpec net(ComparisonPlan plan, Participant contender) {
    return within(plan, contender == Participant.MORPHNET ? 1 : TIMES);
  }

  private static NetworkSpec within(ComparisonPlan plan, double budgets) {
    return EvenWidths.within(plan.seedNet(), plan.resource(), Math.round(budgets * plan.budget()));
  }

  RunConfig config(long seed, Match match) {
    RunConfig base = plan.base();
    GrowthStrategy strategy = contender.strategy().orElseThrow();
    NetworkSpec wide = net(plan, contender);
    int rounds =
        switch (strategy) {
          case SLIMMING -> 1;
          // shrink, then widen and begin anew
          case MORPHNET -> 2;
          default -> rounds();
        };
    int perRound = strategy == GrowthStrategy.TAYLOR ? 1 : 0;
    int first =
        match == Match.EPOCHS
            ? Math.max(1, yardstick.epochs() / 2)
            : Math.max(1, epochs(yardstick.compute() / 2, wide));
    Training training = base.training().withEpochs(first, perRound);
    int rest = Math.max(0, yardstick.epochs() - first - rounds * perRound);
    return base.withSeedNet(base.seedNet().with(wide, Optional.empty()))
        .withRounds(rounds)
        .withSeed(seed)
        .withTraining(
            match == Match.EPOCHS
                ? training.withTail(tail(training, OptionalInt.of(rest), OptionalLong.empty()))
                : training.withTail(
                    tail(training, OptionalInt.empty(), OptionalLong.of(yardstick.compute()))))
        .withStrategy(strategy);
  }

  /** What begins anew in its tail has a plateau there in the proportion of the reference's. */
  private TailPlan tail(Training training, OptionalInt epochs, OptionalLong compute) {
    TailAt at = epochs.isPresent() ? TailAt.LAST : training.tail().at();
    double hold = training.tail().hold();
    if (contender == Participant.MORPHNET) {
      // at the full rate: all before the reference's tail, and what that tail holds
      double falls = (1 - yardstick.plateau()) * (1 - hold);
      double plateau =
          plan.plateau().map(asked -> asked.shareOf(yardstick.epochs())).orElse(1 - falls);
      hold = Math.min(TailPlan.MOST_HELD, plateau);
    }
    return new TailPlan(epochs, compute, at, hold);
  }

  private int epochs(long compute, NetworkSpec net) {
    return TailPlan.epochsFor(
        compute, plan.base().training().batch(), yardstick.trainImages(), macs(net));
  }

  private static long macs(NetworkSpec net) {
    return Resources.of(net).multiplyAccumulates();
  }

  /** As many as the plan has, while an epoch behind each costs no more than a quarter in all. */
  private int rounds() {
    int rounds = Math.max(1, plan.base().limits().rounds());
    while (rounds > 1 && removing(rounds) > yardstick.compute() / 4) {
      rounds--;
    }
    return rounds;
  }

  /** Compute of an epoch behind every removal, at widths that stay in proportion. */
  private long removing(int rounds) {
    long sum = 0;
    for (int round = 1; round <= rounds; round++) {
      double budgets = Math.pow(TIMES, 1 - (double) round / rounds);
      sum +=
          TailPlan.epochCompute(
              plan.base().training().batch(), yardstick.trainImages(), macs(within(plan, budgets)));
    }
    return sum;
  }
}
