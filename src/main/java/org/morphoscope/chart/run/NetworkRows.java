package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.chart.Axis;
import org.morphoscope.chart.ColourScale;
import org.morphoscope.chart.Dash;
import org.morphoscope.chart.Ink;
import org.morphoscope.chart.Look;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Mark.Box;
import org.morphoscope.chart.Mark.Cell;
import org.morphoscope.chart.Mark.Label;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Mark.Series;
import org.morphoscope.chart.Mark.Side;
import org.morphoscope.chart.Marker;
import org.morphoscope.chart.Panel;
import org.morphoscope.net.Cuts;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;

/**
 * A deep network as a drawing that is read like text: cards of cells in rows, residual blocks on a
 * ground of their own, sums as circles, depthwise convolutions as narrow cards. Lengths are in
 * cells.
 */
final class NetworkRows {
  private static final double CELL = 0.88;
  private static final double EDGE = 0.2;

  /** Letters that a name may have before its row counts as full. */
  private static final int CLOSE = 9;

  private final NetworkSpec spec;
  private final RowPlaces places;
  private final List<Point> lines = new ArrayList<>();
  private final List<Box> frames = new ArrayList<>();
  private final List<Box> narrow = new ArrayList<>();
  private final List<Point> sums = new ArrayList<>();
  private final List<Label> names = new ArrayList<>();

  NetworkRows(NetworkSpec spec) {
    this.spec = spec;
    this.places = new RowPlaces(spec);
  }

  Panel panel(Map<UnitId, Double> values, Set<UnitId> marked, ColourScale scale) {
    List<Cell> cells = new ArrayList<>();
    narrow.add(places.box(0));
    narrow.add(places.box(spec.layers().size() + 1));
    for (Layer layer : spec.layers()) {
      Box box = places.box(layer.index() + 1);
      switch (layer.kind()) {
        case SUM -> sums.add(Point.of((box.left() + box.right()) / 2, middle(box)));
        case DEPTHWISE -> narrow.add(box);
        default -> {
          frames.add(grown(box, EDGE));
          cells(cells, layer, box, values, marked);
        }
      }
    }
    Cuts.edges(spec).forEach(this::line);
    places.continued().forEach(this::stub);
    names();
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Bars("", places.blocks(), Ink.LIGHT, 0.35, false));
    marks.add(new Series("", lines, Look.line(Ink.GREY, Dash.SOLID).scaled(0.6, 1)));
    marks.add(new Mark.Bars("", narrow, Ink.GREY, 0.15, true));
    marks.add(new Mark.Bars("", frames, Ink.LIGHT, 0.1, true));
    marks.add(new Mark.Cells(cells, scale));
    if (!sums.isEmpty()) {
      marks.add(new Series("", sums, Look.points(Ink.GREY, Marker.CIRCLE, false).scaled(1, 0.6)));
    }
    marks.addAll(names);
    return Panel.of(
        Axis.hidden(-2 * RowPlaces.GAP, places.width() + RowPlaces.GAP),
        Axis.hidden(-places.height(), 0),
        marks);
  }

  private static double middle(Box box) {
    return (box.low() + box.high()) / 2;
  }

  private static Box grown(Box box, double by) {
    return new Box(box.left() - by, box.right() + by, box.low() - by, box.high() + by);
  }

  private void cells(
      List<Cell> cells, Layer layer, Box box, Map<UnitId, Double> values, Set<UnitId> marked) {
    int rows = places.cellRows();
    for (int c = 0; c < layer.width(); c++) {
      double left = box.left() + c / rows + (1 - CELL) / 2;
      double top = box.high() - c % rows - (1 - CELL) / 2;
      UnitId unit = layer.group() < 0 ? null : new UnitId(layer.group(), c);
      double value = unit == null ? Double.NaN : values.getOrDefault(unit, Double.NaN);
      cells.add(
          new Cell(
              new Box(left, left + CELL, top - CELL, top),
              value,
              unit != null && marked.contains(unit)));
    }
  }

  /** A line from a card to one that reads it, over those between. */
  private void line(Cuts.Edge edge) {
    Box from = places.box(edge.from());
    Box to = places.box(edge.to());
    boolean sameRow = places.row(edge.from()) == places.row(edge.to());
    double start = sameRow ? from.right() : -RowPlaces.GAP;
    double height = sameRow ? middle(from) : middle(to);
    lines.add(Point.of(start, height));
    if (edge.to() > edge.from() + 1) {
      double top = places.arc(edge);
      double turn = RowPlaces.GAP * 0.35;
      lines.add(Point.of(start + turn, height));
      lines.add(Point.of(start + turn, top));
      lines.add(Point.of(to.left() - turn, top));
      lines.add(Point.of(to.left() - turn, middle(to)));
    }
    lines.add(Point.of(to.left(), middle(to)));
    lines.add(Point.gap());
  }

  /** A line out of the last card of a row, which goes on in the next. */
  private void stub(int last) {
    Box box = places.box(last);
    lines.add(Point.of(box.right(), middle(box)));
    lines.add(Point.of(box.right() + RowPlaces.GAP, middle(box)));
    lines.add(Point.gap());
  }

  private void names() {
    boolean close = places.fullest() > CLOSE;
    for (int[] part : places.parts()) {
      Box first = places.box(part[0]);
      Box last = places.box(part[1]);
      String name = NetworkWords.name(spec, part, close && !places.begins(part[0]));
      double x = (first.left() + last.right()) / 2;
      double y = places.nameHeight(part[0]);
      names.add(new Label(x, y, name, Side.CENTRE, Ink.BLACK, 0.65));
    }
  }
}
