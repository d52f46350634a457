package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.morphoscope.growth.rival.RivalChoices;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.net.Resources;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.GrowthEngine.Scores;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Seeds;
import org.morphoscope.run.config.Selection;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.Discount;
import org.morphoscope.selection.JointModel;
import org.morphoscope.selection.Selector;

/**
 * Makes the proposal of a round: the strategy's set within the round's allowance of the resource,
 * and every other candidate with its score.
 */
final class Proposals {
  private final int round;
  private final RunConfig config;
  private final Architecture architecture;
  private final Scores scores;
  private final JointModel model;
  private final Selector selector;
  private final ResourceModel parameters;
  private final long current;
  private final OptionalLong allowance;
  private final Set<Integer> locked;
  private final Set<Integer> barred;

  private Proposals(
      int round, RunConfig config, Architecture architecture, Scores scores, Set<Integer> locked) {
    this.round = round;
    this.config = config;
    this.architecture = architecture;
    this.scores = scores;
    NetworkSpec spec = architecture.spec();
    Resource resource = config.selection().resource();
    model = new JointModel(scores.slope(), scores.gram());
    selector =
        new Selector(
            Discount.of(model, scores.errors(), config.selection().discount()),
            scores.errors(),
            spec,
            scores.newPerGroup(),
            resource,
            config.selection().otherShare());
    parameters = ResourceModel.of(spec, Resource.PARAMETERS);
    current = Resources.of(spec).of(resource);
    allowance = allowance();
    this.locked = locked;
    barred = order().of(locked);
  }

  /**
   * @param lastLambda of the adaptive policy; empty in its first round
   * @param locked width groups that are left as they are
   */
  static Proposal of(
      int round,
      RunConfig config,
      Architecture architecture,
      Scores scores,
      OptionalDouble lastLambda,
      Set<Integer> locked) {
    return new Proposals(round, config, architecture, scores, locked).make(lastLambda);
  }

  private Proposal make(OptionalDouble lambda) {
    Selector.Selection selection = select(lambda);
    Candidates order = order();
    return new Proposal(
        round,
        architecture,
        candidates(order),
        scores.newPerGroup(),
        scores.slope(),
        scores.gram(),
        config.selection().resource(),
        selection.lambda(),
        current + allowance.orElse(Math.max(0, selection.resourceChange())),
        selection.selected(),
        model.delta(selection.selected()),
        selection.resourceChange(),
        parameterChange(order, selection.selected()),
        scores.samples(),
        locked.stream().sorted().toList(),
        scores.evidence());
  }

  private Candidates order() {
    return new Candidates(architecture.spec(), scores.newPerGroup());
  }

  /** What the round may add, below 0 what it is to take away; empty when only lambda limits it. */
  private OptionalLong allowance() {
    Selection options = config.selection();
    OptionalLong budget = config.budget(options.resource());
    if (config.strategy().shrinksIn(round)) {
      long most = config.strategy().shrinks() ? smaller(budget.orElse(0)) : current / 2;
      return OptionalLong.of(most - current);
    } else if (config.strategy().startsOverIn(round) && budget.isPresent()) {
      return OptionalLong.of(Math.max(0, budget.getAsLong() - current));
    }
    long left = budget.isPresent() ? budget.getAsLong() - current : Long.MAX_VALUE;
    long allowed =
        switch (options.pace()) {
          case FACTOR -> Math.round((options.growthFactor() - 1) * current);
          case TO_BUDGET -> towards(budget.orElse(current));
          case LAMBDA -> Long.MAX_VALUE;
          // the policy finds its lambda, the factor keeps a wrong one from doing harm
          case ADAPTIVE -> Math.round((options.growthFactor() - 1) * current);
        };
    allowed = Math.min(allowed, left);
    return allowed == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(Math.max(0, allowed));
  }

  /**
   * What is left after a round of a strategy that takes away: by the same factor in every round
   * that is left, or by that of growth.
   */
  private long smaller(long budget) {
    double factor =
        config.selection().pace() == Selection.Pace.TO_BUDGET
            ? 1 + (double) towards(budget) / current
            : 1 / config.selection().growthFactor();
    return Math.max(budget, Math.round(factor * current));
  }

