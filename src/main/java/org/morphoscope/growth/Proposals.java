package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.morphoscope.growth.GrowthEngine.Scores;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.net.UnitId;
import org.morphoscope.score.Candidates;
import org.morphoscope.score.JointModel;
import org.morphoscope.score.Selector;

/**
 * Makes the proposal of a round: the greedy selection within the round's allowance of parameters,
 * and every other candidate with its score.
 */
final class Proposals {
  private Proposals() {}

  static Proposal of(int round, RunConfig config, Architecture architecture, Scores scores) {
    NetworkSpec spec = architecture.spec();
    JointModel model = new JointModel(scores.slope(), scores.gram());
    Selector selector = new Selector(model, scores.errors(), spec);
    long current = Resources.of(spec).parameters();
    Selector.Selection selection = select(selector, config, current);
    return new Proposal(
        round,
        architecture,
        candidates(architecture, selector, scores),
        scores.slope(),
        scores.gram(),
        selection.lambda(),
        current + allowance(config, current).orElse(selection.parameterChange()),
        selection.selected(),
        model.delta(selection.selected()),
        selection.parameterChange(),
        scores.samples());
  }

  /** Parameters that the round may add; empty when only a fixed lambda limits it. */
  private static OptionalLong allowance(RunConfig config, long current) {
    RunConfig.Selection options = config.selection();
    long allowance = Long.MAX_VALUE;
    if (options.lambda().isEmpty()) {
      allowance = Math.round((options.growthFactor() - 1) * current);
    }
    if (config.parameterBudget().isPresent()) {
      allowance = Math.min(allowance, config.parameterBudget().getAsLong() - current);
    }
    return allowance == Long.MAX_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, allowance));
  }

  private static Selector.Selection select(Selector selector, RunConfig config, long current) {
    RunConfig.Selection options = config.selection();
    Selector.Rules rules = Selector.Rules.of(options.significance(), options.kinds());
    OptionalLong allowance = allowance(config, current);
    if (options.lambda().isEmpty()) {
      return selector.forBudget(allowance.getAsLong(), rules);
    }
    double lambda = options.lambda().getAsDouble();
    Selector.Selection selection = selector.atLambda(lambda, rules);
    if (selection.parameterChange() < 0 && options.kinds().contains(MorphKind.SPLIT)) {
      // as forBudget does: prunes may pay for splits, but automatic growth never shrinks the net
      rules = Selector.Rules.of(options.significance(), Set.of(MorphKind.SPLIT));
      selection = selector.atLambda(lambda, rules);
    }
    return selection.parameterChange() <= allowance.orElse(Long.MAX_VALUE)
        ? selection
        : selector.forBudget(allowance.getAsLong(), rules);
  }

  private static List<Candidate> candidates(
      Architecture architecture, Selector selector, Scores scores) {
    Candidates order = new Candidates(architecture.spec());
    List<Candidate> candidates = new ArrayList<>(order.size());
    for (int c = 0; c < order.size(); c++) {
      UnitId unit = order.unit(c);
      candidates.add(
          new Candidate(
              c,
              order.kind(c),
              unit,
              architecture.channels().get(unit.layer()).get(unit.channel()).id(),
              scores.deltas()[c],
              scores.errors()[c],
              selector.parameterChange(List.of(c))));
    }
    return candidates;
  }
}
