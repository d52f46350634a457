package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.chart.Axis;
import org.morphoscope.chart.Dash;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Fit;
import org.morphoscope.chart.Ink;
import org.morphoscope.chart.Look;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Mark.Note;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Mark.Series;
import org.morphoscope.chart.Marker;
import org.morphoscope.chart.Panel;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.GrowthEvent.Measured;
import org.morphoscope.text.Texts;

/** Predicted against measured gain of every applied set. */
final class PredictionFigure implements RunFigure {
  private static final double BEYOND = 0.06;

  @Override
  public String name() {
    return "predicted-vs-measured";
  }

  @Override
  public String description() {
    return "predicted against measured gain of every set, with fit and correlation";
  }

  @Override
  public FigureSpec of(List<RunHistory> runs, View view) {
    List<Measured> sets = runs.stream().flatMap(run -> Sets.of(run).stream()).toList();
    if (sets.isEmpty()) {
      throw new IllegalArgumentException(
          Texts.of("%s: run %s has no measured set yet", name(), runs.get(0).label()));
    }
    double low = sets.stream().mapToDouble(m -> 0 - m.predictedDelta()).min().orElse(0);
    double high = sets.stream().mapToDouble(m -> 0 - m.predictedDelta()).max().orElse(1);
    double air = high > low ? BEYOND * (high - low) : Math.max(1e-3, Math.abs(high) * 0.1);
    Fit fit = Sets.fit(runs);
    List<Mark> marks = new ArrayList<>();
    marks.add(
        new Series(
            "measured = predicted",
            List.of(Point.of(low - air, low - air), Point.of(high + air, high + air)),
            Look.line(Ink.GREY, Dash.DASHED).scaled(0.9, 1)));
    List<String> notes = new ArrayList<>();
    // a line through two points would say nothing
    if (fit.count() > 2 && Double.isFinite(fit.slope())) {
      marks.add(
          new Series(
              "fit",
              List.of(
                  Point.of(low - air, fit.at(low - air)), Point.of(high + air, fit.at(high + air))),
              Look.line(Ink.BLUE, Dash.SOLID).scaled(0.9, 1)));
      notes.add(text("r = %.2f, slope %.2f", fit.r(), fit.slope()));
    }
    notes.add(fit.count() == 1 ? "1 set" : fit.count() + " sets");
    marks.add(
        new Series(
            "held-out images",
            sets.stream()
                .map(m -> Point.of(0 - m.predictedDelta(), 0 - m.heldOutDelta(), m.heldOutError()))
                .toList(),
            Look.points(Ink.VERMILLION, Marker.SQUARE, false)));
    marks.add(
        new Series(
            "scored images",
            sets.stream()
                .map(m -> Point.of(0 - m.predictedDelta(), 0 - m.measuredDelta()))
                .toList(),
            Look.points(Ink.BLUE, Marker.CIRCLE, true)));
    marks.add(new Note(notes));
    Panel panel =
        Panel.of(
            Axis.linear("Predicted gain", "nats"), Axis.linear("Measured gain", "nats"), marks);
    return FigureSpec.of(
            name(), "Predicted against measured gain", List.of(panel), LossFigure.origin(runs))
        .data(RunTables.calibration(runs))
        .caption(
            "Change of the frozen loss by every applied set, turned so that a gain is positive:"
                + " predicted by the joint model, and measured on the scored images and on held-out"
                + " ones (bars: standard errors). The fit is over the scored images.");
  }

  private static String text(String format, Object... values) {
    return Texts.of(format, values).replace('-', '\u2212');
  }
}
