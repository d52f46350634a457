package org.morphoscope.ui.chart;

import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.renderer.ErrorStyle;
import io.fair_acc.chartfx.renderer.LineStyle;
import io.fair_acc.chartfx.renderer.spi.ErrorDataSetRenderer;
import io.fair_acc.dataset.events.ChartBits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.morphoscope.net.Resource;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.LossPoints;
import org.morphoscope.ui.model.TradeOff;

/**
 * The plot of {@link LossChart} and its bar: measured points with standard errors, predicted points
 * as hollow ghosts. Every series has a style class of its own, so its look does not depend on which
 * others are shown.
 */
final class LossPlot extends VBox {
  private static final int LINE_POINTS = 40;
  private static final String LOSS = "loss (nats)";
  private static final double NAME_EMS = 6.5;

  private final RoundAxis x = new RoundAxis("parameters", LossPlot::tick);
  private final RoundAxis y = new RoundAxis(LOSS, Formats::significant);
  private final XYChart chart = new XYChart(x, y);
  private final Series train = series("training", "train");
  private final Series validation = series("validation", "validation");
  private final Series test = series("test", "test");
  private final Series predicted = series("predicted, before training", "predicted");
  private final Series tails = series("after a tail", "tail");
  private final Landings landings = new Landings();
  private final Label empty = new Label("Every round adds a point here.");
  private final LossLegend legend = new LossLegend();
  private final Series open = series("candidates", "open");
  private final Series chosen = series("candidates in the set", "chosen");
  private final Series line = series("\u03bb", "lambda");
  private final LossRanges ranges = new LossRanges(x, y);
  private final LossBar bar = new LossBar(this::switched);
  private final LambdaDrag drag;
  private final OffscaleCounts beyond = new OffscaleCounts(x, y);
  private Optional<TradeOff> tradeOff = Optional.empty();
  private LossPoints points = LossPoints.NONE;
  private Resource axis = Resource.PARAMETERS;
  private boolean hasTest;
  private boolean sameDecision;

  LossPlot() {
    ErrorDataSetRenderer measured = renderer(LineStyle.NORMAL, ErrorStyle.ERRORBARS);
    measured.getDatasets().addAll(train, validation);
    ErrorDataSetRenderer ghosts = renderer(LineStyle.NONE, ErrorStyle.NONE);
    ghosts.getDatasets().add(predicted);
    ghosts.getDatasets().addAll(open, chosen);
    ErrorDataSetRenderer lines = renderer(LineStyle.NORMAL, ErrorStyle.NONE);
    lines.setDrawMarker(false);
    lines.getDatasets().add(line);
    // the bar from the point behind a tail reaches to the round that it branches off
    ErrorDataSetRenderer offshoots = renderer(LineStyle.NONE, ErrorStyle.ERRORBARS);
    offshoots.setDashSize(0);
    offshoots.getDatasets().add(tails);
    chart.getRenderers().setAll(measured, lines, ghosts, offshoots, landings.renderer());
    chart.setAnimated(false);
    chart.setLegendVisible(false);
    chart.getToolBar().setVisible(false);
    chart.getPlugins().clear();
    chart.setMinSize(60, 60);
    // room for the half of the last label that stands out beyond the axis
    chart.setPadding(new Insets(0, 14, 0, 0));
    empty.getStyleClass().add("placeholder");
    StackPane middle = new StackPane(chart, empty, beyond);
    middle.setMinHeight(60);
    drag = new LambdaDrag(middle, x, y, () -> tradeOff);
    VBox.setVgrow(middle, Priority.ALWAYS);
    y.heightProperty().addListener(o -> nameLoss());
    x.setLogAxis(true);
    getChildren().addAll(bar, middle, legend);
    show(points, Optional.empty(), axis);
  }

  private static Series series(String name, String style) {
    Series set = new Series(name);
    set.addStyleClasses("loss-" + style);
    return set;
  }

  /** The title says that it is the loss; where the whole name has no room, its unit is left. */
  private void nameLoss() {
    boolean low = y.getHeight() < NAME_EMS * empty.getFont().getSize();
    y.setName(low ? "nats" : LOSS);
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
    // series have no lock, so one thread draws
    renderer.setParallelImplementation(false);
    renderer.setAssumeSortedData(false);
    renderer.setDrawMarker(true);
    return renderer;
  }

  private void switched() {
    x.setLogAxis(bar.logarithmic());
    show(points, tradeOff, axis);
  }

  /** Told what the person wants on the axis. */
  void setOnAxis(Consumer<Resource> listener) {
    bar.setOnAxis(listener);
  }

  /** Told the lambda that the line is dragged to. */
  void setOnLambda(DoubleConsumer listener) {
    drag.setOnMoved(listener);
  }

  /** Told when lambda is to follow the budget again. */
  void setOnBudget(Runnable listener) {
    bar.setOnBudget(listener);
  }

