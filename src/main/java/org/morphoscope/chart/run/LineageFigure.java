package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.morphoscope.history.ChannelLife;
import org.morphoscope.history.Lineage;
import org.morphoscope.history.RunHistory;
import org.morphoscope.net.Layer;

/** What became of every channel: lines that fork where channels are split. */
final class LineageFigure implements RunFigure {
  private static final double BETWEEN = 1.5;
  private static final double TURN = 0.45;

  /** With more channels, layers in which nothing changed take one line each. */
  private static final int MANY = 120;

  /** Rows up to which lines have their full width. */
  private static final int FULL = 50;

  @Override
  public String name() {
    return "lineage";
  }

  @Override
  public String description() {
    return "the descent of all channels over the rounds";
  }

  @Override
  public FigureSpec of(List<RunHistory> runs, View view) {
    RunHistory run = runs.get(0);
    Lineage lineage = Lineage.of(run.model());
    List<String> layers = layers(run);
    List<Point> seed = new ArrayList<>();
    List<Point> born = new ArrayList<>();
    List<Point> starts = new ArrayList<>();
    List<Point> ends = new ArrayList<>();
    List<Axis.Tick> names = new ArrayList<>();
    List<Box> shades = new ArrayList<>();
    double y = 0;
    int last = lineage.lastFinished();
    int rowCount = 0;
    for (int layer = 0; layer < layers.size(); layer++) {
      rowCount += new LineageRows(lineage.lives(layer)).height();
    }
    boolean many = rowCount > MANY;
    double thin = 0.6 * Math.min(1, Math.max(0.3, (double) FULL / rowCount));
    for (int layer = 0; layer < layers.size(); layer++) {
      List<ChannelLife> all = lineage.lives(layer);
      boolean still = all.stream().allMatch(life -> life.born() == 0 && !life.pruned());
      List<ChannelLife> lives = many && still ? all.subList(0, Math.min(1, all.size())) : all;
      LineageRows places = new LineageRows(lives);
      Map<Integer, Double> rows = places.rows(y);
      double bottom = y - places.height() + 1;
      names.add(new Axis.Tick((y + bottom) / 2, layers.get(layer)));
      if (layer % 2 == 0) {
        shades.add(new Box(-0.4, last + 0.4, bottom - BETWEEN / 2, y + BETWEEN / 2));
      }
      for (ChannelLife life : lives) {
        boolean child = rows.containsKey(life.parent());
        line(life, rows, child, child || life.born() > 0 ? born : seed);
        if (!child && life.born() > 0) {
          starts.add(Point.of(life.born(), rows.get(life.id())));
        }
        if (life.pruned()) {
          ends.add(Point.of(life.last() + TURN, rows.get(life.id())));
        }
      }
      y = bottom - 1 - BETWEEN;
    }
    List<Mark> marks = new ArrayList<>();
    marks.add(new Bars("", shades, Ink.LIGHT, 0.25, false));
    marks.add(new Series("seed", seed, Look.line(Ink.BLACK, Dash.SOLID).scaled(thin, 1)));
    marks.add(new Series("born of a split", born, Look.line(Ink.BLUE, Dash.SOLID).scaled(thin, 1)));
    if (!starts.isEmpty()) {
      marks.add(
          new Series("new", starts, Look.points(Ink.GREEN, Marker.CIRCLE, false).scaled(1, 0.5)));
    }
    marks.add(
        new Series("pruned", ends, Look.points(Ink.VERMILLION, Marker.CROSS, true).scaled(1, 0.8)));
    marks.removeIf(mark -> mark instanceof Series s && s.points().isEmpty());
    Panel panel =
        Panel.of(
            Axis.whole("Round").range(-0.4, last + 0.4),
            Axis.linear("Layer", "").range(y + BETWEEN / 2, BETWEEN / 2).ticks(names),
            marks);
    return FigureSpec.of(name(), "Descent of the channels", List.of(panel), run.origin())
        .data(table(lineage, layers))
        .caption(
            "Each line is a channel from the end of the round in which it came to be; a split turns"
                + " one line into two."
                + (many ? " A layer in which nothing changed has one line for all." : ""));
  }

  private static List<String> layers(RunHistory run) {
    return run.netAfter(0).spec().leaders().stream().map(Layer::id).toList();
  }

  private static void line(
      ChannelLife life, Map<Integer, Double> rows, boolean child, List<Point> to) {
    double y = rows.get(life.id());
    if (child) {
      to.add(Point.of(life.born() - 1 + TURN, rows.get(life.parent())));
      to.add(Point.of(life.born() - 0.05, y));
    }
    to.add(Point.of(life.born(), y));
    to.add(Point.of(life.lives() ? life.last() : life.last() + TURN, y));
    to.add(Point.gap());
  }

  private static Table table(Lineage lineage, List<String> layers) {
    List<List<Object>> rows = new ArrayList<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      for (ChannelLife life : lineage.lives(layer)) {
        rows.add(
            List.of(
                layers.get(layer),
                (long) life.id(),
                life.parent() < 0 ? (Object) Table.NONE : (Object) (long) life.parent(),
                (long) life.born(),
                (long) life.last(),
                life.fate()));
      }
    }
    return new Table(
        List.of(
            Table.Column.of("layer", ""),
            Table.Column.of("channel id", ""),
            Table.Column.of("parent id", ""),
            Table.Column.of("first round", ""),
            Table.Column.of("last round", ""),
            Table.Column.of("fate", "")),
        rows);
  }
}
