package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.morphoscope.net.Activation;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resource;
import org.morphoscope.net.SeedStyle;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Keep;
import org.morphoscope.run.config.Limits;
import org.morphoscope.run.config.PixelScaling;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.SeedFile;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;

/** Configurations as JSON. */
public final class ConfigCodec {
  /**
   * Of runs recorded before there was a choice; it is not written, so that they stay as they are.
   */
  private static final int FIRST_NUMERICS = 1;

  private ConfigCodec() {}

  /**
   * {@return the configuration as JSON}
   *
   * @param config everything that determines the run
   */
  public static ObjectNode encode(RunConfig config) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    to.put("data", config.data().name());
    if (config.data().trainLimit().isPresent()) {
      to.put("trainLimit", config.data().trainLimit().getAsInt());
    } else {
      to.putNull("trainLimit");
    }
    to.put("validationShare", config.data().validationShare());
    to.put("seedNet", config.seedNet().name());
    encodeStyle(config.seedNet().style(), to);
    if (config.seedNet().architecture().isPresent()) {
      to.set("architecture", NetCodec.encode(config.seedNet().architecture().get()));
    } else {
      to.putNull("architecture");
    }
    config.seedNet().file().ifPresent(file -> encodeSeedFile(file, to.putObject("seedFile")));
    to.put("rounds", config.limits().rounds());
    put(to, "parameterBudget", config.limits().parameters());
    put(to, "macBudget", config.limits().macs());
    to.put("strategy", Labels.STRATEGY.of(config.strategy()));
    config.scoresFile().ifPresent(file -> to.put("scoresFile", file));
    to.put("seed", config.seed());
    Training training = config.training();
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
    encodeTail(training, (ObjectNode) to.get("training"));
    if (training.retries() > 0) {
      ((ObjectNode) to.get("training")).put("retries", training.retries());
    }
    Scoring scoring = config.scoring();
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
    if (config.numerics() != FIRST_NUMERICS) {
      to.put("numerics", config.numerics());
    }
    if (config.keep() != Keep.ALL) {
      to.put("keep", Labels.KEEP.of(config.keep()));
    }
    return to;
  }

  /** What is usual is not written, so that runs from before there were tails stay as they are. */
  private static void encodeTail(Training training, ObjectNode to) {
    training.tail().epochs().ifPresent(epochs -> to.put("tail", epochs));
    training.tail().compute().ifPresent(total -> to.put("tailToCompute", total));
    if (training.tail().hold() > 0) {
      to.put("tailHold", training.tail().hold());
    }
    if (training.tail().at().all()) {
      to.put("tailAtAll", true);
    } else if (!training.tail().at().sizes().isEmpty()) {
      ArrayNode sizes = to.putArray("tailAt");
      training.tail().at().sizes().forEach(sizes::add);
    }
  }

  private static TailPlan decodeTail(Fields from) {
    return new TailPlan(
        from.isNull("tail") ? OptionalInt.empty() : OptionalInt.of(from.integer("tail")),
        optional(from, "tailToCompute"),
        decodeTailAt(from),
        from.isNull("tailHold") ? 0 : from.number("tailHold"));
  }

  private static TailAt decodeTailAt(Fields from) {
    if (!from.isNull("tailAtAll") && from.flag("tailAtAll")) {
      return TailAt.ALL;
    }
    return from.isNull("tailAt") ? TailAt.LAST : new TailAt(false, from.integers64("tailAt"));
  }

  private static void encodeSelection(Selection selection, ObjectNode to) {
    to.put("pace", Labels.PACE.of(selection.pace()));
    to.put("resource", Labels.RESOURCE.of(selection.resource()));
    to.put("growthFactor", selection.growthFactor());
    if (selection.lambda().isPresent()) {
      to.put("lambda", selection.lambda().getAsDouble());
    } else {
      to.putNull("lambda");
    }
    if (selection.otherShare() > 0) {
      to.put("otherShare", selection.otherShare());
    }
    to.put("significance", selection.significance());
    if (selection.discount() > 0) {
      to.put("discount", selection.discount());
    }
    ArrayNode kinds = to.putArray("kinds");
    selection.kinds().stream().sorted().forEach(kind -> kinds.add(Labels.KIND.of(kind)));
    selection.tryBoth().ifPresent(set -> to.put("tryBoth", Labels.SECOND.of(set)));
    if (selection.start() != Selection.Start.LEARNED) {
      to.put("start", Labels.START.of(selection.start()));
    }
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

  private static void encodeSeedFile(SeedFile file, ObjectNode to) {
    to.put("name", file.name()).put("fingerprint", file.fingerprint());
    if (file.scaling().isPresent()) {
      ArrayNode mean = to.putArray("inputMean");
      file.scaling().get().mean().forEach(mean::add);
      ArrayNode deviation = to.putArray("inputDeviation");
      file.scaling().get().deviation().forEach(deviation::add);
    }
  }

  /**
   * {@return the configuration; what older runs did not write has its old meaning}
   *
   * @param from an object of JSON
   */
  public static RunConfig decode(Fields from) {
    try {
      return new RunConfig(
          new DataChoice(
              from.text("data"),
              from.isNull("trainLimit")
                  ? OptionalInt.empty()
                  : OptionalInt.of(from.integer("trainLimit")),
              from.number("validationShare")),
          new SeedNet(
              from.text("seedNet"),
              from.isNull("architecture")
                  ? Optional.empty()
                  : Optional.of(NetCodec.decodeSpec(from.object("architecture"))),
              from.isNull("seedFile") ? Optional.empty() : Optional.of(seedFile(from)),
              decodeStyle(from)),
          new Limits(
              from.integer("rounds"),
              optional(from, "parameterBudget"),
              optional(from, "macBudget")),
          from.integer64("seed"),
          decodeTraining(from.object("training")),
          decodeScoring(from.object("scoring")),
          decodeSelection(from.object("selection")),
          from.isNull("strategy")
              ? GrowthStrategy.GAUSS_NEWTON
              : Labels.STRATEGY.parse("\"strategy\"", from.text("strategy")),
          from.isNull("numerics") ? FIRST_NUMERICS : from.integer("numerics"),
          from.isNull("scoresFile") ? Optional.empty() : Optional.of(from.text("scoresFile")),
          from.isNull("keep") ? Keep.ALL : Labels.KEEP.parse("\"keep\"", from.text("keep")));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a configuration", "one in which " + e.getMessage());
    }
  }

  private static void encodeStyle(SeedStyle style, ObjectNode to) {
    if (!style.activation().equals(Activation.RELU)) {
      to.put("activation", style.activation().label());
    }
    if (style.dropout() > 0) {
      to.put("dropout", style.dropout());
    }
  }

  /** Runs from before there was a choice have ReLU and no dropout. */
  private static SeedStyle decodeStyle(Fields from) {
    return new SeedStyle(
        from.isNull("activation") ? Activation.RELU : Activation.named(from.text("activation")),
        from.isNull("dropout") ? 0 : from.number("dropout"));
  }

  private static SeedFile seedFile(Fields from) {
    Fields file = from.object("seedFile");
    return new SeedFile(
        file.text("name"),
        file.text("fingerprint"),
        file.isNull("inputMean")
            ? Optional.empty()
            : Optional.of(
                new PixelScaling(
                    list(file.numbers("inputMean")), list(file.numbers("inputDeviation")))));
  }

  private static List<Double> list(double[] numbers) {
    return DoubleStream.of(numbers).boxed().toList();
  }

  private static Training decodeTraining(Fields from) {
    return new Training(
        Labels.OPTIMISER.parse("\"optimiser\"", from.text("optimiser")),
        from.number("learningRate"),
        from.number("momentum"),
        from.number("weightDecay"),
        Labels.SCHEDULE.parse("\"schedule\"", from.text("schedule")),
        from.integer("batch"),
        from.integer("firstEpochs"),
        from.integer("epochsPerRound"),
        from.flag("augment"),
        decodeTail(from),
        // a run that was begun before there were retries ends when it diverges
        from.isNull("retries") ? 0 : from.integer("retries"));
  }

  private static Scoring decodeScoring(Fields from) {
    return new Scoring(
        Labels.MODE.parse("\"mode\"", from.text("mode")),
        from.integer("learnSamples"),
        from.integer("learnSteps"),
        from.integer("learnBatch"),
        from.number("learnRate"),
        from.number("thetaScale"),
        from.integer("scoreSamples"),
        from.integer("heldOutSamples"),
        from.isNull("newPerLayer")
            ? Scoring.standard().newPerGroup()
            : from.integer("newPerLayer"));
  }

  private static Selection decodeSelection(Fields from) {
    Set<MorphKind> kinds = new LinkedHashSet<>();
    for (String label : from.texts("kinds")) {
      kinds.add(Labels.KIND.parse("\"kinds\"", label));
    }
    boolean fixed = !from.isNull("lambda");
    // runs recorded before there was a choice of pace and resource lack these
    return new Selection(
        !from.isNull("pace")
            ? Labels.PACE.parse("\"pace\"", from.text("pace"))
            : fixed ? Selection.Pace.LAMBDA : Selection.Pace.FACTOR,
        from.number("growthFactor"),
        from.optionalNumber("lambda"),
        from.isNull("resource")
            ? Resource.PARAMETERS
            : Labels.RESOURCE.parse("\"resource\"", from.text("resource")),
        // runs from before both could be priced pay for the one
        from.isNull("otherShare") ? 0 : from.number("otherShare"),
        from.number("significance"),
        from.isNull("discount") ? 0 : from.number("discount"),
        kinds,
        from.isNull("start")
            ? Selection.Start.LEARNED
            : Labels.START.parse("\"start\"", from.text("start")),
        from.isNull("tryBoth")
            ? Optional.empty()
            : Optional.of(Labels.SECOND.parse("\"tryBoth\"", from.text("tryBoth"))));
  }
}
