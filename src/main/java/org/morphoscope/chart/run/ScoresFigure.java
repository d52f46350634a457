package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.chart.Axis;
import org.morphoscope.chart.Dash;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Ink;
import org.morphoscope.chart.Look;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Mark.Bars;
import org.morphoscope.chart.Mark.Box;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Mark.Series;
import org.morphoscope.chart.Marker;
import org.morphoscope.chart.Panel;
import org.morphoscope.chart.Table;
import org.morphoscope.history.Choice;
import org.morphoscope.history.RunHistory;
import org.morphoscope.net.Layer;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.LayerScores.ScoreQuantity;

/** The scores of all candidates, layer by layer, one panel per kind of morphism. */
final class ScoresFigure implements RunFigure {
  private static final double HALF = 0.34;
  private static final double SPREAD = 0.27;

  @Override
  public String name() {
    return "score-distribution";
  }

  @Override
  public String description() {
    return "scores of all candidates per layer, with quartiles, at a round";
  }

  @Override
  public FigureSpec of(List<RunHistory> runs, View view) {
    RunHistory run = runs.get(0);
    Choice choice = view.choice(run, name());
    // while a person is asked, the set is a proposal and nothing else
    String taken = run.decision(choice.round()).isPresent() ? "applied" : "proposed";
    List<Layer> layers = choice.scored().spec().leaders();
    List<Axis.Tick> names = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      names.add(new Axis.Tick(i, layers.get(i).id()));
    }
    Axis x = Axis.linear("Layer", "").range(-0.6, layers.size() - 0.4).ticks(names);
    List<Panel> panels = new ArrayList<>();
    // a slide keeps its shape, so the names of three low axes would run into each other
    Optional<ScoreQuantity> ofRival = run.config().strategy().quantity();
    String unit = ofRival.map(ScoreQuantity::unit).orElse("nats");
    String quantity =
        choice.kinds().size() > 2 ? "" : ofRival.isPresent() ? "Score, " : "\u0394L, ";
    for (MorphKind kind : choice.kinds()) {
      Axis y = Axis.linear(quantity + Kinds.name(kind), unit);
      panels.add(Panel.of(x, y, marks(choice, kind, layers.size(), panels.isEmpty() ? taken : "")));
    }
    return FigureSpec.of(name(), "Scores in round " + choice.round(), panels, run.origin())
        .data(table(choice, taken, unit))
        .caption(
            ofRival
                    .map(q -> "Score: " + q.name() + ", of each candidate (negative is good)")
                    .orElse(
                        "Predicted change \u0394L of the loss by each candidate alone (negative is a"
                            + " gain)")
                + " in round "
                + choice.round()
                + ". Boxes: quartiles with the median. Filled: "
                + taken
                + ".");
  }

  private static List<Mark> marks(Choice choice, MorphKind kind, int layers, String name) {
    Set<Integer> taken = choice.takenSet();
    List<Box> boxes = new ArrayList<>();
    List<Point> medians = new ArrayList<>();
    List<Point> left = new ArrayList<>();
    List<Point> applied = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      int current = layer;
      List<Candidate> here =
          choice.of(kind).stream().filter(c -> c.unit().group() == current).toList();
      double[] sorted = here.stream().mapToDouble(Candidate::delta).sorted().toArray();
      if (sorted.length > 0) {
        boxes.add(
            new Box(layer - HALF, layer + HALF, quantile(sorted, 0.25), quantile(sorted, 0.75)));
        double median = quantile(sorted, 0.5);
        medians.add(Point.of(layer - HALF, median));
        medians.add(Point.of(layer + HALF, median));
        medians.add(Point.gap());
      }
      for (int i = 0; i < here.size(); i++) {
        Candidate c = here.get(i);
        Point point = new Point(layer, c.delta(), 0, 0, SPREAD * (2 * spread(i) - 1));
        (taken.contains(c.index()) ? applied : left).add(point);
      }
    }
    List<Mark> marks = new ArrayList<>();
    marks.add(new Bars("", boxes, Ink.LIGHT, 0.45, true));
    marks.add(
        new Series(
            "",
            List.of(Point.of(-0.6, 0), Point.of(layers - 0.4, 0)),
            Look.line(Ink.GREY, Dash.DASHED).scaled(0.8, 1)));
    marks.add(new Series("", medians, Look.line(Ink.BLACK, Dash.SOLID)));
    double size = choice.of(kind).size() > 400 ? 0.4 : 0.65;
    marks.add(
        new Series(
            name.isEmpty() ? "" : "not " + name,
            left,
            Look.points(Ink.BLUE, Marker.CIRCLE, false).scaled(1, size)));
    marks.add(
        new Series(
            name,
            applied,
            Look.points(Ink.VERMILLION, Marker.DIAMOND, true).scaled(1, size * 1.2)));
    return marks;
  }

  /** Between two of the sorted values. */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Van der Corput's sequence: even over 0 to 1 for any number of points, and always the same. */
  private static double spread(int index) {
    return (Integer.reverse(index + 1) >>> 1) / (double) Integer.MAX_VALUE;
  }

  /** The numbers of all candidates, with whether they were taken under the word for that. */
  static Table table(Choice choice, String name, String unit) {
    List<Table.Column> columns =
        Arrays.asList(
            Table.Column.of("round", ""),
            Table.Column.of("layer", ""),
            Table.Column.of("channel", ""),
            Table.Column.of("channel id", ""),
            Table.Column.of("morphism", ""),
            Table.Column.of("delta", unit),
            Table.Column.of("standard error", unit),
            Table.Column.of("parameters", ""),
            Table.Column.of(name, ""));
    Set<Integer> taken = choice.takenSet();
    List<List<Object>> rows = new ArrayList<>();
    for (Candidate c : choice.candidates()) {
      rows.add(
          List.of(
              (long) choice.round(),
              (long) c.unit().group(),
              (long) c.unit().channel(),
              (long) c.channelId(),
              Kinds.name(c.kind()),
              c.delta(),
              c.error(),
              c.parameterChange(),
              taken.contains(c.index()) ? "yes" : "no"));
    }
    return new Table(columns, rows);
  }
}
