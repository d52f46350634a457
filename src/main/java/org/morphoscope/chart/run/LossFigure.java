package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.morphoscope.run.GrowthEvent.Measured;
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
  private static final Look LANDED =
      Look.points(Ink.VERMILLION, Marker.CIRCLE, true).scaled(1, 0.8);
  private static final Look FALL = Look.points(Ink.BLUE, Marker.TRIANGLE_DOWN, true).scaled(1, 0.7);
  private static final Look RISE = Look.points(Ink.BLUE, Marker.TRIANGLE, true).scaled(1, 0.7);
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
    List<Growth> growths = growths(run);
    marks.add(new Series("", ties(growths), Look.line(Ink.VERMILLION, Dash.DOTTED).scaled(0.7, 1)));
    marks.add(new Series("", shafts(growths), Look.line(Ink.BLUE, Dash.SOLID).scaled(0.7, 1)));
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
    add(marks, "training goes on", heads(growths, true), FALL);
    add(marks, "training goes on, up", heads(growths, false), RISE);
    add(marks, "measured, before training", measured(growths), LANDED);
    add(marks, "predicted after growth", growths.stream().map(Growth::predicted).toList(), GHOST);
    marks.addAll(NoteMarks.of(run, against.of));
    Panel panel =
        Panel.of(Axis.linear(against.label, against.unit), Axis.linear("Loss", "nats"), marks);
    return FigureSpec.of(name(), "Loss against " + against.word, List.of(panel), origin(runs))
        .data(RunTables.rounds(runs))
        .caption(caption() + NoteMarks.caption(run));
  }

  private String caption() {
    String bars = "; bars are standard errors.";
    String ghosts =
        " Diamonds: validation loss that the joint model predicts right after growing, before"
            + " training goes on. Dots tied to them: what was measured there. Arrows: the training"
            + " that follows.";
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

  private static void add(List<Mark> marks, String name, List<Point> points, Look look) {
    if (!points.isEmpty()) {
      marks.add(new Series(name, points, look));
    }
  }

  /**
   * How the net of a round became that of the next.
   *
   * @param before validation loss of the round before, at its size
   * @param predicted that plus the predicted change, at the new size
   * @param measured that plus the change measured before any training; empty in runs without one
   * @param after validation loss at the end of the round
   */
  private record Growth(Point before, Point predicted, Optional<Point> measured, Point after) {
    /** Whether training lowered the loss that was measured. */
    boolean falls() {
      return after.y() <= measured.map(Point::y).orElse(Double.NaN);
    }
  }

  /** Lines from the net before to the prediction, and from there to what was measured. */
  private static List<Point> ties(List<Growth> growths) {
    List<Point> ties = new ArrayList<>();
    for (Growth growth : growths) {
      ties.add(growth.before());
      ties.add(growth.predicted());
      growth.measured().ifPresent(ties::add);
      ties.add(Point.gap());
    }
    return ties;
  }

  /** Lines from what was measured to the end of the round. */
  private static List<Point> shafts(List<Growth> growths) {
    List<Point> shafts = new ArrayList<>();
    for (Growth growth : growths) {
      if (growth.measured().isPresent()) {
        shafts.addAll(List.of(growth.measured().get(), growth.after(), Point.gap()));
      }
    }
    return shafts;
  }

  /** Middles of the shafts, where the heads of the arrows are drawn. */
  private static List<Point> heads(List<Growth> growths, boolean falling) {
    return growths.stream()
        .filter(growth -> growth.measured().isPresent() && growth.falls() == falling)
        .map(
            growth ->
                Point.of(
                    growth.after().x(), 0.5 * (growth.measured().get().y() + growth.after().y())))
        .toList();
  }

  private static List<Point> measured(List<Growth> growths) {
    return growths.stream().flatMap(growth -> growth.measured().stream()).toList();
  }

  private List<Growth> growths(RunHistory run) {
    List<Growth> growths = new ArrayList<>();
    if (against == Against.COMPUTE) {
      return growths; // a prediction is about a net, not about what was spent on it
    }
    List<RoundSummary> rounds = run.rounds();
    for (int i = 0; i + 1 < rounds.size(); i++) {
      RoundSummary before = rounds.get(i);
      RoundSummary after = rounds.get(i + 1);
      List<Applied> applied = run.applied(after.round());
      if (applied.isEmpty() || applied.get(applied.size() - 1).morphisms().isEmpty()) {
        continue;
      }
      Applied last = applied.get(applied.size() - 1);
      Resources grown = Resources.of(last.architecture().spec());
      double size =
          against == Against.PARAMETERS ? grown.parameters() : grown.multiplyAccumulates();
      List<Measured> measured = run.measurements().getOrDefault(after.round(), List.of());
      growths.add(
          new Growth(
              Point.of(against.of.applyAsDouble(before), before.validationLoss()),
              Point.of(size, before.validationLoss() + last.predictedDelta()),
              measured.stream()
                  .reduce((earlier, later) -> later)
                  .map(m -> Point.of(size, before.validationLoss() + m.measuredDelta())),
              Point.of(against.of.applyAsDouble(after), after.validationLoss())));
    }
    return growths;
  }
}
