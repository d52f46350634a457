package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import org.morphoscope.run.GrowthEngine.Evaluation;
import org.morphoscope.run.RoundSummary;

/** Round summaries as JSON; the field names are those of {@code summary.json}. */
public final class SummaryCodec {
  private SummaryCodec() {}

  /**
   * {@return the summary as JSON}
   *
   * @param summary of a finished round
   */
  public static ObjectNode encode(RoundSummary summary) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    to.put("round", summary.round());
    ArrayNode widths = to.putArray("widths");
    summary.widths().forEach(widths::add);
    to.put("parameters", summary.parameters())
        .put("multiplyAccumulates", summary.multiplyAccumulates());
    losses(summary.evaluation(), to);
    put(to, "predictedGain", summary.predictedGain());
    put(to, "measuredGain", summary.measuredGain());
    put(to, "heldOutGain", summary.heldOutGain());
    put(to, "lambda", summary.lambda());
    to.put("splits", summary.splits())
        .put("prunes", summary.prunes())
        .put("births", summary.newNeurons())
        .put("resourceChange", summary.resourceChange())
        .put("outcome", Labels.OUTCOME.of(summary.outcome()))
        .put("secondsTraining", summary.secondsTraining())
        .put("secondsScoring", summary.secondsScoring());
    ComputeCodec.put(to, "compute", summary.compute());
    if (summary.tail().isPresent()) {
      RoundSummary.Tail tail = summary.tail().get();
      to.put("tailEpochs", tail.epochs());
      ObjectNode before = to.putObject("beforeTail");
      losses(tail.before(), before);
      before.put("secondsTraining", tail.secondsBefore());
      ComputeCodec.put(before, "compute", tail.computeBefore());
    }
    return to;
  }

  /**
   * {@return the fields that tell what a tail made of its round}
   *
   * @param tail the round's summary after its tail
   */
  public static ObjectNode encodeAfter(RoundSummary tail) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    to.put("tailEpochs", tail.tail().orElseThrow().epochs());
    losses(tail.evaluation(), to);
    to.put("secondsTraining", tail.secondsTraining());
    ComputeCodec.put(to, "compute", tail.compute());
    return to;
  }

  private static void losses(Evaluation from, ObjectNode to) {
    to.put("trainLoss", from.trainLoss())
        .put("trainLossError", from.trainLossError())
        .put("validationLoss", from.validationLoss())
        .put("validationLossError", from.validationLossError())
        .put("validationAccuracy", from.validationAccuracy());
    put(to, "testLoss", from.testLoss());
    put(to, "testAccuracy", from.testAccuracy());
  }

  private static Evaluation losses(Fields from) {
    return new Evaluation(
        from.number("trainLoss"),
        from.number("trainLossError"),
        from.number("validationLoss"),
        from.number("validationLossError"),
        from.number("validationAccuracy"),
        from.optionalNumber("testLoss"),
        from.optionalNumber("testAccuracy"));
  }

  private static Optional<RoundSummary.Tail> tail(Fields from) {
    if (from.isNull("beforeTail")) {
      return Optional.empty();
    }
    Fields before = from.object("beforeTail");
    return Optional.of(
        new RoundSummary.Tail(
            from.integer("tailEpochs"),
            losses(before),
            before.number("secondsTraining"),
            ComputeCodec.read(before, "compute")));
  }

  private static void put(ObjectNode to, String name, OptionalDouble value) {
    if (value.isPresent()) {
      to.put(name, value.getAsDouble());
    } else {
      to.putNull(name);
    }
  }

  /**
   * {@return the summary; what older runs did not write is empty or NaN}
   *
   * @param from an object of JSON
   */
  public static RoundSummary decode(Fields from) {
    return new RoundSummary(
        from.integer("round"),
        from.integers("widths"),
        from.integer64("parameters"),
        from.integer64("multiplyAccumulates"),
        from.number("trainLoss"),
        from.number("trainLossError"),
        from.number("validationLoss"),
        from.number("validationLossError"),
        from.number("validationAccuracy"),
        from.optionalNumber("testLoss"),
        from.optionalNumber("testAccuracy"),
        from.optionalNumber("predictedGain"),
        from.optionalNumber("measuredGain"),
        from.optionalNumber("heldOutGain"),
        from.integer("splits"),
        from.integer("prunes"),
        // absent in runs recorded before there were new neurons
        from.isNull("births") ? 0 : from.integer("births"),
        from.optionalNumber("lambda"),
        from.isNull("resourceChange") ? 0 : from.integer64("resourceChange"),
        Labels.OUTCOME.parse("\"outcome\"", from.text("outcome")),
        from.number("secondsTraining"),
        from.number("secondsScoring"),
        ComputeCodec.read(from, "compute"),
        tail(from));
  }
}
