package org.morphoscope.growth;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.run.GrowthEngine.Evaluation;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RoundSummary.Outcome;

/** What a round came to, in one record. */
final class RoundSummaries {
  private RoundSummaries() {}

  /**
   * The summary of a round.
   *
   * @param evaluation losses at its end
   * @param growth what it grew; empty for the first round
   * @param phases that were run for it, with their seconds and arithmetic
   */
  static RoundSummary of(
      int round,
      NetworkSpec spec,
      Evaluation evaluation,
      Optional<GrowthResult> growth,
      PhaseRunner phases) {
    Resources resources = Resources.of(spec);
    return new RoundSummary(
        round,
        IntStream.of(spec.widths()).boxed().toList(),
        resources.parameters(),
        resources.multiplyAccumulates(),
        evaluation.trainLoss(),
        evaluation.trainLossError(),
        evaluation.validationLoss(),
        evaluation.validationLossError(),
        evaluation.validationAccuracy(),
        evaluation.testLoss(),
        evaluation.testAccuracy(),
        number(growth.map(GrowthResult::predictedGain)),
        number(growth.map(GrowthResult::measuredGain)),
        number(growth.map(GrowthResult::heldOutGain)),
        growth.map(GrowthResult::splits).orElse(0),
        growth.map(GrowthResult::prunes).orElse(0),
        growth.map(GrowthResult::newNeurons).orElse(0),
        number(growth.map(GrowthResult::lambda)),
        growth.map(GrowthResult::resourceChange).orElse(0L),
        growth.map(GrowthResult::outcome).orElse(Outcome.SEED),
        phases.seconds(Phase.TRAIN),
        phases.seconds(Phase.REFRESH, Phase.LEARN, Phase.SCORE, Phase.APPLY, Phase.MEASURE),
        Optional.of(phases.spent()),
        Optional.empty());
  }

  /** Absent too when it was not measured: there may be no held-out images. */
  private static OptionalDouble number(Optional<Double> value) {
    return value.isEmpty() || value.get().isNaN()
        ? OptionalDouble.empty()
        : OptionalDouble.of(value.get());
  }
}
