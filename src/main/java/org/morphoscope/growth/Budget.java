package org.morphoscope.growth;

import java.util.Arrays;
import java.util.OptionalLong;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.net.Resources;
import org.morphoscope.run.RunConfig;
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

  /** Reached also when no channel more fits into what is left of the budget. */
  private boolean reached(Resource resource) {
    OptionalLong budget = config.budget(resource);
    if (budget.isEmpty()) {
      return false;
    }
    ResourceModel model = ResourceModel.of(spec, resource);
    long left = budget.getAsLong() - model.total(spec.widths());
    long cheapest = Long.MAX_VALUE;
    for (int group = 0; group < model.groups(); group++) {
      cheapest = Math.min(cheapest, model.change(spec.widths(), group, 1));
    }
    return left <= 0 || cheapest > left;
  }

  /** The resource that is used up, in words. */
  String usedUp() {
    Resources used = Resources.of(spec);
    if (reached(Resource.PARAMETERS)) {
      return Texts.of(
          "%,d of %,d parameters", used.parameters(), config.limits().parameters().orElse(0));
    }
    return Texts.of(
        "%,d of %,d multiply-accumulates",
        used.multiplyAccumulates(), config.limits().macs().orElse(0));
  }
}
