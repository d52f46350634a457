package org.morphoscope.study.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.morphoscope.net.MorphKind;

/**
 * A calibration as {@code calibration.json}; losses in nats, numbers that do not exist are null.
 */
public final class CalibrationJson {
  private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * {@return the report as JSON, UTF-8}
   *
   * @param report what was found
   * @throws JsonProcessingException never for a report of this program
   */
  public byte[] write(CalibrationReport report) throws JsonProcessingException {
    ObjectNode to = mapper.createObjectNode().put("v", 1);
    setting(report.setting(), to.putObject("setting"));
    var inject = report.inject();
    to.putObject("inject")
        .put("splits", inject.splits())
        .put("prunes", inject.prunes())
        .put("images", inject.images())
        .put("worst", inject.worst())
        .put("groupsSkipped", inject.skipped());
    ArrayNode agreements = to.putArray("agreement");
    report.agreements().forEach(a -> agreement(a, agreements.addObject()));
    ArrayNode sets = to.putArray("sets");
    report.sets().forEach(set -> set(set, sets.addObject()));
    ArrayNode thetas = to.putArray("thetas");
    report.thetas().forEach(theta -> theta(theta, thetas.addObject()));
    ArrayNode costs = to.putArray("costs");
    for (var cost : report.costs()) {
      ObjectNode node = costs.addObject();
      node.put("pass", cost.pass()).put("seconds", cost.seconds()).put("images", cost.images());
      number(node, "trainingSteps", cost.trainingSteps());
      number(node, "expected", cost.expected());
    }
    ArrayNode singles = to.putArray("singles");
    report.singles().forEach(single -> single(single, singles.addObject()));
    if (report.sensitivity().isPresent()) {
      ArrayNode variations = to.putArray("sensitivity");
      report.sensitivity().get().variations().forEach(v -> variation(v, variations.addObject()));
    }
    return mapper.writeValueAsBytes(to);
  }

  private static void setting(CalibrationReport.Setting setting, ObjectNode to) {
    to.put("origin", setting.origin())
        .put("data", setting.data())
        .put("net", setting.net())
        .put("parameters", setting.parameters())
        .put("learnSamples", setting.learnSamples())
        .put("learnSteps", setting.learnSteps())
        .put("scoreSamples", setting.scoreSamples())
        .put("heldOutSamples", setting.heldOutSamples())
        .put("loss", setting.loss())
        .put("lossError", setting.lossError())
        .put("backend", setting.backend());
  }

  private static void agreement(CalibrationReport.KindAgreement of, ObjectNode to) {
    Agreement found = of.agreement();
    to.put("kind", word(of.kind())).put("mode", of.mode().label()).put("n", found.n());
    value(to, "pearson", found.pearson());
    value(to, "spearman", found.spearman());
    value(to, "slope", found.slope());
    value(to, "sameSign", found.sameSign());
    number(to, "meanPredicted", found.meanPredicted());
    number(to, "meanMeasured", found.meanMeasured());
  }

  private static void set(CalibrationReport.SetOutcome set, ObjectNode to) {
    to.put("how", set.how())
        .put("size", set.size())
        .put("parameterChange", set.parameterChange())
        .put("predicted", set.predicted())
        .put("sumOfSingles", set.sumOfSingles());
    measured(to, "measured", set.measured());
    measured(to, "heldOut", set.heldOut());
  }

  private static void theta(CalibrationReport.ThetaOutcome theta, ObjectNode to) {
    to.put("group", theta.unit().group())
        .put("channel", theta.unit().channel())
        .put("predicted", theta.predicted());
    measured(to, "learned", theta.learned());
    measured(to, "continuedOnTrueLoss", theta.continued());
    measured(to, "optimisedOnTrueLoss", theta.optimised());
    number(to, "ratio", theta.ratio());
  }

  private static void single(CalibrationReport.Single single, ObjectNode to) {
    to.put("kind", word(single.kind()))
        .put("group", single.unit().group())
        .put("channel", single.unit().channel());
    ObjectNode predicted = to.putObject("predicted");
    single.predicted().forEach((mode, delta) -> predicted.put(mode.label(), delta));
    to.put("predictedError", single.predictedError());
    measured(to, "measured", single.measured());
  }

  private static void variation(Sensitivity.Variation variation, ObjectNode to) {
    to.put("setting", variation.setting())
        .put("value", variation.value())
        .put("size", variation.size());
    ObjectNode counts = to.putObject("counts");
    for (MorphKind kind : MorphKind.values()) {
      List<Integer> ofKind = variation.counts().get(kind);
      ArrayNode perGroup = counts.putArray(word(kind));
      ofKind.forEach(perGroup::add);
    }
    to.put("parameterChange", variation.parameterChange())
        .put("lambda", variation.lambda())
        .put("predicted", variation.predicted());
    measured(to, "measured", variation.measured());
    measured(to, "heldOut", variation.heldOut());
    number(to, "rankCorrelation", variation.correlation());
    to.put("jaccard", variation.jaccard()).put("layerOverlap", variation.layerOverlap());
  }

  private static String word(MorphKind kind) {
    return kind.word();
  }

  private static void measured(ObjectNode to, String name, Measured measured) {
    ObjectNode node = to.putObject(name);
    number(node, "delta", measured.delta());
    number(node, "se", measured.error());
  }

  private static void value(ObjectNode to, String name, Agreement.Value value) {
    ObjectNode node = to.putObject(name);
    number(node, "value", value.value());
    number(node, "se", value.error());
  }

  /** JSON has no NaN. */
  private static void number(ObjectNode to, String name, double value) {
    if (Double.isFinite(value)) {
      to.put(name, value);
    } else {
      to.putNull(name);
    }
  }
}
