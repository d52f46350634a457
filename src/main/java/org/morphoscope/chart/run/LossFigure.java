package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.morphoscope.chart.Axis;
import org.morphoscope.chart.Dash;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Ink;
import org.morphoscope.chart.Look;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Mark.Series;
import org.morphoscope.chart.Marker;
import org.morphoscope.chart.Panel;
import org.morphoscope.history.RunHistory;
import org.morphoscope.net.Resources;
import org.morphoscope.run.Compute;
import org.morphoscope.run.GrowthEvent.Applied;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Texts;

/** Loss against what a net took: a point per round, predicted ghosts, other runs underneath. */
final class LossFigure implements RunFigure {
  /** What the loss is shown against. */
  enum Against {
    /** Size of the net. */
    PARAMETERS("parameters", "Parameters", "", RoundSummary::parameters),
    /** What one image costs. */
    MACS("macs", "Multiply-accumulates per image", "", RoundSummary::multiplyAccumulates),
    /** What training and search have cost up to there. */
    COMPUTE(
        "compute",
        "Training and search",
        "10^{9} multiply-accumulates",
        round -> round.compute().map(Compute::total).orElse(0L) / 1e9);

    private final String word;
    private final String label;
    private final String unit;
    private final ToDoubleFunction<RoundSummary> of;

    Against(String word, String label, String unit, ToDoubleFunction<RoundSummary> of) {
      this.word = word;
      this.label = label;
      this.unit = unit;
      this.of = of;
    }
  }

  private final Against against;

  LossFigure(Against against) {
    this.against = against;
  }

  static final Look VALIDATION = Look.series(0);
  static final Look TRAINING = new Look(Ink.BLACK, Marker.SQUARE, false, Dash.DASHED, 0.8, 0.9);
  static final Look TEST = new Look(Ink.GREEN, Marker.TRIANGLE, false, Dash.DASH_DOT, 0.8, 0.9);
  private static final Look GHOST = Look.points(Ink.VERMILLION, Marker.DIAMOND, false);
  private static final int RIVAL_LOOKS = 3;

  @Override
  public String name() {
    return "loss-vs-" + against.word;
  }

  @Override
  public String description() {
    return switch (against) {
      case PARAMETERS -> "loss against parameters with predicted points; other runs underneath";
      case MACS -> "the same against multiply-accumulates per image";
      case COMPUTE -> "loss against the arithmetic of training and search; other runs underneath";
    };
  }

  @Override
  public FigureSpec of(List<RunHistory> runs, View view) {
    RunHistory run = runs.get(0);
    if (against == Against.COMPUTE) {
      runs.forEach(LossFigure::requireCounted);
    }
    List<Mark> marks = new ArrayList<>();
    for (int i = runs.size() - 1; i > 0; i--) {
      Look look = Look.series(RIVAL_LOOKS + i).scaled(0.7, 0.8);
      String name = runs.get(i).label() + ", validation";
      marks.add(new Series(name, validation(runs.get(i)), look));
    }
    String prefix = runs.size() > 1 ? run.label() + ", " : "";
    marks.add(new Series("", ties(run), Look.line(Ink.VERMILLION, Dash.DOTTED).scaled(0.7, 1)));
    marks.add(
        new Series(
            prefix + "training",
            points(run, RoundSummary::trainLoss, RoundSummary::trainLossError),
            TRAINING));
    List<Point> test = test(run);
    if (!test.isEmpty()) {
      marks.add(new Series(prefix + "test", test, TEST));
    }
    marks.add(new Series(prefix + "validation", validation(run), VALIDATION));
    List<Point> ghosts = ghosts(run);
    if (!ghosts.isEmpty()) {
      marks.add(new Series("predicted after growth", ghosts, GHOST));
    }
    Panel panel =
        Panel.of(Axis.linear(against.label, against.unit), Axis.linear("Loss", "nats"), marks);
    return FigureSpec.of(name(), "Loss against " + against.word, List.of(panel), origin(runs))
        .data(RunTables.rounds(runs))
        .caption(caption());
  }

