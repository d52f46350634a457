package org.morphoscope.ui.graph.place;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.morphoscope.net.Cuts;

/**
 * Puts the parts of a net beside each other, and in rows below each other where one row would be
 * too long to be read. Takes a second the first time: call it elsewhere than on the JavaFX thread.
 */
public final class Planner {
  static final double GAP = 20;
  static final double ROW_GAP = 34;
  private static final double PADDING = 10;
  private static final double STRIP = 18;

  /** Scale up to which the room for names is kept as it is; at smaller ones it grows. */
  private static final double NAMES = 0.62;

  private final Wiring wiring;
  private final List<Part> parts;
  private final List<Integer> starts;
  private final double strip;
  private final double rowGap;

  private final List<double[]> nodes = new ArrayList<>();
  private final List<double[]> edges = new ArrayList<>();
  private final List<Area> blocks = new ArrayList<>();
  private final List<Area> rows = new ArrayList<>();

  /** Where the parts before hand on: the last corner and height. */
  private double[] way = {};

  private Planner(Wiring wiring, Size view) {
    this.wiring = wiring;
    PartLayout layout = new PartLayout(wiring);
    this.parts =
        Cuts.parts(wiring.sizes().size(), wiring.edges()).stream()
            .map(part -> layout.layout(part[0], part[1]))
            .toList();
    RowPacking packing =
        new RowPacking(parts.stream().map(part -> around(part, STRIP)).toList(), view);
    this.starts = packing.starts();
    // what is looked at from afar needs more room for names of the same size
    double afar = Math.max(1, NAMES / packing.scale(starts));
    this.strip = STRIP * afar;
    this.rowGap = starts.size() > 1 ? ROW_GAP * afar : 0;
    wiring.edges().forEach(edge -> edges.add(new double[0]));
  }

  /** Loads what lays out, so that the first net need not wait for it. */
  public static void load() {
    PartLayout.load();
  }

  /**
   * {@return where everything lies}
   *
   * @param wiring nodes and edges
   * @param view room there usually is, at scale 1
   */
  public static Plan plan(Wiring wiring, Size view) {
    return new Planner(wiring, view).plan();
  }

  private static Size around(Part part, double strip) {
    Size size = part.size();
    return part.block()
        ? new Size(size.width() + 2 * PADDING, size.height() + strip + 2 * PADDING)
        : size;
  }

  private Plan plan() {
    double top = 0;
    double width = 0;
    for (int row = 0; row < starts.size(); row++) {
      int end = row + 1 < starts.size() ? starts.get(row + 1) : parts.size();
      List<Part> members = parts.subList(starts.get(row), end);
      double high = members.stream().mapToDouble(p -> around(p, strip).height()).max().orElse(1);
      if (row > 0) {
        double[] last = tail(way);
        // out of the row before, back below it, and into this one from the left
        double right = last[0] + GAP / 2;
        double between = top + 0.3 * rowGap;
        way = joined(way, right, last[1], right, between, -GAP / 2, between);
      }
      top += rowGap;
      double right = row(members, top + high / 2);
      rows.add(
          new Area(
              "",
              members.get(0).first(),
              members.get(members.size() - 1).last(),
              0,
              top,
              right,
              high,
              rowGap * 0.6));
      top += high;
      width = Math.max(width, right);
    }
    return new Plan(nodes, edges, blocks, rows, width, top);
  }

  /** Puts parts beside each other around a middle line; returns where they end. */
  private double row(List<Part> members, double middle) {
    double x = 0;
    for (Part part : members) {
      Size outer = around(part, strip);
      double y = middle - outer.height() / 2;
      double innerX = x;
      double innerY = y;
      if (part.block()) {
        blocks.add(
            new Area("", part.first(), part.last(), x, y, outer.width(), outer.height(), strip));
        innerX += PADDING;
        innerY += PADDING + strip;
      }
      connect(part, x, innerY);
      place(part, innerX, innerY);
      x += outer.width() + GAP;
    }
    return x - GAP;
  }

  /** Leads the way to the height at which a part is entered. */
  private void connect(Part part, double left, double y) {
    if (way.length > 0) {
      double[] last = tail(way);
      double entry = y + part.entry();
      boolean fromRowBefore = way.length > 2;
      double bend = fromRowBefore ? last[0] : left - GAP / 2;
      way = last[1] == entry ? way : joined(way, bend, last[1], bend, entry);
    }
  }

  private void place(Part part, double x, double y) {
    part.nodes().forEach(node -> nodes.add(new double[] {x + node[0], y + node[1]}));
    part.edges()
        .forEach(
            (i, line) -> {
              double[] moved = line.clone();
              for (int k = 0; k < moved.length; k += 2) {
                moved[k] += x;
                moved[k + 1] += y;
              }
              boolean outside = wiring.edges().get(i).from() < part.first();
              edges.set(i, outside ? joined(way, moved) : moved);
            });
    way = new double[] {x + part.exitX(), y + part.exit()};
  }

  private static double[] tail(double[] line) {
    return new double[] {line[line.length - 2], line[line.length - 1]};
  }

  private static double[] joined(double[] line, double... further) {
    return DoubleStream.concat(DoubleStream.of(line), DoubleStream.of(further)).toArray();
  }
}
