package org.morphoscope.ui.chart;

import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.renderer.ErrorStyle;
import io.fair_acc.chartfx.renderer.LineStyle;
import io.fair_acc.chartfx.renderer.spi.ErrorDataSetRenderer;
import io.fair_acc.dataset.events.ChartBits;
import io.fair_acc.dataset.spi.DoubleErrorDataSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.LossPoints;
import org.morphoscope.ui.model.TradeOff;

/**
 * Loss against parameters: measured points with standard errors, predicted points as hollow ghosts.
 * Every series has a style class of its own, so its look does not depend on which others are shown.
 */
public final class LossChart extends VBox {
  private static final double MARGIN = 0.08;
  private static final int LINE_POINTS = 40;

  private final RoundAxis x = new RoundAxis("parameters", LossChart::tick);
  private final RoundAxis y = new RoundAxis("loss (nats)", Formats::significant);
  private final XYChart chart = new XYChart(x, y);
  private final DoubleErrorDataSet train = series("training", "train");
  private final DoubleErrorDataSet validation = series("validation", "validation");
  private final DoubleErrorDataSet test = series("test", "test");
  private final DoubleErrorDataSet predicted = series("predicted, before training", "predicted");
  private final Label empty = new Label("Every round adds a point here.");
  private final Label note = new Label();
  private final LossLegend legend = new LossLegend();
  private final DoubleErrorDataSet open = series("candidates", "open");
  private final DoubleErrorDataSet chosen = series("candidates in the set", "chosen");
  private final DoubleErrorDataSet line = series("\u03bb", "lambda");
  private final ToggleButton near = new ToggleButton("decision");
  private final Button budget = new Button("At the budget");
  private final LambdaDrag drag;
  private Optional<TradeOff> tradeOff = Optional.empty();
  private LossPoints points = new LossPoints(List.of(), List.of(), List.of(), List.of());
  private boolean hasTest;
  private boolean sameDecision;

  public LossChart() {
    setId("loss-chart");
    getStyleClass().add("view");
    ErrorDataSetRenderer measured = renderer(LineStyle.NORMAL, ErrorStyle.ERRORBARS);
    measured.getDatasets().addAll(train, validation);
    ErrorDataSetRenderer ghosts = renderer(LineStyle.NONE, ErrorStyle.NONE);
    ghosts.getDatasets().add(predicted);
    ghosts.getDatasets().addAll(open, chosen);
    ErrorDataSetRenderer lines = renderer(LineStyle.NORMAL, ErrorStyle.NONE);
    lines.setDrawMarker(false);
    lines.getDatasets().add(line);
    chart.getRenderers().setAll(measured, lines, ghosts);
    chart.setAnimated(false);
    chart.setLegendVisible(false);
    chart.getToolBar().setVisible(false);
    chart.getPlugins().clear();
    chart.setMinSize(60, 60);
    // room for the half of the last label that stands out beyond the axis
    chart.setPadding(new Insets(0, 14, 0, 0));
    empty.getStyleClass().add("placeholder");
    StackPane middle = new StackPane(chart, empty);
    middle.setMinHeight(60);
    drag = new LambdaDrag(middle, x, y, () -> tradeOff);
    VBox.setVgrow(middle, Priority.ALWAYS);
    getChildren().addAll(header(), middle, legend);
    show(points, Optional.empty());
  }

  private static DoubleErrorDataSet series(String name, String style) {
    DoubleErrorDataSet set = new DoubleErrorDataSet(name);
    set.addStyleClasses("loss-" + style);
    return set;
  }

  /** {@code 4.5k}, {@code 6k}: ticks are round, so zeros behind the point say nothing. */
  private static String tick(double value) {
    String text = Formats.compact(value);
    return text.contains(".") ? text.replaceAll("\\.?0+(?=[kMG]$)", "") : text;
  }

