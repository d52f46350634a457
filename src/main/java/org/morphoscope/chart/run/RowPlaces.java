package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.chart.Mark.Box;
import org.morphoscope.net.Cuts;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;

/**
 * Where the cards of a deep network lie in its drawing, downwards from 0, in cells. A step is the
 * input, a layer, or the head; a part is what lies between two places where one step hands on
 * everything.
 */
final class RowPlaces {
  static final double GAP = 1.4;

  /** Width of the drawing to its height. */
  private static final double SHAPE = 1.5;

  /** Height of a name, and of a line over cards, as a share of the drawing. */
  private static final double NAME = 0.05;

  private static final double ARC = 0.025;
  private static final double NARROW = 0.8;
  private static final double AIR = 0.5;
  private static final int MOST_ROWS = 10;

  private final NetworkSpec spec;
  private final List<int[]> parts;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Integer> rows = new ArrayList<>();
  private final List<Integer> continued = new ArrayList<>();
  private int cellRows;
  private int rowCount;
  private int fullest;
  private double width;

  RowPlaces(NetworkSpec spec) {
    this.spec = spec;
    this.parts = Cuts.parts(spec.layers().size() + 2, Cuts.edges(spec));
    choose();
    place();
  }

  /** The number of rows, and of cells below each other, for which the cells are largest. */
  private void choose() {
    int most = spec.layers().stream().mapToInt(Layer::width).max().orElse(1);
    double best = Double.POSITIVE_INFINITY;
    for (int count = 1; count <= MOST_ROWS; count++) {
      for (int high = 2; high <= most; high += Math.max(1, high / 8)) {
        double needed = Math.max(total(high) / count * 1.06 / SHAPE, height(count, high));
        if (needed < best) {
          best = needed;
          rowCount = count;
          cellRows = high;
        }
      }
    }
  }

  private static double height(int count, int high) {
    double names = count * (NAME + 2 * ARC);
    return names > 0.8 ? Double.POSITIVE_INFINITY : count * (high + AIR) / (1 - names);
  }

  private double total(int high) {
    double sum = 0;
    for (int step = 0; step < spec.layers().size() + 2; step++) {
      sum += width(step, high) + GAP;
    }
    return sum;
  }

  private double width(int step, int high) {
    boolean layer = step > 0 && step <= spec.layers().size();
    if (!layer || !spec.layers().get(step - 1).producer()) {
      return NARROW;
    }
    return (spec.layers().get(step - 1).width() + high - 1) / high;
  }

  private double height(int step) {
    boolean layer = step > 0 && step <= spec.layers().size();
    if (!layer) {
      return 0.4 * cellRows;
    }
    Layer shown = spec.layers().get(step - 1);
    return shown.kind() == Layer.Kind.SUM ? NARROW : Math.min(cellRows, shown.width());
  }

  private void place() {
    double length = total(cellRows) / rowCount;
    double passed = 0;
    double x = 0;
    int row = 0;
    int inRow = 0;
    for (int[] part : parts) {
      double own = 0;
      for (int step = part[0]; step <= part[1]; step++) {
        own += width(step, cellRows) + GAP;
      }
      if (part[0] > 0 && passed + own / 2 > (row + 1) * length && row + 1 < rowCount) {
        row++;
        x = 0;
        inRow = 0;
        continued.add(part[0] - 1);
      }
      passed += own;
      inRow++;
      fullest = Math.max(fullest, inRow);
      for (int step = part[0]; step <= part[1]; step++) {
        double half = height(step) / 2;
        double right = x + width(step, cellRows);
        boxes.add(new Box(x, right, centre(row) - half, centre(row) + half));
        rows.add(row);
        width = Math.max(width, right);
        x = right + GAP;
      }
    }
  }

  private double pitch() {
    return height() / rowCount;
  }

  private double centre(int row) {
    return -row * pitch() - 2 * ARC * height() - (cellRows + AIR) / 2;
  }

  /** Height of the drawing. */
  double height() {
    return height(rowCount, cellRows);
  }

  double width() {
    return width;
  }

  int cellRows() {
    return cellRows;
  }

  /** Most parts in a row. */
  int fullest() {
    return fullest;
  }

  List<int[]> parts() {
    return parts;
  }

  Box box(int step) {
    return boxes.get(step);
  }

  int row(int step) {
    return rows.get(step);
  }

  /** Whether a step is the first of its row. */
  boolean begins(int step) {
    return step == 0 || row(step) != row(step - 1);
  }

  /** Last steps of the rows that go on below. */
  List<Integer> continued() {
    return continued;
  }

  /** Height of a line over the cards between two steps: higher where it leads farther. */
  double arc(Cuts.Edge edge) {
    double top = Double.NEGATIVE_INFINITY;
    for (int step = edge.from() + 1; step < edge.to(); step++) {
      top = Math.max(top, box(step).high());
    }
    return top + height() * ARC * (edge.to() - edge.from() > 3 ? 1.3 : 0.7);
  }

  /** Middle of the name below a step. */
  double nameHeight(int step) {
    return centre(row(step)) - (cellRows + AIR) / 2 - 0.5 * NAME * height();
  }

  /** Grounds of the parts of several steps. */
  List<Box> blocks() {
    List<Box> blocks = new ArrayList<>();
    for (int[] part : parts) {
      if (part[1] > part[0]) {
        double low = centre(row(part[0])) - (cellRows + AIR) / 2;
        double high = low + cellRows + AIR + 1.6 * ARC * height();
        double left = box(part[0]).left() - GAP * 0.45;
        blocks.add(new Box(left, box(part[1]).right() + GAP * 0.25, low, high));
      }
    }
    return blocks;
  }
}
