package org.morphoscope.ui.graph.place;

import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of a net stand in which row, so that all of it is as large as can be in a view of
 * usual shape.
 */
final class RowPacking {
  /** Scale in the view below which one long row is broken: names of its cards are not read. */
  private static final double LEAST = 0.5;

  /** Another row must make everything larger by this factor. */
  private static final double WORTH = 1.05;

  private static final int MOST_ROWS = 24;

  private final List<Size> parts;
  private final Size view;

  /**
   * @param parts sizes in order, with what stands around them
   * @param view room there is at scale 1
   */
  RowPacking(List<Size> parts, Size view) {
    this.parts = parts;
    this.view = view;
  }

  /** First part of every row; the first is 0. */
  List<Integer> starts() {
    List<Integer> best = List.of(0);
    double reached = scale(best);
    if (reached >= LEAST) {
      return best;
    }
    double total = parts.stream().mapToDouble(Size::width).sum();
    for (int rows = 2; rows <= Math.min(MOST_ROWS, parts.size()); rows++) {
      List<Integer> tried = filled(total / rows);
      double scale = scale(tried);
      if (scale > WORTH * reached) {
        best = tried;
        reached = scale;
      }
    }
    return best;
  }

  /** Scale at which rows that begin there can be seen whole. */
  double scale(List<Integer> starts) {
    double width = 0;
    double height = 0;
    for (int row = 0; row < starts.size(); row++) {
      int end = row + 1 < starts.size() ? starts.get(row + 1) : parts.size();
      double length = 0;
      double high = 0;
      for (Size part : parts.subList(starts.get(row), end)) {
        length += part.width() + Planner.GAP;
        high = Math.max(high, part.height());
      }
      width = Math.max(width, length);
      height += high + Planner.ROW_GAP;
    }
    return Math.min(view.width() / width, view.height() / height);
  }

  /** Rows of this length; a part is in the row that it lies in with its middle. */
  private List<Integer> filled(double length) {
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    double passed = 0;
    for (int part = 0; part < parts.size(); part++) {
      double middle = passed + parts.get(part).width() / 2;
      if (part > 0 && middle > starts.size() * length) {
        starts.add(part);
      }
      passed += parts.get(part).width();
    }
    return starts;
  }
}
