package org.morphoscope.study.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.morphoscope.growth.Configs;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Selection;

/** Small plans for tests. */
final class Plans {
  private Plans() {}

  static NetworkSpec net(String name) {
    return SeedNetworks.create(name, new TensorShape(3, 32, 32), 10);
  }

  /** Three rounds, two first epochs and one per round. */
  static RunConfig config(long budget) {
    RunConfig c =
        Configs.withSelection(
            Configs.seeded(3, 1), OptionalLong.of(budget), OptionalDouble.empty());
    return c.withSelection(c.selection().withPace(Selection.Pace.TO_BUDGET));
  }

  static ComparisonPlan plan(List<Participant> contenders, int seeds, boolean retrain) {
    return plan(contenders, seeds, retrain, Match.COMPUTE);
  }

  static ComparisonPlan plan(
      List<Participant> contenders, int seeds, boolean retrain, Match match) {
    return new ComparisonPlan(
        config(24_000),
        net("tiny"),
        contenders,
        ComparisonPlan.seeds(1, seeds),
        retrain,
        match,
        false,
        Optional.empty());
  }
}
