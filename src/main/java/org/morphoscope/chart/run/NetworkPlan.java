package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
import org.morphoscope.chart.Panel;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Node;
import org.morphoscope.net.UnitId;

/**
 * A network as a drawing: cards of cells from left to right, lines from producers to consumers,
 * arcs above for those that skip a card. Lengths are in cells.
 */
final class NetworkPlan {
  private static final double SHAPE = 1.7;
  private static final double GAP = 2;
  private static final double END = 1.4;
  private static final double CELL = 0.88;
  private static final double EDGE = 0.2;
  private static final int ARC = 24;

  private final NetworkSpec spec;
  private final List<Layer> drawn;
  private final int rows;
  private final double line;
  private final Map<String, Box> cards = new HashMap<>();
  private final List<String> order = new ArrayList<>();
  private double width;

  NetworkPlan(NetworkSpec spec) {
    this.spec = spec;
    // sums change no channels: the lines run through them
    this.drawn = spec.layers().stream().filter(Layer::producer).toList();
    int most = drawn.stream().mapToInt(Layer::width).max().orElse(1);
    int found = 2;
    while (found < most && totalWidth(found) / (found + 5) > SHAPE) {
      found++;
    }
    this.rows = found;
    this.line = Math.max(0.8, rows / 10.0);
    place();
  }

  private double totalWidth(int perColumn) {
    double sum = 2 * (END + GAP);
    for (Layer layer : drawn) {
      sum += columns(layer.width(), perColumn) + GAP;
    }
    return sum;
  }

  private static int columns(int channels, int perColumn) {
    return (channels + perColumn - 1) / perColumn;
  }

  private void place() {
    double x = card(first().id(), 0, END, 0.4 * rows);
    for (Layer layer : drawn) {
      int columns = columns(layer.width(), rows);
      x = card(layer.id(), x, columns, Math.min(rows, layer.width()));
    }
    width = card(last().id(), x, END, 0.4 * rows) - GAP;
  }

  private double card(String id, double x, double cardWidth, double height) {
    cards.put(id, new Box(x, x + cardWidth, -height / 2, height / 2));
    order.add(id);
    return x + cardWidth + GAP;
  }

  private Node first() {
    return spec.nodes().get(0);
  }

  private Node last() {
    return spec.nodes().get(spec.nodes().size() - 1);
  }

  Panel panel(Map<UnitId, Double> values, Set<UnitId> marked, ColourScale scale) {
    List<Mark> marks = new ArrayList<>();
    double top = edges(marks);
    marks.add(
        new Mark.Bars(
            "", List.of(cards.get(first().id()), cards.get(last().id())), Ink.GREY, 0.15, true));
    marks.add(new Mark.Bars("", frames(), Ink.LIGHT, 0.1, true));
    marks.add(new Mark.Cells(cells(values, marked), scale));
    labels(marks);
    double bottom = -rows / 2.0 - 3.6 * line;
    return Panel.of(Axis.hidden(-END, width + END), Axis.hidden(bottom, top + 0.3 * line), marks);
  }

  /** The cards of layers, a little larger than their cells. */
  private List<Box> frames() {
    List<Box> frames = new ArrayList<>();
    for (Layer layer : drawn) {
      Box card = cards.get(layer.id());
      frames.add(
          new Box(card.left() - EDGE, card.right() + EDGE, card.low() - EDGE, card.high() + EDGE));
    }
    return frames;
  }

  private List<Cell> cells(Map<UnitId, Double> values, Set<UnitId> marked) {
    List<Cell> cells = new ArrayList<>();
    for (Layer layer : drawn) {
      Box card = cards.get(layer.id());
      for (int c = 0; c < layer.width(); c++) {
        double left = card.left() + c / rows + (1 - CELL) / 2;
        double top = card.high() - c % rows - (1 - CELL) / 2;
        cells.add(
            new Cell(
                new Box(left, left + CELL, top - CELL, top),
                value(values, layer.group(), c),
                layer.group() >= 0 && marked.contains(new UnitId(layer.group(), c))));
      }
    }
    return cells;
  }