  private static ErrorDataSetRenderer renderer(LineStyle line, ErrorStyle error) {
    ErrorDataSetRenderer renderer = new ErrorDataSetRenderer();
    renderer.setPolyLineStyle(line);
    renderer.setErrorStyle(error);
    renderer.setPointReduction(false);
    renderer.setAssumeSortedData(false);
    renderer.setDrawMarker(true);
    return renderer;
  }

  private Region header() {
    Label title = new Label("Loss against parameters");
    title.getStyleClass().add("view-title");
    title.setMinWidth(USE_PREF_SIZE);
    note.setId("loss-note");
    note.getStyleClass().add("view-note");
    ToggleButton linear = new ToggleButton("linear");
    linear.setId("loss-linear");
    ToggleButton log = new ToggleButton("log");
    log.setId("loss-log");
    linear.getStyleClass().add("left-pill");
    log.getStyleClass().add("right-pill");
    HBox scale = new HBox(linear, log);
    ToggleGroup group = new ToggleGroup();
    group.getToggles().setAll(linear, log);
    group.selectToggle(log);
    x.setLogAxis(true);
    group
        .selectedToggleProperty()
        .addListener(
            (o, before, now) -> {
              if (now == null) {
                group.selectToggle(before);
              } else {
                x.setLogAxis(now == log);
                show(points, tradeOff);
              }
            });
    linear.setTooltip(new Tooltip("Parameters on a linear axis"));
    log.setTooltip(new Tooltip("Parameters on a logarithmic axis"));
    scale.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    note.setMinWidth(0);
    near.setId("loss-decision");
    near.setSelected(true);
    near.setMinWidth(USE_PREF_SIZE);
    near.setTooltip(new Tooltip("Show the neighbourhood of the decision, or the whole run"));
    near.setOnAction(e -> show(points, tradeOff));
    budget.setId("loss-budget");
    budget.setMinWidth(USE_PREF_SIZE);
    budget.setTooltip(new Tooltip("\u03bb back to where the set meets the round's budget"));
    HBox header = new HBox(8, title, note, space, budget, near, scale);
    header.setAlignment(Pos.CENTER_LEFT);
    header.setPadding(new Insets(8, 8, 4, 12));
    return header;
  }

  /** Told the lambda that the line is dragged to. */
  public void setOnLambda(DoubleConsumer listener) {
    drag.setOnMoved(listener);
  }

  /** Told when lambda is to follow the budget again. */
  public void setOnBudget(Runnable listener) {
    budget.setOnAction(e -> listener.run());
  }

  /** Shows these points, and the decision under way if there is one. */
  public void show(LossPoints shown, Optional<TradeOff> decision) {
    tradeOff = decision;
    shown(near, decision.isPresent());
    shown(budget, decision.map(TradeOff::byHand).orElse(false));
    legend.showDecision(decision.isPresent());
    points = shown;
    if (!shown.test().isEmpty() != hasTest) {
      hasTest = !shown.test().isEmpty();
      List<DoubleErrorDataSet> sets =
          hasTest ? List.of(train, validation, test) : List.of(train, validation);
      chart.getRenderers().get(0).getDatasets().setAll(sets);
    }
    legend.showTest(hasTest);
    boolean any = !shown.train().isEmpty() || !shown.predicted().isEmpty();
    empty.setVisible(!any);
    chart.setVisible(any);
    ranges();
    fill(train, shown.train());
    fill(validation, shown.validation());
    fill(test, shown.test());
    fill(predicted, shown.predicted());
    fillPlaces(open, decision.map(TradeOff::open).orElse(List.of()));
    fillPlaces(chosen, decision.map(TradeOff::chosen).orElse(List.of()));
    fillPlaces(line, decision.filter(TradeOff::sloped).map(this::line).orElse(List.of()));
    note.setText(
        decision
            .map(d -> "\u03bb " + Formats.scientific(d.lambda()) + " nats per " + unit(d))
            .orElseGet(() -> summary(shown)));
  }

  private static String unit(TradeOff decision) {
    return decision.sloped() ? "parameter" : "MAC";
  }

