package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resource;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;

/** Configurations as JSON. */
public final class ConfigCodec {
  private ConfigCodec() {}

  public static ObjectNode encode(RunConfig config) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    to.put("data", config.data());
    if (config.trainLimit().isPresent()) {
      to.put("trainLimit", config.trainLimit().getAsInt());
    } else {
      to.putNull("trainLimit");
    }
    to.put("validationShare", config.validationShare());
    to.put("seedNet", config.seedNet());
    if (config.architecture().isPresent()) {
      to.set("architecture", NetCodec.encode(config.architecture().get()));
    } else {
      to.putNull("architecture");
    }
    config
        .seedFile()
        .ifPresent(
            file ->
                to.putObject("seedFile")
                    .put("name", file.name())
                    .put("fingerprint", file.fingerprint()));
    to.put("rounds", config.rounds());
    put(to, "parameterBudget", config.parameterBudget());
    put(to, "macBudget", config.macBudget());
    to.put("strategy", Labels.STRATEGY.of(config.strategy()));
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
        .put("heldOutSamples", scoring.heldOutSamples())
        .put("newPerLayer", scoring.newPerGroup());
    encodeSelection(config.selection(), to.putObject("selection"));
    return to;
  }

  private static void encodeSelection(RunConfig.Selection selection, ObjectNode to) {
    to.put("pace", Labels.PACE.of(selection.pace()));
    to.put("resource", Labels.RESOURCE.of(selection.resource()));
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

  private static void put(ObjectNode to, String name, OptionalLong value) {
    if (value.isPresent()) {
      to.put(name, value.getAsLong());
    } else {
      to.putNull(name);
    }
  }

  private static OptionalLong optional(Fields from, String name) {
    return from.isNull(name) ? OptionalLong.empty() : OptionalLong.of(from.integer64(name));
  }

  public static RunConfig decode(Fields from) {
    try {
      return new RunConfig(
          from.text("data"),
          from.isNull("trainLimit")
              ? OptionalInt.empty()
              : OptionalInt.of(from.integer("trainLimit")),
          from.number("validationShare"),
          from.text("seedNet"),
          from.isNull("architecture")
              ? Optional.empty()
              : Optional.of(NetCodec.decodeSpec(from.object("architecture"))),
          from.integer("rounds"),
          optional(from, "parameterBudget"),
          optional(from, "macBudget"),
          from.integer64("seed"),
          decodeTraining(from.object("training")),
          decodeScoring(from.object("scoring")),
          decodeSelection(from.object("selection")),
          from.isNull("strategy")
              ? GrowthStrategy.GAUSS_NEWTON
              : Labels.STRATEGY.parse("\"strategy\"", from.text("strategy")),
          from.isNull("seedFile") ? Optional.empty() : Optional.of(seedFile(from)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a configuration", "one in which " + e.getMessage());
    }
  }

  private static RunConfig.SeedFile seedFile(Fields from) {
    Fields file = from.object("seedFile");
    return new RunConfig.SeedFile(file.text("name"), file.text("fingerprint"));
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
        from.integer("heldOutSamples"),
        from.isNull("newPerLayer")
            ? RunConfig.Scoring.standard().newPerGroup()
            : from.integer("newPerLayer"));
  }

  private static RunConfig.Selection decodeSelection(Fields from) {
    Set<MorphKind> kinds = new LinkedHashSet<>();
    for (String label : from.texts("kinds")) {
      kinds.add(Labels.KIND.parse("\"kinds\"", label));
    }
    boolean fixed = !from.isNull("lambda");
    // runs recorded before there was a choice of pace and resource lack these
    return new RunConfig.Selection(
        !from.isNull("pace")
            ? Labels.PACE.parse("\"pace\"", from.text("pace"))
            : fixed ? RunConfig.Pace.LAMBDA : RunConfig.Pace.FACTOR,
        from.number("growthFactor"),
        from.optionalNumber("lambda"),
        from.isNull("resource")
            ? Resource.PARAMETERS
            : Labels.RESOURCE.parse("\"resource\"", from.text("resource")),
        from.number("significance"),
        kinds);
  }
}