  /** Layers of one group show the same values; one that cannot grow shows none. */
  private static double value(Map<UnitId, Double> values, int group, int channel) {
    return group < 0 ? Double.NaN : values.getOrDefault(new UnitId(group, channel), Double.NaN);
  }

  /** Returns the highest place used. */
  private double edges(List<Mark> marks) {
    List<Point> points = new ArrayList<>();
    double top = rows / 2.0;
    for (Node node : spec.nodes()) {
      if (!cards.containsKey(node.id())) {
        continue;
      }
      for (String from : producers(node)) {
        Box a = cards.get(from);
        Box b = cards.get(node.id());
        int skipped = order.indexOf(node.id()) - order.indexOf(from) - 1;
        if (skipped <= 0) {
          points.add(Point.of(a.right(), 0));
          points.add(Point.of(b.left(), 0));
        } else {
          double height = rows / 2.0 + line * Math.min(3, 0.8 + 0.4 * skipped);
          top = Math.max(top, height);
          arc(points, a, b, height);
        }
        points.add(Point.gap());
      }
    }
    marks.add(new Series("", points, Look.line(Ink.GREY, Dash.SOLID)));
    return top;
  }

  /** From the gap behind a card over the cards between to the gap before another. */
  private static void arc(List<Point> points, Box a, Box b, double height) {
    double from = a.right() + 0.35 * GAP;
    double to = b.left() - 0.35 * GAP;
    points.add(Point.of(a.right(), 0));
    for (int i = 0; i <= ARC; i++) {
      double t = Math.PI * i / ARC;
      // a flat-topped curve
      double rise = Math.pow(Math.sin(t), 0.4);
      points.add(Point.of(from + (to - from) * (1 - Math.cos(t)) / 2, height * rise));
    }
    points.add(Point.of(b.left(), 0));
  }

  /** Cards whose values a node reads, through whatever lies between. */
  private Set<String> producers(Node node) {
    Set<String> found = new LinkedHashSet<>();
    for (String input : node.inputs()) {
      if (cards.containsKey(input)) {
        found.add(input);
      } else {
        spec.nodes().stream()
            .filter(other -> other.id().equals(input))
            .findFirst()
            .ifPresent(other -> found.addAll(producers(other)));
      }
    }
    return found;
  }

  private void labels(List<Mark> marks) {
    for (Layer layer : drawn) {
      Box card = cards.get(layer.id());
      double bottom = -rows / 2.0;
      double x = (card.left() + card.right()) / 2;
      marks.add(label(x, bottom - 0.8 * line, layer.id(), Ink.BLACK, 0.85));
      marks.add(label(x, bottom - 1.8 * line, Integer.toString(layer.width()), Ink.BLACK, 0.85));
      String kernel = layer.kernel() + "\u00d7" + layer.kernel();
      if (layer.stride() > 1) {
        kernel += " / " + layer.stride();
      }
      marks.add(label(x, bottom - 2.8 * line, kernel, Ink.GREY, 0.75));
    }
    end(marks, first().id(), "input", Integer.toString(spec.input().channels()));
    end(marks, last().id(), "output", Integer.toString(spec.classes()));
  }

  private void end(List<Mark> marks, String id, String name, String size) {
    Box card = cards.get(id);
    double x = (card.left() + card.right()) / 2;
    double bottom = -rows / 2.0;
    marks.add(label(x, bottom - 0.8 * line, name, Ink.BLACK, 0.85));
    marks.add(label(x, bottom - 1.8 * line, size, Ink.BLACK, 0.85));
  }

  private static Label label(double x, double y, String text, Ink ink, double size) {
    return new Label(x, y, text, Side.CENTRE, ink, size);
  }
}
