package org.morphoscope.study.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.morphoscope.chart.Axis;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Look;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Panel;
import org.morphoscope.chart.Table;
import org.morphoscope.chart.Table.Column;
import org.morphoscope.run.Compute;
import org.morphoscope.run.RoundSummary;

/** All entries of a comparison: loss against what it took, a curve over the rounds of each. */
enum ComparisonFigure {
  /** Against the size of the net. */
  PARAMETERS("loss-vs-parameters", Axis.linear("Parameters", ""), RoundSummary::parameters),
  /** Against what one image costs. */
  MACS(
      "loss-vs-macs",
      Axis.linear("Multiply-accumulates per image", ""),
      RoundSummary::multiplyAccumulates),
  /** Against what training and search have cost up to there. */
  COMPUTE(
      "loss-vs-compute",
      Axis.linear("Training and search", "10^{12} multiply-accumulates"),
      round -> round.compute().map(Compute::total).orElse(0L) / 1e12);

  private final String label;
  private final Axis axis;
  private final ToDoubleFunction<RoundSummary> x;

  ComparisonFigure(String label, Axis axis, ToDoubleFunction<RoundSummary> x) {
    this.label = label;
    this.axis = axis;
    this.x = x;
  }

  /** Its name on the command line and of files. */
  String label() {
    return label;
  }

  /** What it shows, in one line. */
  String description() {
    return "loss of every entry against "
        + switch (this) {
          case PARAMETERS -> "parameters";
          case MACS -> "multiply-accumulates per image";
          case COMPUTE -> "compute, training and search";
        };
  }

  /**
   * The drawing: seeds thin, means over the seeds bold.
   *
   * @throws IllegalArgumentException in one sentence when there is nothing to draw
   */
  FigureSpec spec(List<RunResult> results) {
    Map<Entry, List<List<Point>>> curves = new LinkedHashMap<>();
    boolean test =
        results.stream()
            .flatMap(result -> result.curve().stream())
            .allMatch(round -> round.testLoss().isPresent());
    for (RunResult result : results) {
      List<Point> curve = curve(result, test);
      if (!curve.isEmpty()) {
        curves.computeIfAbsent(result.run().entry(), entry -> new ArrayList<>()).add(curve);
      }
    }
    if (curves.isEmpty()) {
      throw new IllegalArgumentException(
          label + ": expected a comparison with a finished round and its cost, found none");
    }
    List<Mark> marks = new ArrayList<>();
    int index = 0;
    for (List<List<Point>> seeds : curves.values()) {
      Look look = Look.series(index++);
      if (seeds.size() > 1) {
        seeds.forEach(seed -> marks.add(new Mark.Series("", seed, look.scaled(0.4, 0.4))));
      }
    }
    index = 0;
    for (Map.Entry<Entry, List<List<Point>>> entry : curves.entrySet()) {
      Look look = Look.series(index++).scaled(1.5, 1.1);
      marks.add(new Mark.Series(entry.getKey().label(), means(entry.getValue()), look));
    }
    Panel panel =
        Panel.of(axis, Axis.linear(test ? "Test loss" : "Validation loss", "nats"), marks);
    return FigureSpec.of(label, "Growth strategies compared", List.of(panel), Map.of())
        .data(table(curves, test))
        .caption(
            "After each round, and at the end behind the tail; a run with tails of its own at every"
                + " size is shown behind these. Thin: seeds; bold: means over seeds, bars are"
                + " standard errors. An entry of one point was trained at that size from scratch.");
  }

  private List<Point> curve(RunResult result, boolean test) {
    return result.curve().stream()
        .filter(round -> x.applyAsDouble(round) > 0)
        .map(
            round ->
                Point.of(
                    x.applyAsDouble(round),
                    test ? round.testLoss().orElseThrow() : round.validationLoss()))
        .toList();
  }

  /** A point per round: means over the seeds that have the round. */
  private static List<Point> means(List<List<Point>> seeds) {
    int rounds = seeds.stream().mapToInt(List::size).max().orElse(0);
    List<Point> points = new ArrayList<>();
    for (int r = 0; r < rounds; r++) {
      int round = r;
      List<Point> there =
          seeds.stream().filter(s -> s.size() > round).map(s -> s.get(round)).toList();
      Sample x = new Sample(there.stream().map(Point::x).toList());
      Sample loss = new Sample(there.stream().map(Point::y).toList());
      OptionalDouble error = loss.error();
      points.add(Point.of(x.mean(), loss.mean(), error.orElse(0)));
    }
    return points;
  }

  private Table table(Map<Entry, List<List<Point>>> curves, boolean test) {
    List<List<Object>> rows = new ArrayList<>();
    curves.forEach(
        (entry, seeds) -> {
          int number = 1;
          for (List<Point> seed : seeds) {
            for (Point point : seed) {
              rows.add(List.of(entry.label(), (long) number, point.x(), point.y()));
            }
            number++;
          }
        });
    return new Table(
        List.of(
            Column.of("strategy", ""),
            Column.of("run", ""),
            Column.of(axis.label().toLowerCase(java.util.Locale.ROOT), axis.unit()),
            new Column(test ? "test loss" : "validation loss", "nats", 4)),
        rows);
  }
}
