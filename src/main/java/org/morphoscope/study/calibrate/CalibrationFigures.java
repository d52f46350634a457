package org.morphoscope.study.calibrate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.chart.Axis;
import org.morphoscope.chart.Dash;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Fit;
import org.morphoscope.chart.Ink;
import org.morphoscope.chart.Look;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Panel;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.format.Figures;
import org.morphoscope.chart.format.Format;
import org.morphoscope.net.MorphKind;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.study.calibrate.CalibrationReport.SetOutcome;
import org.morphoscope.study.calibrate.CalibrationReport.Single;
import org.morphoscope.text.Texts;

/** The figures of a calibration: predicted against measured change, for candidates and sets. */
public final class CalibrationFigures {
  private static final Style SINGLES = new Style(9, 3.4, 10, 1.2, 96, true, false);
  private static final Style SETS = new Style(9, 4.6, 10, 1.2, 96, false, false);

  /** Dots per inch for screens of high density. */
  private static final int SHARP = 192;

  private static final double AIR = 0.06;
  private static final String PREDICTED = "Predicted change";
  private static final String MEASURED = "Measured change";

  private CalibrationFigures() {}

  /**
   * {@return the figures as SVG, for the page}
   *
   * @param report what was found
   * @throws IOException when the typeface cannot be read
   */
  public static CalibrationHtml.Figures of(CalibrationReport report) throws IOException {
    return new CalibrationHtml.Figures(
        Figures.fontFace(),
        report.singles().isEmpty() ? "" : Figures.svg(singles(report), SINGLES),
        report.sets().isEmpty() ? "" : Figures.svg(sets(report), SETS));
  }

  /**
   * {@return the same figures as PNG files, those of candidates before those of sets}
   *
   * @param report what was found
   * @throws IOException when the typeface cannot be read
   */
  public static List<byte[]> png(CalibrationReport report) throws IOException {
    List<byte[]> files = new ArrayList<>();
    if (!report.singles().isEmpty()) {
      files.add(png(singles(report), SINGLES));
    }
    if (!report.sets().isEmpty()) {
      files.add(png(sets(report), SETS));
    }
    return files;
  }

  private static byte[] png(FigureSpec figure, Style style) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Figures.write(figure, style.dpi(SHARP), Format.PNG, out);
    return out.toByteArray();
  }

  /** One panel per kind, in the mode of the method. */
  private static FigureSpec singles(CalibrationReport report) {
    List<Panel> panels = new ArrayList<>();
    for (MorphKind kind : MorphKind.values()) {
      List<Single> of = report.singles().stream().filter(s -> s.kind() == kind).toList();
      if (!of.isEmpty()) {
        panels.add(panel(kind, of));
      }
    }
    return FigureSpec.of("calibration-singles", "Single candidates", panels, Map.of())
        .columns(panels.size());
  }

  private static Panel panel(MorphKind kind, List<Single> singles) {
    double[] x = singles.stream().mapToDouble(CalibrationFigures::predicted).toArray();
    double[] y = singles.stream().mapToDouble(s -> s.measured().delta()).toArray();
    List<Point> points =
        singles.stream()
            .map(s -> Point.of(predicted(s), s.measured().delta(), s.measured().error()))
            .toList();
    List<Mark> marks = new ArrayList<>();
    marks.add(identity("", x));
    marks.add(
        new Mark.Series("", points, Look.series(kind.ordinal()).with(Dash.NONE).scaled(1, 0.7)));
    Fit fit = Fit.of(x, y);
    if (Double.isFinite(fit.slope())) {
      marks.add(
          new Mark.Note(
              List.of(
                  Texts.of("r = %.3f, slope %.2f, n = %d", fit.r(), fit.slope(), fit.count()))));
    }
    return Panel.of(Axis.linear(PREDICTED, "nats"), Axis.linear(MEASURED, "nats"), marks)
        .titled(kind.word());
  }

  private static double predicted(Single single) {
    return single.predicted().get(CurvatureMode.GGN_MC);
  }

  private static FigureSpec sets(CalibrationReport report) {
    Set<String> kinds = new LinkedHashSet<>();
    report.sets().forEach(set -> kinds.add(set.how()));
    List<Mark> marks = new ArrayList<>();
    double[] x = report.sets().stream().mapToDouble(SetOutcome::predicted).toArray();
    marks.add(identity("measured = predicted", x));
    int index = 0;
    for (String how : kinds) {
      List<Point> points =
          report.sets().stream()
              .filter(set -> set.how().equals(how))
              .map(s -> Point.of(s.predicted(), s.measured().delta(), s.measured().error()))
              .toList();
      marks.add(new Mark.Series(how, points, Look.series(index++).with(Dash.NONE)));
    }
    Panel panel = Panel.of(Axis.linear(PREDICTED, "nats"), Axis.linear(MEASURED, "nats"), marks);
    return FigureSpec.of("calibration-sets", "Sets", List.of(panel), Map.of());
  }

  private static Mark identity(String name, double[] x) {
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (double value : x) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double air = high > low ? AIR * (high - low) : Math.max(1e-3, AIR * Math.abs(high));
    return new Mark.Series(
        name,
        List.of(Point.of(low - air, low - air), Point.of(high + air, high + air)),
        Look.line(Ink.GREY, Dash.DASHED).scaled(0.9, 1));
  }
}
