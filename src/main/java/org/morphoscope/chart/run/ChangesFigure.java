package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.morphoscope.chart.Axis;
import org.morphoscope.chart.Dash;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Ink;
import org.morphoscope.chart.Look;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Mark.Series;
import org.morphoscope.chart.Marker;
import org.morphoscope.chart.Panel;
import org.morphoscope.history.Choice;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.Candidate;

/** What every candidate of a round costs and what it was predicted to bring, each alone. */
final class ChangesFigure implements RunFigure {
  private static final int MANY = 400;

  @Override
  public String name() {
    return "gain-vs-cost";
  }

  @Override
  public String description() {
    return "predicted change of the loss against parameters, of all candidates of a round";
  }

  @Override
  public FigureSpec of(List<RunHistory> runs, View view) {
    RunHistory run = runs.get(0);
    Choice choice = view.choice(run, name());
    String taken = run.decision(choice.round()).isPresent() ? "applied" : "proposed";
    String unit =
        run.config().strategy().quantity().map(quantity -> quantity.unit()).orElse("nats");
    Set<Integer> set = choice.takenSet();
    List<Point> in = new ArrayList<>();
    List<Point> out = new ArrayList<>();
    double most = 0;
    double least = 0;
    for (Candidate c : choice.candidates()) {
      if (Double.isFinite(c.delta())) {
        (set.contains(c.index()) ? in : out)
            .add(Point.of(c.parameterChange(), c.delta(), c.error()));
        most = Math.max(most, c.parameterChange());
        least = Math.min(least, c.parameterChange());
      }
    }
    List<Mark> marks = new ArrayList<>();
    marks.add(
        new Series(
            "", List.of(Point.of(least, 0), Point.of(most, 0)), Look.line(Ink.GREY, Dash.DASHED)));
    double size = choice.candidates().size() > MANY ? 0.4 : 0.65;
    Look open = Look.points(Ink.BLUE, Marker.CIRCLE, false).scaled(1, size);
    Look filled = Look.points(Ink.VERMILLION, Marker.DIAMOND, true).scaled(1, size * 1.2);
    marks.add(new Series("not " + taken, out, open));
    marks.add(new Series(taken, in, filled));
    Axis x = Axis.linear("Parameters, \u0394R", "");
    Axis y = Axis.linear("\u0394L", unit);
    return FigureSpec.of(
            name(),
            "Candidates of round " + choice.round(),
            List.of(Panel.of(x, y, marks)),
            run.origin())
        .data(ScoresFigure.table(choice, taken, unit))
        .caption(
            "Predicted change \u0394L by each candidate alone (negative is good) against the"
                + " parameters that it costs, in round "
                + choice.round()
                + ". Bars: standard errors. Filled: "
                + taken
                + ".");
  }
}