  private static void shown(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  /** A straight line bends on a logarithmic axis. */
  private List<TradeOff.Place> line(TradeOff decision) {
    List<TradeOff.Place> places = new ArrayList<>();
    double from = decision.parameters();
    double to = Math.max(x.getMax(), from + 1);
    for (int i = 0; i <= LINE_POINTS; i++) {
      double at = from + (to - from) * i / LINE_POINTS;
      places.add(new TradeOff.Place(at, decision.lineAt(at)));
    }
    return places;
  }

  private static void fillPlaces(DoubleErrorDataSet set, List<TradeOff.Place> places) {
    fill(
        set,
        places.stream()
            .map(place -> new LossPoints.Point(0, place.parameters(), place.loss(), 0))
            .toList());
  }

  /** Middle of the part of lambda's line on show, in the scene; empty without a line. */
  public Optional<Point2D> lambdaHandle() {
    return tradeOff
        .filter(TradeOff::sloped)
        .map(d -> drag.placeOf(0.5 * (d.parameters() + x.getMax()), d));
  }

  private static String summary(LossPoints shown) {
    if (shown.validation().isEmpty()) {
      return "";
    }
    LossPoints.Point last = shown.validation().get(shown.validation().size() - 1);
    return "validation " + Formats.loss(last.loss());
  }

  /** The neighbourhood of the decision: from the smallest prune to a little beyond the target. */
  private void nearRanges(TradeOff decision) {
    double gain = Math.max(decision.loss() - decision.set().loss(), 1e-4);
    double growth = Math.max(decision.set().parameters() - decision.parameters(), 1);
    double low = Math.min(decision.set().loss(), decision.loss() - gain);
    double left = decision.parameters() - 0.25 * growth;
    double right = decision.parameters() + 1.3 * growth;
    for (TradeOff.Place place : decision.open()) {
      left = Math.min(left, place.parameters() - 0.05 * growth);
      right = Math.max(right, place.parameters() + 0.05 * growth);
    }
    y.set(low - 0.25 * gain, decision.loss() + 0.35 * gain);
    x.set(Math.max(1, left), right);
  }

  private void ranges() {
    if (tradeOff.isPresent() && near.isSelected()) {
      // while the line is dragged the axes stay, or it would run away from the pointer
      if (!tradeOff.get().byHand() || !sameDecision) {
        nearRanges(tradeOff.get());
      }
      sameDecision = true;
      return;
    }
    sameDecision = false;
    List<LossPoints.Point> all =
        Stream.of(points.train(), points.validation(), points.test(), points.predicted())
            .flatMap(List::stream)
            .toList();
    if (all.isEmpty()) {
      return;
    }
    double left = all.stream().mapToDouble(LossPoints.Point::parameters).min().orElse(1);
    double right = all.stream().mapToDouble(LossPoints.Point::parameters).max().orElse(1);
    double low = all.stream().mapToDouble(p -> p.loss() - p.error()).min().orElse(0);
    double high = all.stream().mapToDouble(p -> p.loss() + p.error()).max().orElse(1);
    if (right < left * 1.3) {
      double middle = Math.sqrt(left * right);
      left = middle / 1.3;
      right = middle * 1.3;
    }
    double spread = Math.max(high - low, 0.02 * Math.max(Math.abs(high), 1e-3));
    y.set(low - MARGIN * spread, high + MARGIN * spread);
    if (x.isLogAxis()) {
      double factor = Math.pow(right / left, MARGIN);
      x.set(left / factor, right * factor);
    } else {
      double width = right - left;
      x.set(Math.max(0, left - MARGIN * width), right + MARGIN * width);
    }
  }

  private static void fill(DoubleErrorDataSet set, List<LossPoints.Point> points) {
    set.lock()
        .writeLockGuard(
            () -> {
              set.clearData();
              for (LossPoints.Point p : points) {
                set.add(p.parameters(), p.loss(), p.error(), p.error());
              }
            });
    set.fireInvalidated(ChartBits.DataSetData);
  }

  /** The points on show. */
  public LossPoints points() {
    return points;
  }
}
