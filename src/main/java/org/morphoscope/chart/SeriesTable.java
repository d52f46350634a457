package org.morphoscope.chart;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.chart.Mark.Point;

/** All series of a figure point by point, in one table. */
public final class SeriesTable {
  private SeriesTable() {}

  /**
   * {@return all points as rows of series, x, y and their errors, with a column for the panel when
   * there are several}
   *
   * @param panels at least one; the first names the axes
   */
  public static Table of(List<Panel> panels) {
    boolean several = panels.size() > 1;
    Axis x = panels.get(0).x();
    Axis y = panels.get(0).y();
    boolean sameX = panels.stream().allMatch(p -> p.x().label().equals(x.label()));
    boolean sameY = panels.stream().allMatch(p -> p.y().label().equals(y.label()));
    List<Table.Column> columns = new ArrayList<>();
    if (several) {
      columns.add(Table.Column.of("panel", ""));
    }
    columns.add(Table.Column.of("series", ""));
    columns.add(sameX ? Table.Column.of(x.label(), x.unit()) : Table.Column.of("x", ""));
    columns.add(sameY ? Table.Column.of(y.label(), y.unit()) : Table.Column.of("y", ""));
    columns.add(Table.Column.of("x error", sameX ? x.unit() : ""));
    columns.add(Table.Column.of("y error", sameY ? y.unit() : ""));
    List<List<Object>> rows = new ArrayList<>();
    for (Panel panel : panels) {
      for (Mark mark : panel.marks()) {
        if (mark instanceof Mark.Series series) {
          for (Point point : series.points()) {
            if (point.drawn()) {
              rows.add(row(several, panel, series.name(), point));
            }
          }
        }
      }
    }
    return new Table(columns, rows);
  }

  private static List<Object> row(boolean several, Panel panel, String series, Point point) {
    List<Object> row = new ArrayList<>();
    if (several) {
      row.add(panel.y().caption(""));
    }
    row.add(series);
    row.add(point.x());
    row.add(point.y());
    row.add(error(point.xError()));
    row.add(error(point.yError()));
    return row;
  }

  private static Object error(double value) {
    return value > 0 ? (Object) value : Table.NONE;
  }
}
