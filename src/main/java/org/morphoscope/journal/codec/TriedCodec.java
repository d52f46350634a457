package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.morphoscope.run.Decision.Trial;
import org.morphoscope.run.GrowthEvent.Tried;

/** Two sets that were tried, as JSON. */
final class TriedCodec {
  private TriedCodec() {}

  static ObjectNode encode(ObjectNode to, Tried event) {
    put(to.putObject("first"), event.both().first());
    put(to.putObject("second"), event.both().second());
    return to.put("kept", event.both().keptSecond() ? "second" : "first");
  }

  private static void put(ObjectNode to, Trial trial) {
    ProposalCodec.put(to, "set", trial.set());
    to.put("outcome", Labels.OUTCOME.of(trial.outcome()))
        .put("parameters", trial.parameters())
        .put("validationLoss", trial.validationLoss())
        .put("measurements", trial.measurements());
  }

  static Tried decode(int round, Fields from) {
    String kept = from.text("kept");
    if (!kept.equals("first") && !kept.equals("second")) {
      throw new MalformedException("first or second in \"kept\"", "\"" + kept + "\"");
    }
    return new Tried(
        round,
        new Trial.Both(
            trial(from.object("first")), trial(from.object("second")), kept.equals("second")));
  }

  private static Trial trial(Fields from) {
    return new Trial(
        from.integers("set"),
        Labels.OUTCOME.parse("\"outcome\"", from.text("outcome")),
        from.integer64("parameters"),
        from.number("validationLoss"),
        from.integer("measurements"));
  }
}
