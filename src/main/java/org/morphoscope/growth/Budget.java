package org.morphoscope.growth;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.net.Resources;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Selection;
import org.morphoscope.text.Texts;

/** Whether a net has used up what its run allows. */
final class Budget {
  private final RunConfig config;
  private final NetworkSpec spec;

  Budget(RunConfig config, NetworkSpec spec) {
    this.config = config;
    this.spec = spec;
  }

  boolean reached() {
    return Arrays.stream(Resource.values()).anyMatch(this::reached);
  }

  /**
   * Reached also when no channel more fits into what is left of the budget; for a strategy that
   * takes away, once the net fits into it.
   */
  private boolean reached(Resource resource) {
    OptionalLong budget = config.budget(resource);
    if (budget.isEmpty() || config.strategy().choice() == GrowthStrategy.Choice.SHRINK_AND_WIDEN) {
      return false;
    }
    ResourceModel model = ResourceModel.of(spec, resource);
    long left = budget.getAsLong() - model.total(spec.widths());
    if (config.strategy().shrinks()) {
      return resource == config.selection().resource() && left >= 0;
    }
    long cheapest = Long.MAX_VALUE;
    for (int group = 0; group < model.groups(); group++) {
      cheapest = Math.min(cheapest, model.change(spec.widths(), group, 1));
    }
    return left <= 0 || cheapest > left;
  }

  /** The resource that is used up, in words. */
  String usedUp() {
    return share(
        reached(Resource.PARAMETERS) ? Resource.PARAMETERS : Resource.MULTIPLY_ACCUMULATES);
  }

  private String share(Resource resource) {
    return Texts.of(
        "%,d of %,d %s",
        Resources.of(spec).of(resource), config.budget(resource).orElse(0), resource.words());
  }

  /**
   * Why a run whose rounds are done has not used up its budget; empty where it has none.
   *
   * @param last the last round
   */
  String shortfall(RoundSummary last) {
    List<Resource> limited =
        Arrays.stream(Resource.values()).filter(r -> config.budget(r).isPresent()).toList();
    if (limited.isEmpty()) {
      return "";
    }
    Resource own = config.selection().resource();
    Resource told = limited.contains(own) ? own : limited.get(0);
    return Texts.of(" The budget is not used up (%s): %s.", share(told), reason(last, told));
  }

  private String reason(RoundSummary last, Resource resource) {
    return switch (last.outcome()) {
      case SEED -> "no round was to grow";
      case NOTHING -> "in the last round no candidate was chosen";
      case REVERTED -> "the last set did not gain what was predicted and was taken back";
      case APPLIED, HALVED -> more(resource);
    };
  }

  private String more(Resource resource) {
    Selection selection = config.selection();
    boolean paced = selection.pace() == Selection.Pace.FACTOR && selection.resource() == resource;
    if (!paced) {
      return "more rounds would grow on";
    }
    double missing =
        (double) config.budget(resource).orElseThrow() / Resources.of(spec).of(resource);
    int rounds =
        Math.max(1, (int) Math.ceil(Math.log(missing) / Math.log(selection.growthFactor())));
    return Texts.of(
        "at a growth of %s a round it takes about %d more %s",
        selection.growthFactor(), rounds, rounds == 1 ? "round" : "rounds");
  }
}
