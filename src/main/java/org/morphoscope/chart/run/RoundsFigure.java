package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.morphoscope.chart.Axis;
import org.morphoscope.chart.ColourScale;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Look;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Mark.Box;
import org.morphoscope.chart.Mark.Cell;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Mark.Series;
import org.morphoscope.chart.Panel;
import org.morphoscope.history.RunHistory;
import org.morphoscope.net.Layer;
import org.morphoscope.run.RoundSummary;

/** Loss and the width of every layer over the rounds. */
final class RoundsFigure implements RunFigure {
  /** More lines than this cannot be told apart. */
  private static final int MOST_LINES = 8;

  @Override
  public String name() {
    return "loss-and-width";
  }

  @Override
  public String description() {
    return "loss, and the width of every layer, over the rounds";
  }

  @Override
  public FigureSpec of(List<RunHistory> runs, View view) {
    RunHistory run = runs.get(0);
    List<RoundSummary> rounds = run.rounds();
    List<Mark> losses = new ArrayList<>();
    losses.add(
        series(
            "training",
            rounds,
            RoundSummary::trainLoss,
            RoundSummary::trainLossError,
            LossFigure.TRAINING));
    if (rounds.stream().anyMatch(s -> s.testLoss().isPresent())) {
      losses.add(
          series("test", rounds, s -> s.testLoss().orElse(Double.NaN), s -> 0, LossFigure.TEST));
    }
    losses.add(
        series(
            "validation",
            rounds,
            RoundSummary::validationLoss,
            RoundSummary::validationLossError,
            LossFigure.VALIDATION));
    losses.addAll(NoteMarks.of(run, RoundSummary::round));
    Axis round = Axis.whole("Round");
    List<Panel> panels =
        List.of(Panel.of(round, Axis.linear("Loss", "nats"), losses), widths(run, rounds, round));
    return FigureSpec.of(name(), "Loss and width over the rounds", panels, run.origin())
        .data(RunTables.rounds(List.of(run)))
        .caption(
            "Above: mean cross-entropy at the end of each round with standard errors. Below: number"
                + " of channels of each layer."
                + NoteMarks.caption(run));
  }

  private static Series series(
      String name,
      List<RoundSummary> rounds,
      ToDoubleFunction<RoundSummary> value,
      ToDoubleFunction<RoundSummary> error,
      Look look) {
    List<Point> points =
        rounds.stream()
            .map(s -> Point.of(s.round(), value.applyAsDouble(s), error.applyAsDouble(s)))
            .toList();
    return new Series(name, points, look);
  }

  private static Panel widths(RunHistory run, List<RoundSummary> rounds, Axis round) {
    List<Layer> layers = run.netAfter(0).spec().leaders();
    if (layers.size() > MOST_LINES) {
      return heat(layers, rounds, round);
    }
    List<Mark> lines = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      int layer = i;
      lines.add(
          series(layers.get(i).id(), rounds, s -> s.widths().get(layer), s -> 0, Look.series(i)));
    }
    return Panel.of(round, Axis.whole("Channels"), lines);
  }

  private static Panel heat(List<Layer> layers, List<RoundSummary> rounds, Axis round) {
    List<Cell> cells = new ArrayList<>();
    List<Axis.Tick> names = new ArrayList<>();
    double most = 1;
    for (int i = 0; i < layers.size(); i++) {
      // the first layer on top
      double y = layers.size() - 1.0 - i;
      names.add(0, new Axis.Tick(y, layers.get(i).id()));
      for (RoundSummary s : rounds) {
        double width = s.widths().get(i);
        most = Math.max(most, width);
        Box box = new Box(s.round() - 0.5, s.round() + 0.5, y - 0.5, y + 0.5);
        cells.add(new Cell(box, width, false));
      }
    }
    Axis y = Axis.linear("", "").range(-0.5, layers.size() - 0.5).ticks(names);
    return Panel.of(
        round, y, List.of(new Mark.Cells(cells, ColourScale.from(0, most, "Channels", ""))));
  }
}
