package org.morphoscope.ui.calibration;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.study.calibrate.Agreement;
import org.morphoscope.study.calibrate.CalibrationReport;
import org.morphoscope.study.calibrate.Measured;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Formats;

/** The numbers of a calibration as tables of text. */
final class ReportTables {
  private ReportTables() {}

  /**
   * One table.
   *
   * @param words number of columns, from the left, that hold words, not numbers
   * @param rows header first, all of the same length
   */
  record TextTable(String id, String title, String note, int words, List<List<String>> rows) {}

  static String summary(CalibrationReport report) {
    CalibrationReport.Setting s = report.setting();
    return Texts.of(
        "%s on %s: %s parameters, loss %s nats; theta learned on %s images, scored and measured on %s others. Changes of the mean loss in nats, negative is better; \u00b1 one standard error.",
        s.origin(),
        s.data(),
        Formats.count(s.parameters()),
        Formats.loss(s.loss()),
        Formats.count(s.learnSamples()),
        Formats.count(s.scoreSamples()));
  }

  static List<TextTable> of(CalibrationReport report) {
    return List.of(agreements(report), sets(report), costs(report));
  }

  private static TextTable agreements(CalibrationReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Kind", "Mode", "n", "Pearson r", "Spearman", "Slope", "Same sign"));
    for (CalibrationReport.KindAgreement of : report.agreements()) {
      Agreement a = of.agreement();
      rows.add(
          List.of(
              of.kind().word(),
              of.mode().label(),
              Formats.count(a.n()),
              value(a.pearson(), "%.3f"),
              value(a.spearman(), "%.3f"),
              value(a.slope(), "%.2f"),
              Formats.percent(a.sameSign().value())));
    }
    return new TextTable(
        "calibration-agreements",
        "Single candidates, predicted against measured",
        "Measured on really grown nets with frozen BatchNorm; slope of measured on predicted.",
        2,
        rows);
  }

  private static TextTable sets(CalibrationReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("Set", "Size", "\u0394R", "Sum of singles", "Predicted", "Measured", "Held out"));
    for (CalibrationReport.SetOutcome set : report.sets()) {
      rows.add(
          List.of(
              set.how(),
              Formats.count(set.size()),
              Formats.signedCount(set.parameterChange()),
              Formats.delta(set.sumOfSingles()),
              Formats.delta(set.predicted()),
              change(set.measured()),
              change(set.heldOut())));
    }
    return new TextTable(
        "calibration-sets",
        "Sets, by the joint formula",
        "Greedy sets are predicted too well by selection; random sets show the formula alone.",
        1,
        rows);
  }

  private static TextTable costs(CalibrationReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Pass", "Images", "Processor time, s", "Training steps", "By operations"));
    for (CalibrationReport.Cost cost : report.costs()) {
      rows.add(
          List.of(
              cost.pass(),
              Formats.count(cost.images()),
              number("%.2f", cost.seconds()),
              number("%.2f", cost.trainingSteps()),
              number("%.2f", cost.expected())));
    }
    return new TextTable(
        "calibration-costs",
        "Cost of each pass",
        "Per image, a training step's cost per image being 1.",
        1,
        rows);
  }

  private static String value(Agreement.Value value, String format) {
    if (!Double.isFinite(value.value())) {
      return "\u2013";
    }
    return number(format, value.value()) + " \u00b1 " + number(format, value.error());
  }

  private static String number(String format, double value) {
    return Texts.of(format, value).replace('-', '\u2212');
  }

  private static String change(Measured measured) {
    return Formats.delta(measured.delta(), measured.error());
  }
}
