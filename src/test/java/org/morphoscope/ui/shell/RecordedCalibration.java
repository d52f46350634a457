package org.morphoscope.ui.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.study.calibrate.Agreement;
import org.morphoscope.study.calibrate.CalibrationFigures;
import org.morphoscope.study.calibrate.CalibrationHtml;
import org.morphoscope.study.calibrate.CalibrationReport;
import org.morphoscope.study.calibrate.Measured;
import org.morphoscope.ui.calibration.CalibrationResult;
import org.morphoscope.ui.calibration.RunCalibrator;

/**
 * A calibration that was measured before, read back from its file.
 *
 * @param file {@code calibration.json} without a sensitivity study
 */
record RecordedCalibration(Path file) implements RunCalibrator {
  @Override
  public CalibrationResult calibrate(Path run, Consumer<String> progress) throws Exception {
    CalibrationReport report = read();
    return new CalibrationResult(
        report,
        CalibrationHtml.page(report, CalibrationHtml.Figures.NONE),
        CalibrationFigures.png(report));
  }

  private CalibrationReport read() throws IOException {
    JsonNode from = new ObjectMapper().readTree(file.toFile());
    JsonNode inject = from.path("inject");
    return new CalibrationReport(
        setting(from.path("setting")),
        new CalibrationReport.Inject(
            inject.path("splits").asInt(),
            inject.path("prunes").asInt(),
            inject.path("images").asInt(),
            number(inject, "worst"),
            inject.path("groupsSkipped").asInt()),
        all(from, "singles").map(RecordedCalibration::single).toList(),
        all(from, "agreement").map(RecordedCalibration::agreement).toList(),
        all(from, "sets").map(RecordedCalibration::set).toList(),
        all(from, "thetas").map(RecordedCalibration::theta).toList(),
        all(from, "costs").map(RecordedCalibration::cost).toList(),
        Optional.empty());
  }

  private static Stream<JsonNode> all(JsonNode from, String name) {
    List<JsonNode> nodes = new ArrayList<>();
    from.path(name).forEach(nodes::add);
    return nodes.stream();
  }

  private static CalibrationReport.Setting setting(JsonNode from) {
    return new CalibrationReport.Setting(
        from.path("origin").asText(),
        from.path("data").asText(),
        from.path("net").asText(),
        from.path("parameters").asLong(),
        from.path("learnSamples").asInt(),
        from.path("scoreSamples").asInt(),
        from.path("heldOutSamples").asInt(),
        from.path("learnSteps").asInt(),
        number(from, "loss"),
        number(from, "lossError"),
        from.path("backend").asText());
  }

  private static CalibrationReport.Single single(JsonNode from) {
    Map<CurvatureMode, Double> predicted = new EnumMap<>(CurvatureMode.class);
    for (CurvatureMode mode : CurvatureMode.values()) {
      if (from.path("predicted").has(mode.label())) {
        predicted.put(mode, number(from.path("predicted"), mode.label()));
      }
    }
    return new CalibrationReport.Single(
        kind(from),
        unit(from),
        predicted,
        number(from, "predictedError"),
        change(from, "measured"));
  }

  private static CalibrationReport.KindAgreement agreement(JsonNode from) {
    CurvatureMode mode =
        Stream.of(CurvatureMode.values())
            .filter(m -> m.label().equals(from.path("mode").asText()))
            .findFirst()
            .orElseThrow();
    return new CalibrationReport.KindAgreement(
        kind(from),
        mode,
        new Agreement(
            from.path("n").asInt(),
            value(from, "pearson"),
            value(from, "spearman"),
            value(from, "slope"),
            value(from, "sameSign"),
            number(from, "meanPredicted"),
            number(from, "meanMeasured")));
  }

  private static CalibrationReport.SetOutcome set(JsonNode from) {
    return new CalibrationReport.SetOutcome(
        from.path("how").asText(),
        from.path("size").asInt(),
        from.path("parameterChange").asLong(),
        number(from, "predicted"),
        number(from, "sumOfSingles"),
        change(from, "measured"),
        change(from, "heldOut"));
  }

  private static CalibrationReport.ThetaOutcome theta(JsonNode from) {
    return new CalibrationReport.ThetaOutcome(
        unit(from),
        number(from, "predicted"),
        change(from, "learned"),
        change(from, "continuedOnTrueLoss"),
        change(from, "optimisedOnTrueLoss"));
  }

  private static CalibrationReport.Cost cost(JsonNode from) {
    return new CalibrationReport.Cost(
        from.path("pass").asText(),
        number(from, "seconds"),
        from.path("images").asLong(),
        number(from, "trainingSteps"),
        number(from, "expected"));
  }

  private static MorphKind kind(JsonNode from) {
    String name = from.path("kind").asText();
    return name.equals("new")
        ? MorphKind.NEW_NEURON
        : MorphKind.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static UnitId unit(JsonNode from) {
    return new UnitId(from.path("group").asInt(), from.path("channel").asInt());
  }

  private static Measured change(JsonNode from, String name) {
    return new Measured(number(from.path(name), "delta"), number(from.path(name), "se"));
  }

  private static Agreement.Value value(JsonNode from, String name) {
    return new Agreement.Value(number(from.path(name), "value"), number(from.path(name), "se"));
  }

  private static double number(JsonNode from, String name) {
    return from.path(name).asDouble(Double.NaN);
  }
}