  /**
   * Shows these points, and the decision under way if there is one.
   *
   * @param counted what their sizes are counted in
   */
  void show(LossPoints shown, Optional<TradeOff> decision, Resource counted) {
    tradeOff = decision;
    sameDecision &= axis == counted;
    axis = counted;
    x.setName(LossBar.name(counted));
    legend.showDecision(decision.isPresent(), decision.map(TradeOff::sloped).orElse(false));
    points = shown;
    if (!shown.test().isEmpty() != hasTest) {
      hasTest = !shown.test().isEmpty();
      List<Series> sets = hasTest ? List.of(train, validation, test) : List.of(train, validation);
      chart.getRenderers().get(0).getDatasets().setAll(sets);
    }
    legend.showTest(hasTest);
    legend.showTails(!shown.tails().isEmpty());
    legend.showLandings(!shown.landings().isEmpty());
    boolean any = !shown.train().isEmpty() || !shown.predicted().isEmpty();
    empty.setVisible(!any);
    chart.setVisible(any);
    ranges();
    fill(train, shown.train());
    fill(validation, shown.validation());
    fill(test, shown.test());
    fill(predicted, shown.predicted());
    fillTails(shown.tails());
    landings.show(shown.landings(), ranges);
    fillPlaces(open, decision.map(TradeOff::open).orElse(List.of()));
    fillPlaces(chosen, decision.map(TradeOff::chosen).orElse(List.of()));
    beyond.show(decision.map(LossPlot::candidates).orElse(List.of()));
    fillPlaces(line, decision.filter(TradeOff::sloped).map(this::line).orElse(List.of()));
    String note = decision.map(LossPlot::lambda).orElseGet(() -> summary(shown));
    boolean byHand = decision.map(TradeOff::byHand).orElse(false);
    bar.show(note, counted, decision.isPresent(), byHand);
  }

  /** Lambda in words, and why it has no line where it has none. */
  private static String lambda(TradeOff decision) {
    String price =
        "\u03bb "
            + Formats.scientific(decision.lambda())
            + (decision.priced() == Resource.PARAMETERS ? " nats/par." : " nats/MAC");
    return decision.sloped()
        ? price
        : price + ": its line needs " + LossBar.name(decision.priced()) + " on the axis";
  }

  /** A straight line bends on a logarithmic axis. */
  private List<TradeOff.Place> line(TradeOff decision) {
    List<TradeOff.Place> places = new ArrayList<>();
    double from = decision.size();
    double to = Math.max(x.getMax(), from + 1);
    for (int i = 0; i <= LINE_POINTS; i++) {
      double at = from + (to - from) * i / LINE_POINTS;
      places.add(new TradeOff.Place(at, decision.lineAt(at), ""));
    }
    return places;
  }

  private static List<TradeOff.Place> candidates(TradeOff decision) {
    List<TradeOff.Place> places = new ArrayList<>(decision.chosen());
    places.addAll(decision.open());
    return places;
  }

  private void fillPlaces(Series set, List<TradeOff.Place> places) {
    fill(
        set,
        places.stream()
            .map(place -> new LossPoints.Point(0, place.size(), place.loss(), 0))
            .toList());
  }

  /** Middle of the part of lambda's line on show, in the scene; empty without a line. */
  Optional<Point2D> lambdaHandle() {
    return tradeOff
        .filter(TradeOff::sloped)
        .map(d -> drag.placeOf(0.5 * (d.size() + x.getMax()), d));
  }

  /** Candidates that are drawn; the others are counted at the edges. */
  int candidatesShown() {
    return open.getDataCount() + chosen.getDataCount();
  }

  private static String summary(LossPoints shown) {
    if (shown.validation().isEmpty()) {
      return "";
    }
    LossPoints.Point last = shown.validation().get(shown.validation().size() - 1);
    String tail =
        shown.tails().stream()
            .filter(t -> t.after().round() == last.round())
            .map(t -> ", after its tail " + Formats.loss(t.after().loss()))
            .findFirst()
            .orElse("");
    return "validation " + Formats.loss(last.loss()) + tail;
  }

  private void ranges() {
    if (tradeOff.isPresent() && bar.near()) {
      // while the line is dragged the axes stay, or it would run away from the pointer
      if (!tradeOff.get().byHand() || !sameDecision) {
        ranges.near(tradeOff.get());
      }
      sameDecision = true;
      return;
    }
    sameDecision = false;
    ranges.all(points);
  }

  private void fillTails(List<LossPoints.Offshoot> shown) {
    tails.clearData();
    for (LossPoints.Offshoot tail : shown) {
      LossPoints.Point p = tail.after();
      if (ranges.holds(p.size(), p.loss()) && ranges.holds(p.size(), tail.before())) {
        double up = tail.before() - p.loss();
        tails.add(p.size(), p.loss(), Math.max(0, -up), Math.max(0, up));
      }
    }
    tails.fireInvalidated(ChartBits.DataSetData);
  }

  private void fill(Series set, List<LossPoints.Point> points) {
    set.clearData();
    for (LossPoints.Point p : points) {
      if (ranges.holds(p.size(), p.loss())) {
        set.add(p.size(), p.loss(), p.error(), p.error());
      }
    }
    set.fireInvalidated(ChartBits.DataSetData);
  }
}
