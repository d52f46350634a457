package org.morphoscope.study.calibrate;

import java.util.List;
import java.util.stream.Collectors;
import org.morphoscope.net.MorphKind;

/** A calibration as a page of its own, {@code calibration.html}. */
public final class CalibrationHtml {
  private final CalibrationReport report;
  private final Figures figures;
  private final Html html = new Html();

  /**
   * Figures of the page, drawn by someone who may.
   *
   * @param style style sheet that they need
   * @param singles SVG of single candidates, or nothing
   * @param sets SVG of sets, or nothing
   */
  public record Figures(String style, String singles, String sets) {
    /** No figures. */
    public static final Figures NONE = new Figures("", "", "");
  }

  private CalibrationHtml(CalibrationReport report, Figures figures) {
    this.report = report;
    this.figures = figures;
  }

  /**
   * {@return the whole page as HTML, with everything in it}
   *
   * @param report what was found
   * @param figures SVG of the figures
   */
  public static String page(CalibrationReport report, Figures figures) {
    CalibrationHtml page = new CalibrationHtml(report, figures);
    page.head();
    page.inject();
    page.singles();
    page.sets();
    page.thetas();
    page.costs();
    report.sensitivity().ifPresent(page::sensitivity);
    return page.html.page("Morphoscope calibration", figures.style());
  }

  private void head() {
    CalibrationReport.Setting s = report.setting();
    html.heading(1, "How far the predictions can be trusted")
        .paragraph(
            Numbers.text(
                "%s on %s: %s, %,d parameters, loss %.4f +- %.4f on the scoring images. Theta was"
                    + " learned on %,d training images in %d steps, scored and measured on %,d"
                    + " others; held-out means %,d validation images. %s.",
                s.origin(),
                s.data(),
                s.net(),
                s.parameters(),
                s.loss(),
                s.lossError(),
                s.learnSamples(),
                s.learnSteps(),
                s.scoreSamples(),
                s.heldOutSamples(),
                s.backend()))
        .paragraph(
            "Every measured change is that of the really grown net with frozen BatchNorm. Changes"
                + " of the mean loss are in nats, negative is better; +- is one standard error.");
  }

  private void inject() {
    CalibrationReport.Inject i = report.inject();
    html.heading(2, "1 Injected change against grown net")
        .paragraph(
            i.splits() == 0
                ? "No group of this net has one layer alone, where the injected change is the grown net exactly."
                : Numbers.text(
                    "%d splits and %d prunes on %d images: largest difference of a loss %.1e (expected below 1e-5). %d groups of several layers were left out.",
                    i.splits(), i.prunes(), i.images(), i.worst(), i.skipped()));
  }

  private void singles() {
    html.heading(2, "2, 3 Single candidates, predicted against measured")
        .figure(figures.singles())
        .header(
            "kind",
            "mode",
            "n",
            "Pearson",
            "Spearman",
            "slope",
            "same sign",
            "mean predicted",
            "mean measured");
    for (CalibrationReport.KindAgreement of : report.agreements()) {
      Agreement a = of.agreement();
      html.row(
          word(of.kind()),
          of.mode().label(),
          Integer.toString(a.n()),
          value(a.pearson(), 4),
          value(a.spearman(), 4),
          value(a.slope(), 3),
          value(a.sameSign(), 3),
          Numbers.text("%+.6f", a.meanPredicted()),
          Numbers.text("%+.6f", a.meanMeasured()));
    }
    html.end();
  }

  private void sets() {
    html.heading(2, "4 Sets, by the joint formula")
        .paragraph(
            "Greedy sets are predicted too well by selection; random sets show the formula alone.")
        .figure(figures.sets())
        .header("set", "size", "parameters", "sum of singles", "predicted", "measured", "held-out");
    for (CalibrationReport.SetOutcome set : report.sets()) {
      html.row(
          set.how(),
          Integer.toString(set.size()),
          Numbers.text("%+,d", set.parameterChange()),
          Numbers.text("%+.5f", set.sumOfSingles()),
          Numbers.text("%+.5f", set.predicted()),
          measured(set.measured()),
          measured(set.heldOut()));
    }
    html.end();
  }

  private void thetas() {
    html.heading(2, "5 Learned theta against theta optimised on the true loss");
    if (report.thetas().isEmpty()) {
      html.paragraph("No split of a group of one layer was predicted to gain.");
      return;
    }
    html.header(
        "split",
        "predicted",
        "learned theta",
        "learned, then on the true loss",
        "on the true loss",
        "gain kept");
    for (CalibrationReport.ThetaOutcome theta : report.thetas()) {
      html.row(
          Numbers.text("group %d, channel %d", theta.unit().group(), theta.unit().channel()),
          Numbers.text("%+.5f", theta.predicted()),
          measured(theta.learned()),
          measured(theta.continued()),
          measured(theta.optimised()),
          Numbers.text("%.2f", theta.ratio()));
    }
    html.end();
  }

  private void costs() {
    html.heading(2, "6 Cost of each pass")
        .header("pass", "images", "processor seconds", "training steps", "by operations");
    for (CalibrationReport.Cost cost : report.costs()) {
      html.row(
          cost.pass(),
          Numbers.text("%,d", cost.images()),
          Numbers.text("%.2f", cost.seconds()),
          Numbers.text("%.2f", cost.trainingSteps()),
          Numbers.text("%.2f", cost.expected()));
    }
    html.end()
        .paragraph(
            "Processor time per image in units of a training step's. Learning and scoring include"
                + " new neurons, scoring the prunes too, which the count of operations leaves out.");
  }

  private void sensitivity(Sensitivity sensitivity) {
    html.heading(2, "Sensitivity of the selection")
        .paragraph(
            "One setting at a time. The rows of other seeds are the yardstick. Overlap: shared"
                + " splits and prunes over all; layers: the same for numbers per layer and kind.")
        .header(
            "setting",
            "value",
            "size",
            "splits",
            "prunes",
            "new",
            "lambda",
            "predicted",
            "measured",
            "held-out",
            "ranks",
            "overlap",
            "layers");
    for (Sensitivity.Variation v : sensitivity.variations()) {
      html.row(
          v.setting(),
          v.value(),
          Integer.toString(v.size()),
          counts(v.counts().get(MorphKind.SPLIT)),
          counts(v.counts().get(MorphKind.PRUNE)),
          counts(v.counts().get(MorphKind.NEW_NEURON)),
          Numbers.text("%.2g", v.lambda()),
          Numbers.text("%+.5f", v.predicted()),
          measured(v.measured()),
          measured(v.heldOut()),
          Numbers.text("%.3f", v.correlation()),
          Numbers.text("%.2f", v.jaccard()),
          Numbers.text("%.2f", v.layerOverlap()));
    }
    html.end();
  }

  private static String counts(List<Integer> perGroup) {
    return perGroup.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  private static String word(MorphKind kind) {
    return kind.word();
  }

  private static String value(Agreement.Value value, int digits) {
    String format = "%." + digits + "f";
    return Numbers.text(format, value.value()) + Numbers.text(" +- " + format, value.error());
  }

  private static String measured(Measured measured) {
    return Numbers.text("%+.5f +- %.5f", measured.delta(), measured.error());
  }
}
