package org.morphoscope.chart;

import java.util.List;
import java.util.Map;
import org.morphoscope.chart.Mark.Box;
import org.morphoscope.chart.Mark.Cell;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Mark.Series;

/** Figures for tests. */
public final class Specs {
  private Specs() {}

  /** Every kind of mark, both kinds of axis, two panels. */
  public static FigureSpec everything() {
    List<Mark> marks =
        List.of(
            new Mark.Band(
                "band", List.of(new Mark.Range(1, 2, 4), new Mark.Range(100, 1, 2)), Ink.SKY),
            new Mark.Bars("bars", List.of(new Box(10, 20, 1, 3)), Ink.ORANGE, 0.4, true),
            new Series(
                "a < b & c_d",
                List.of(
                    Point.of(1, 3, 0.5),
                    Point.of(10, 2),
                    Point.gap(),
                    new Point(100, 1.5, 20, 0.1, 0)),
                Look.series(0)),
            new Series("50 % #2", List.of(Point.of(2, 4), Point.of(50, 3)), Look.series(1)),
            new Mark.Label(10, 2, "peak", Mark.Side.ABOVE, Ink.BLACK, 0.9),
            new Mark.Note(List.of("r = 0.9", "n = 3")));
    List<Mark> heat =
        List.of(
            new Mark.Cells(
                List.of(
                    new Cell(new Box(0, 1, 0, 1), -0.5, true),
                    new Cell(new Box(1, 2, 0, 1), Double.NaN, false)),
                ColourScale.around(1, "\u0394L", "nats")));
    return FigureSpec.of(
            "everything",
            "Every mark",
            List.of(
                Panel.of(Axis.log("Size", "10^{3} px"), Axis.linear("Loss", "nats"), marks),
                Panel.of(Axis.linear("x", ""), Axis.whole("Count"), heat)),
            Map.of("Run", "run-7", "Seed", "7", "Version", "1.2.3"))
        .caption("Sentences that explain what is seen.");
  }
}
