package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.morphoscope.growth.RunConfig;
import org.morphoscope.net.MorphKind;

/** Configurations as JSON. */
final class ConfigCodec {
  private ConfigCodec() {}

  static ObjectNode encode(RunConfig config) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    to.put("data", config.data());
    if (config.trainLimit().isPresent()) {
      to.put("trainLimit", config.trainLimit().getAsInt());
    } else {
      to.putNull("trainLimit");
    }
    to.put("validationShare", config.validationShare());
    to.put("seedNet", config.seedNet());
    to.put("rounds", config.rounds());
    if (config.parameterBudget().isPresent()) {
      to.put("parameterBudget", config.parameterBudget().getAsLong());
    } else {
      to.putNull("parameterBudget");
    }
    to.put("seed", config.seed());
    RunConfig.Training training = config.training();
    to.putObject("training")
        .put("optimiser", Labels.OPTIMISER.of(training.optimiser()))
        .put("learningRate", training.learningRate())
        .put("momentum", training.momentum())
        .put("weightDecay", training.weightDecay())
        .put("schedule", Labels.SCHEDULE.of(training.schedule()))
        .put("batch", training.batch())
        .put("firstEpochs", training.firstEpochs())
        .put("epochsPerRound", training.epochsPerRound())
        .put("augment", training.augment());
    RunConfig.Scoring scoring = config.scoring();
    to.putObject("scoring")
        .put("mode", Labels.MODE.of(scoring.mode()))
        .put("learnSamples", scoring.learnSamples())
        .put("learnSteps", scoring.learnSteps())
        .put("learnBatch", scoring.learnBatch())
        .put("learnRate", scoring.learnRate())
        .put("thetaScale", scoring.thetaScale())
        .put("scoreSamples", scoring.scoreSamples())
        .put("heldOutSamples", scoring.heldOutSamples());
    encodeSelection(config.selection(), to.putObject("selection"));
    return to;
  }

  private static void encodeSelection(RunConfig.Selection selection, ObjectNode to) {
    to.put("growthFactor", selection.growthFactor());
    if (selection.lambda().isPresent()) {
      to.put("lambda", selection.lambda().getAsDouble());
    } else {
      to.putNull("lambda");
    }
    to.put("significance", selection.significance());
    ArrayNode kinds = to.putArray("kinds");
    selection.kinds().stream().sorted().forEach(kind -> kinds.add(Labels.KIND.of(kind)));
  }

  static RunConfig decode(Fields from) {
    try {
      return new RunConfig(
          from.text("data"),
          from.isNull("trainLimit")
              ? OptionalInt.empty()
              : OptionalInt.of(from.integer("trainLimit")),
          from.number("validationShare"),
          from.text("seedNet"),
          from.integer("rounds"),
          from.isNull("parameterBudget")
              ? OptionalLong.empty()
              : OptionalLong.of(from.integer64("parameterBudget")),
          from.integer64("seed"),
          decodeTraining(from.object("training")),
          decodeScoring(from.object("scoring")),
          decodeSelection(from.object("selection")));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a configuration", "one in which " + e.getMessage());
    }
  }

  private static RunConfig.Training decodeTraining(Fields from) {
    return new RunConfig.Training(
        Labels.OPTIMISER.parse("\"optimiser\"", from.text("optimiser")),
        from.number("learningRate"),
        from.number("momentum"),
        from.number("weightDecay"),
        Labels.SCHEDULE.parse("\"schedule\"", from.text("schedule")),
        from.integer("batch"),
        from.integer("firstEpochs"),
        from.integer("epochsPerRound"),
        from.flag("augment"));
  }

  private static RunConfig.Scoring decodeScoring(Fields from) {
    return new RunConfig.Scoring(
        Labels.MODE.parse("\"mode\"", from.text("mode")),
        from.integer("learnSamples"),
        from.integer("learnSteps"),
        from.integer("learnBatch"),
        from.number("learnRate"),
        from.number("thetaScale"),
        from.integer("scoreSamples"),
        from.integer("heldOutSamples"));
  }

  private static RunConfig.Selection decodeSelection(Fields from) {
    Set<MorphKind> kinds = new LinkedHashSet<>();
    for (String label : from.texts("kinds")) {
      kinds.add(Labels.KIND.parse("\"kinds\"", label));
    }
    return new RunConfig.Selection(
        from.number("growthFactor"),
        from.optionalNumber("lambda"),
        from.number("significance"),
        kinds);
  }
}
