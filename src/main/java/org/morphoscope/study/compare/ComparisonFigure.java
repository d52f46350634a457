package org.morphoscope.study.compare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.chart.Axis;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Look;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Panel;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.format.Figures;
import org.morphoscope.chart.format.Format;
import org.morphoscope.run.RoundSummary;

/** All strategies of a comparison: validation loss against parameters, means over seeds. */
public final class ComparisonFigure {
  private ComparisonFigure() {}

  /**
   * {@return the figure as SVG, UTF-8}
   *
   * @param results at least one with a finished round
   * @throws IOException when the typeface cannot be read
   */
  public static byte[] svg(List<RunResult> results) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Figures.write(spec(results), new Style(9, 5.4, 11, 1.4, 144, false, false), Format.SVG, out);
    return out.toByteArray();
  }

  static FigureSpec spec(List<RunResult> results) {
    Map<Entry, List<RunResult>> byEntry = new LinkedHashMap<>();
    for (RunResult result : results) {
      if (!result.rounds().isEmpty()) {
        byEntry.computeIfAbsent(result.run().entry(), entry -> new ArrayList<>()).add(result);
      }
    }
    List<Mark> marks = new ArrayList<>();
    int index = 0;
    for (Map.Entry<Entry, List<RunResult>> entry : byEntry.entrySet()) {
      marks.add(
          new Mark.Series(entry.getKey().label(), means(entry.getValue()), Look.series(index++)));
    }
    Panel panel =
        Panel.of(Axis.linear("Parameters", ""), Axis.linear("Validation loss", "nats"), marks);
    return FigureSpec.of("comparison", "Growth strategies compared", List.of(panel), Map.of())
        .caption(
            "Mean over seeds after each round; bars are standard deviations over seeds. A strategy"
                + " of one point was trained at that size from scratch.");
  }

  /** A point per round: means of parameters and loss over the seeds that have the round. */
  private static List<Point> means(List<RunResult> seeds) {
    int rounds = seeds.stream().mapToInt(seed -> seed.rounds().size()).max().orElse(0);
    List<Point> points = new ArrayList<>();
    for (int r = 0; r < rounds; r++) {
      int round = r;
      List<RoundSummary> summaries =
          seeds.stream()
              .filter(seed -> seed.rounds().size() > round)
              .map(seed -> seed.rounds().get(round))
              .toList();
      double loss =
          summaries.stream().mapToDouble(RoundSummary::validationLoss).average().orElseThrow();
      double square =
          summaries.stream()
              .mapToDouble(s -> (s.validationLoss() - loss) * (s.validationLoss() - loss))
              .sum();
      double spread = summaries.size() > 1 ? Math.sqrt(square / (summaries.size() - 1)) : 0;
      double parameters =
          summaries.stream().mapToDouble(RoundSummary::parameters).average().orElseThrow();
      points.add(Point.of(parameters, loss, spread));
    }
    return points;
  }
}