  /** The same factor in every round that is left. */
  private long towards(long budget) {
    int left = Math.max(1, config.limits().rounds() - round + 1);
    return Math.round(current * (Math.pow((double) budget / current, 1.0 / left) - 1));
  }

  private Selector.Selection select(OptionalDouble lastLambda) {
    Selection options = config.selection();
    Choices choices =
        new Choices(
            architecture.spec(),
            order(),
            ResourceModel.of(architecture.spec(), options.resource()),
            allowance,
            barred,
            Seeds.of(config.seed(), round, Seeds.Purpose.CHOICE),
            config.numerics());
    return switch (config.strategy().choice()) {
      case JOINT_MODEL -> byModel(lastLambda);
      case RANDOM -> fixed(choices.random(MorphKind.SPLIT));
      case RANDOM_NEW -> fixed(choices.random(MorphKind.NEW_NEURON));
      case UNIFORM -> fixed(choices.uniform());
      case RANKED, ORDERED, EVENLY, PAIRS -> fixed(rival().of(config.strategy().choice()));
      case LEAST -> fixed(rival().downTo(current + allowance.getAsLong()));
      case SHRINK_AND_WIDEN ->
          fixed(
              config.strategy().shrinksIn(round)
                  ? rival().downTo(current + allowance.getAsLong())
                  : rival().inProportion(architecture.spec().widths()));
      case AS_SEED -> fixed(rival().inProportion(seedWidths()));
    };
  }

  private RivalChoices rival() {
    return new RivalChoices(
        architecture.spec(),
        order(),
        scores.deltas(),
        ResourceModel.of(architecture.spec(), config.selection().resource()),
        allowance.orElse(0),
        barred);
  }

  /** Channels of each group that are as old as the run; at least 1, where a person pruned. */
  private int[] seedWidths() {
    return architecture.channels().stream()
        .mapToInt(
            group -> (int) Math.max(1, group.stream().filter(c -> c.bornRound() == 0).count()))
        .toArray();
  }

  private Selector.Selection fixed(List<Integer> set) {
    return new Selector.Selection(set, model.delta(set), selector.resourceChange(set), 0);
  }

  private Selector.Selection byModel(OptionalDouble lastLambda) {
    Selection options = config.selection();
    Selector.Rules rules =
        new Selector.Rules(
            options.significance(),
            options.kinds(),
            List.of(),
            barred,
            Selector.prunesOfARound(architecture.spec()));
    OptionalDouble lambda =
        switch (options.pace()) {
          case FACTOR, TO_BUDGET -> OptionalDouble.empty();
          case LAMBDA -> options.lambda();
          case ADAPTIVE -> lastLambda.isPresent() ? lastLambda : options.lambda();
        };
    if (lambda.isEmpty()) {
      return selector.forBudget(allowance.getAsLong(), rules);
    }
    Selector.Selection selection = selector.atLambda(lambda.getAsDouble(), rules);
    if (selection.resourceChange() < 0 && !rules.growing().kinds().isEmpty()) {
      // as forBudget does: prunes may pay for the rest, but automatic growth never shrinks the net
      rules = rules.growing();
      selection = selector.atLambda(lambda.getAsDouble(), rules);
    }
    return selection.resourceChange() <= allowance.orElse(Long.MAX_VALUE)
        ? selection
        : selector.forBudget(allowance.getAsLong(), rules);
  }

  private List<Candidate> candidates(Candidates order) {
    List<Candidate> candidates = new ArrayList<>(order.size());
    for (int c = 0; c < order.size(); c++) {
      UnitId unit = order.unit(c);
      int id =
          order.kind(c) == MorphKind.NEW_NEURON
              ? -1
              : architecture.channels().get(unit.group()).get(unit.channel()).id();
      candidates.add(
          new Candidate(
              c,
              order.kind(c),
              unit,
              id,
              scores.deltas()[c],
              scores.errors()[c],
              parameterChange(order, List.of(c))));
    }
    return candidates;
  }

  private long parameterChange(Candidates order, List<Integer> set) {
    int[] widths = architecture.spec().widths();
    for (int c : set) {
      widths[order.unit(c).group()] += order.kind(c).widthChange();
    }
    return parameters.total(widths) - parameters.total(architecture.spec().widths());
  }
}