  private String caption() {
    String bars = "; bars are standard errors.";
    String ghosts =
        " Diamonds: validation loss that the joint model predicts right after growing, before"
            + " training goes on.";
    return switch (against) {
      case PARAMETERS ->
          "Mean cross-entropy after each round over the number of trainable parameters"
              + bars
              + ghosts;
      case MACS ->
          "Mean cross-entropy after each round over the multiply-accumulates of one image's forward"
              + " pass"
              + bars
              + ghosts;
      case COMPUTE ->
          "Mean cross-entropy after each round over the multiply-accumulates of training and search"
              + " up to there, evaluations left out"
              + bars;
    };
  }

  private static void requireCounted(RunHistory run) {
    if (run.rounds().stream().anyMatch(round -> round.compute().isEmpty())) {
      throw new IllegalArgumentException(
          Texts.of(
              "loss-vs-compute: expected runs whose arithmetic was counted, found %s, which is from before it was",
              run.label()));
    }
  }

  static Map<String, String> origin(List<RunHistory> runs) {
    Map<String, String> origin = new LinkedHashMap<>(runs.get(0).origin());
    if (runs.size() > 1) {
      origin.put(
          "Compared", runs.stream().skip(1).map(r -> r.runId()).collect(Collectors.joining(", ")));
    }
    return origin;
  }

  private List<Point> validation(RunHistory run) {
    return points(run, RoundSummary::validationLoss, RoundSummary::validationLossError);
  }

  private List<Point> points(
      RunHistory run, ToDoubleFunction<RoundSummary> loss, ToDoubleFunction<RoundSummary> error) {
    return run.rounds().stream()
        .map(
            s ->
                Point.of(
                    against.of.applyAsDouble(s), loss.applyAsDouble(s), error.applyAsDouble(s)))
        .toList();
  }

  private List<Point> test(RunHistory run) {
    List<Point> points = new ArrayList<>();
    for (RoundSummary s : run.rounds()) {
      OptionalDouble loss = s.testLoss();
      loss.ifPresent(value -> points.add(Point.of(against.of.applyAsDouble(s), value)));
    }
    return points;
  }

  /** Validation loss of the round before plus the predicted change, at the new size. */
  private List<Point> ghosts(RunHistory run) {
    List<Point> ghosts = new ArrayList<>();
    pairs(run).forEach(pair -> ghosts.add(pair.ghost()));
    return ghosts;
  }

  private List<Point> ties(RunHistory run) {
    List<Point> ties = new ArrayList<>();
    for (Pair pair : pairs(run)) {
      ties.add(pair.before());
      ties.add(pair.ghost());
      ties.add(Point.gap());
    }
    return ties;
  }

  private record Pair(Point before, Point ghost) {}

  private List<Pair> pairs(RunHistory run) {
    List<Pair> pairs = new ArrayList<>();
    if (against == Against.COMPUTE) {
      return pairs; // a prediction is about a net, not about what was spent on it
    }
    List<RoundSummary> rounds = run.rounds();
    for (int i = 0; i + 1 < rounds.size(); i++) {
      RoundSummary before = rounds.get(i);
      List<Applied> applied = run.applied(rounds.get(i + 1).round());
      if (applied.isEmpty() || applied.get(applied.size() - 1).morphisms().isEmpty()) {
        continue;
      }
      Applied last = applied.get(applied.size() - 1);
      Resources grown = Resources.of(last.architecture().spec());
      double size =
          against == Against.PARAMETERS ? grown.parameters() : grown.multiplyAccumulates();
      pairs.add(
          new Pair(
              Point.of(against.of.applyAsDouble(before), before.validationLoss()),
              Point.of(size, before.validationLoss() + last.predictedDelta())));
    }
    return pairs;
  }
}
