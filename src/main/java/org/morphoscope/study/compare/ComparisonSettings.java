package org.morphoscope.study.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.morphoscope.journal.codec.ConfigCodec;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Keep;
import org.morphoscope.run.config.Training;
import org.morphoscope.text.Texts;

/**
 * The settings of a comparison as its table tells them.
 *
 * @param data without the folder that it lies in
 * @param trainLimit at most so many training images; empty for all
 * @param resource that the budget is about
 * @param epochs before the tail of a run that grows in all its rounds
 * @param reference what the others are compared with
 * @param config all settings that every run has in common, without seed and without the folder of
 *     the data; empty in tables from before they were written down
 * @param tuneRate whether the learning rate is chosen first
 * @param tuning how the learning rate was chosen; empty before it was
 * @param plateau of nets from scratch; empty for the share that the reference has
 */
record ComparisonSettings(
    String data,
    OptionalInt trainLimit,
    String seedNet,
    String resource,
    long budget,
    int rounds,
    int firstEpochs,
    int epochsPerRound,
    int epochs,
    double learningRate,
    int batch,
    List<Long> seeds,
    Participant reference,
    Match match,
    Optional<RunConfig> config,
    boolean tuneRate,
    Optional<RateTuning.Tuned> tuning,
    Optional<Plateau> plateau) {

  static ComparisonSettings of(ComparisonPlan plan) {
    return of(plan, Optional.empty());
  }

  /**
   * @param plan at the rate that was asked for
   * @param tuning how another one was chosen
   */
  static ComparisonSettings of(ComparisonPlan plan, Optional<RateTuning.Tuned> tuning) {
    RunConfig base = anywhere(plan.base());
    Training training = base.training();
    return new ComparisonSettings(
        base.data().name(),
        base.data().trainLimit(),
        base.seedNet().title(),
        plan.resource().name().toLowerCase(Locale.ROOT),
        plan.budget(),
        base.limits().rounds(),
        training.firstEpochs(),
        training.epochsPerRound(),
        plan.epochs(),
        tuning.map(RateTuning.Tuned::learningRate).orElse(training.learningRate()),
        training.batch(),
        plan.seeds(),
        plan.contenders().get(0),
        plan.match(),
        Optional.of(base),
        plan.tuneRate(),
        tuning,
        plan.plateau());
  }

  /** The settings with nothing of the machine and of the seed in them. */
  private static RunConfig anywhere(RunConfig base) {
    DataChoice data = base.data();
    int colon = data.name().indexOf(':');
    int slash = Math.max(data.name().lastIndexOf('/'), data.name().lastIndexOf('\\'));
    String name =
        slash < 0
            ? data.name()
            : data.name().substring(0, colon + 1) + data.name().substring(slash + 1);
    return base.withSeed(0)
        .withKeep(Keep.ALL)
        .withData(new DataChoice(name, data.trainLimit(), data.validationShare()));
  }

  void write(ObjectNode to) {
    to.put("data", data);
    trainLimit.ifPresent(limit -> to.put("trainLimit", limit));
    to.put("seedNet", seedNet)
        .put("resource", resource)
        .put("budget", budget)
        .put("rounds", rounds)
        .put("firstEpochs", firstEpochs)
        .put("epochsPerRound", epochsPerRound)
        .put("epochs", epochs)
        .put("learningRate", learningRate)
        .put("batch", batch);
    ArrayNode list = to.putArray("seeds");
    seeds.forEach(list::add);
    to.put("reference", reference.label()).put("match", match.label());
    if (tuneRate) {
      to.put("tuneRate", true);
    }
    plateau.ifPresent(asked -> to.put("scratchPlateau", asked.label()));
    tuning.ifPresent(tuned -> tuned.write(to.putObject("tuning")));
    config.ifPresent(all -> to.set("config", ConfigCodec.encode(all)));
  }

  /** Tables from before there was a choice of matching had equal epochs. */
  static ComparisonSettings read(Fields from) {
    return new ComparisonSettings(
        from.text("data"),
        from.isNull("trainLimit")
            ? OptionalInt.empty()
            : OptionalInt.of(from.integer("trainLimit")),
        from.text("seedNet"),
        from.text("resource"),
        from.integer64("budget"),
        from.integer("rounds"),
        from.integer("firstEpochs"),
        from.integer("epochsPerRound"),
        from.integer("epochs"),
        from.number("learningRate"),
        from.integer("batch"),
        from.integers64("seeds"),
        from.parsed("reference", "the name of a strategy", Participant::of),
        from.isNull("match") ? Match.EPOCHS : from.parsed("match", "compute or epochs", Match::of),
        from.isNull("config")
            ? Optional.empty()
            : Optional.of(ConfigCodec.decode(from.object("config"))),
        !from.isNull("tuneRate") && from.flag("tuneRate"),
        from.isNull("tuning")
            ? Optional.empty()
            : Optional.of(RateTuning.Tuned.read(from.object("tuning"))),
        from.isNull("scratchPlateau")
            ? Optional.empty()
            : Optional.of(from.parsed("scratchPlateau", "epochs or a share", Plateau::of)));
  }

  /** What differs between these settings and others of a comparison; empty when nothing does. */
  Optional<String> difference(ComparisonSettings asked) {
    if (reference != asked.reference) {
      return Optional.of(told("first strategy", asked.reference.label(), reference.label()));
    }
    if (match != asked.match) {
      return Optional.of(told("match", asked.match.label(), match.label()));
    }
    if (tuneRate != asked.tuneRate) {
      return Optional.of(
          told("tune-rate", Boolean.toString(asked.tuneRate), Boolean.toString(tuneRate)));
    }
    if (!plateau.equals(asked.plateau)) {
      return Optional.of(told("scratch-plateau", label(asked.plateau), label(plateau)));
    }
    JsonNode mine = ConfigCodec.encode(config.orElseThrow());
    JsonNode other = ConfigCodec.encode(asked.config.orElseThrow());
    return difference("", mine, other);
  }

  private static Optional<String> difference(String name, JsonNode mine, JsonNode other) {
    if (mine.isObject() && other.isObject()) {
      for (Iterator<Map.Entry<String, JsonNode>> it = union(mine, other); it.hasNext(); ) {
        String field = it.next().getKey();
        Optional<String> found = difference(field, mine.path(field), other.path(field));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    // compared as they are written: what was read has other types of whole numbers
    return mine.toString().equals(other.toString())
        ? Optional.empty()
        : Optional.of(told(name, other.toString(), mine.toString()));
  }

  private static Iterator<Map.Entry<String, JsonNode>> union(JsonNode mine, JsonNode other) {
    ObjectNode all = mine.deepCopy();
    other.fields().forEachRemaining(field -> all.set(field.getKey(), field.getValue()));
    return all.fields();
  }

  private static String told(String what, String asked, String recorded) {
    return Texts.of(
        "%s %s, as the comparison was begun with, found %s", what, shown(recorded), shown(asked));
  }

  private static String label(Optional<Plateau> plateau) {
    return plateau.map(Plateau::label).orElse("");
  }

  private static String shown(String value) {
    return value.isEmpty() ? "nothing" : value.replace("\"", "");
  }
}
