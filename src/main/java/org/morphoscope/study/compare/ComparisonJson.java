package org.morphoscope.study.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Training;

/** A comparison as {@code comparison.json}: settings, every run with its rounds, the table. */
final class ComparisonJson {
  private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  byte[] write(ComparisonTable table) throws JsonProcessingException {
    ObjectNode to = mapper.createObjectNode().put("v", 1);
    settings(table.plan(), to.putObject("settings"));
    ArrayNode runs = to.putArray("runs");
    table.results().forEach(result -> run(table.plan(), result, runs.addObject()));
    ArrayNode rows = to.putArray("table");
    table.rows().forEach(row -> row(row, rows.addObject()));
    return mapper.writeValueAsBytes(to);
  }

  private static void settings(ComparisonPlan plan, ObjectNode to) {
    RunConfig base = plan.base();
    Training training = base.training();
    to.put("data", base.data().name());
    base.data().trainLimit().ifPresent(limit -> to.put("trainLimit", limit));
    to.put("seedNet", base.seedNet().name())
        .put("resource", plan.resource().name().toLowerCase(Locale.ROOT))
        .put("budget", plan.budget())
        .put("rounds", base.limits().rounds())
        .put("firstEpochs", training.firstEpochs())
        .put("epochsPerRound", training.epochsPerRound())
        .put("epochs", plan.epochs())
        .put("learningRate", training.learningRate())
        .put("batch", training.batch());
    ArrayNode seeds = to.putArray("seeds");
    plan.allSeeds().forEach(seeds::add);
    plan.reference(false).ifPresent(entry -> to.put("reference", entry.label()));
    plan.reference(true).ifPresent(entry -> to.put("referenceOfRetrained", entry.label()));
  }

  private static void run(ComparisonPlan plan, RunResult result, ObjectNode to) {
    Entry entry = result.run().entry();
    to.put("strategy", entry.contender().label())
        .put("seed", result.run().seed())
        .put("retrained", entry.retrained())
        .put("folder", String.valueOf(result.folder().getFileName()))
        .put("state", result.state().name().toLowerCase(Locale.ROOT));
    if (result.done()) {
      finished(plan, entry, result.last(), to);
    }
    ArrayNode rounds = to.putArray("rounds");
    for (RoundSummary round : result.rounds()) {
      round(round, rounds.addObject());
    }
  }

  /** The finished net, and what it cost in multiply-accumulates. */
  private static void finished(ComparisonPlan plan, Entry entry, RoundSummary last, ObjectNode to) {
    to.put("parameters", last.parameters())
        .put("macs", last.multiplyAccumulates())
        .put("epochs", plan.epochs(entry, last));
    last.compute()
        .ifPresent(
            compute ->
                to.put("trainCompute", compute.training()).put("searchCompute", compute.search()));
    to.put("validationLoss", last.validationLoss());
    put(to, "testLoss", last.testLoss());
    put(to, "testAccuracy", last.testAccuracy());
    ArrayNode widths = to.putArray("widths");
    last.widths().forEach(widths::add);
  }

  private static void round(RoundSummary round, ObjectNode to) {
    to.put("round", round.round());
    ArrayNode widths = to.putArray("widths");
    round.widths().forEach(widths::add);
    to.put("parameters", round.parameters())
        .put("multiplyAccumulates", round.multiplyAccumulates())
        .put("trainLoss", round.trainLoss())
        .put("validationLoss", round.validationLoss())
        .put("validationAccuracy", round.validationAccuracy());
    put(to, "testLoss", round.testLoss());
    put(to, "testAccuracy", round.testAccuracy());
    put(to, "predictedGain", round.predictedGain());
    put(to, "measuredGain", round.measuredGain());
    put(to, "heldOutGain", round.heldOutGain());
    to.put("splits", round.splits())
        .put("prunes", round.prunes())
        .put("births", round.newNeurons())
        .put("outcome", round.outcome().name().toLowerCase(Locale.ROOT))
        .put("secondsTraining", round.secondsTraining())
        .put("secondsScoring", round.secondsScoring());
  }

  private static void row(ComparisonTable.Row row, ObjectNode to) {
    to.put("strategy", row.entry().label()).put("retrained", row.entry().retrained());
    samples(row.values(), to);
    if (!row.differences().isEmpty()) {
      samples(row.differences(), to.putObject("differences"));
    }
  }

  private static void samples(Map<Quantity, Sample> samples, ObjectNode to) {
    samples.forEach(
        (quantity, sample) -> {
          ObjectNode node = to.putObject(quantity.label());
          node.put("n", sample.size()).put("mean", sample.mean());
          put(node, "sd", sample.spread());
          put(node, "se", sample.error());
        });
  }

  private static void put(ObjectNode to, String name, OptionalDouble value) {
    if (value.isPresent()) {
      to.put(name, value.getAsDouble());
    }
  }
}
