package org.morphoscope.ui.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.text.Text;
import org.morphoscope.history.TrainingCurve;
import org.morphoscope.history.TrainingCurve.Kind;
import org.morphoscope.history.TrainingCurve.Point;
import org.morphoscope.ui.kit.Formats;

/**
 * The loss over the epochs, and below it learning rate, speed and gradients on the same axis. The
 * wheel zooms the axis about the pointer, a double click shows all again. Its colours are the style
 * sheet's.
 */
final class CurvePlot extends Pane {
  private static final double LEFT = 62;
  private static final double RIGHT = 14;
  private static final double TOP = 24;
  private static final double BOTTOM = 40;
  private static final double GAP = 24;

  /** Names stand so far above what they name. */
  private static final double ABOVE = 9;

  /** Share of the height that each of the lower strips has. */
  private static final double STRIP = 0.13;

  private static final int STRIPS = 3;

  private static final int TICKS = 6;
  private static final double REACH = 40;

  private TrainingCurve curve = new TrainingCurve();
  private double from = 0;
  private double to = Double.NaN;
  private double[] lossRange = {0, 1};

  CurvePlot() {
    setId("curve-plot");
    setAccessibleText(
        "Curves of the loss, the learning rate, the images per second and the gradients; the line"
            + " below tells the point under the pointer");
    getStyleClass().add("curve-plot");
    widthProperty().addListener(o -> draw());
    heightProperty().addListener(o -> draw());
    addEventHandler(ScrollEvent.SCROLL, this::zoom);
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.getClickCount() == 2) {
            from = 0;
            to = Double.NaN;
            draw();
          }
        });
  }

  void show(TrainingCurve shown) {
    curve = shown;
    draw();
  }

  private double end() {
    double last =
        Stream.of(curve.batches(), curve.epochs(), curve.validation())
            .flatMap(List::stream)
            .mapToDouble(Point::epoch)
            .max()
            .orElse(1);
    return Double.isNaN(to) ? Math.max(last, 1) : to;
  }

  private double x(double epoch) {
    return LEFT + (epoch - from) / (end() - from) * (getWidth() - LEFT - RIGHT);
  }

  private double lossBottom() {
    return TOP + (getHeight() - TOP - BOTTOM - STRIPS * GAP) * (1 - STRIPS * STRIP);
  }

  private double y(double loss) {
    double share = (loss - lossRange[0]) / (lossRange[1] - lossRange[0]);
    return lossBottom() - share * (lossBottom() - TOP);
  }

  private void zoom(ScrollEvent event) {
    double end = end();
    double at = from + (event.getX() - LEFT) / (getWidth() - LEFT - RIGHT) * (end - from);
    double factor = event.getDeltaY() > 0 ? 0.8 : 1.25;
    from = Math.max(0, at - (at - from) * factor);
    double wanted = at + (end - at) * factor;
    to = Double.NaN;
    double whole = end();
    to = wanted >= whole ? Double.NaN : Math.max(wanted, from + 0.05);
    draw();
    event.consume();
  }

  /** Nearest point on show to a place; empty where none is near. */
  Optional<Point> nearest(double mouseX, double mouseY) {
    return Stream.of(curve.validation(), curve.epochs(), curve.batches())
        .flatMap(List::stream)
        .filter(this::isShown)
        .min(
            Comparator.comparingDouble(
                p -> Math.hypot(x(p.epoch()) - mouseX, y(p.loss()) - mouseY)))
        .filter(p -> Math.hypot(x(p.epoch()) - mouseX, y(p.loss()) - mouseY) <= REACH);
  }

  /** Where a point is drawn. */
  double[] placeOf(Point point) {
    return new double[] {x(point.epoch()), y(point.loss())};
  }

  private boolean isShown(Point point) {
    return point.epoch() >= from && point.epoch() <= end();
  }

  private void draw() {
    getChildren().clear();
    List<Point> all =
        Stream.of(curve.batches(), curve.epochs(), curve.validation())
            .flatMap(List::stream)
            .filter(this::isShown)
            .toList();
    if (all.isEmpty() || getWidth() < 2 * LEFT || getHeight() < 120) {
      return;
    }
    lossRange = range(all, Point::loss);
    List<Node> nodes = new ArrayList<>();
    grid(nodes);
    line(nodes, curve.batches(), "curve-batches");
    line(
        nodes,
        curve.epochs().stream().filter(p -> p.kind() == Kind.EPOCH).toList(),
        "curve-epochs");
    line(nodes, curve.epochs().stream().filter(p -> p.kind() == Kind.TAIL).toList(), "curve-tail");
    for (Point point : curve.validation().stream().filter(this::isShown).toList()) {
      Circle dot = new Circle(x(point.epoch()), y(point.loss()), 4);
      dot.getStyleClass().add("curve-validation");
      nodes.add(dot);
    }
    double strip = (getHeight() - TOP - BOTTOM - STRIPS * GAP) * STRIP;
    double rates = lossBottom() + GAP;
    List<Point> measured =
        Stream.of(curve.epochs(), curve.batches())
            .flatMap(List::stream)
            .sorted(Comparator.comparingDouble(Point::epoch))
            .toList();
    strip(nodes, measured, Point::learningRate, "learning rate", rates, strip);
    strip(nodes, curve.batches(), Point::imagesPerSecond, "images/s", rates + strip + GAP, strip);
    gradients(nodes, rates + 2 * (strip + GAP), strip);
    getChildren().setAll(nodes);
  }

  private void grid(List<Node> nodes) {
    for (double tick : Ticks.linear(lossRange[0], lossRange[1], TICKS)) {
      rule(nodes, LEFT, y(tick), getWidth() - RIGHT, y(tick));
      text(nodes, Formats.significant(tick), LEFT - 6, y(tick), true);
    }
    for (double tick : Ticks.linear(from, end(), TICKS)) {
      rule(nodes, x(tick), TOP, x(tick), getHeight() - BOTTOM);
      text(nodes, plain(tick), x(tick), getHeight() - BOTTOM + 10, false);
    }
    text(nodes, "loss (nats)", LEFT, TOP - ABOVE, VPos.CENTER);
    Text name = text(nodes, "epochs trained", getWidth() - RIGHT, getHeight() - 6, VPos.BASELINE);
    name.setX(getWidth() - RIGHT - name.getLayoutBounds().getWidth());
  }

  /** Without zeros behind the point, which say nothing at round numbers. */
  private static String plain(double tick) {
    String text = Formats.significant(tick);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  private void strip(
      List<Node> nodes,
      List<Point> points,
      ToDoubleFunction<Point> value,
      String name,
      double top,
      double height) {
    List<Point> known =
        points.stream()
            .filter(this::isShown)
            .filter(p -> Double.isFinite(value.applyAsDouble(p)))
            .toList();
    rule(nodes, LEFT, top + height, getWidth() - RIGHT, top + height);
    if (known.isEmpty()) {
      text(nodes, name + ": not recorded", LEFT, top - ABOVE, VPos.CENTER);
      return;
    }
    double most = known.stream().mapToDouble(value).max().orElse(1);
    text(nodes, Formats.significant(most), LEFT - 6, top, true);
    text(nodes, "0", LEFT - 6, top + height, true);
    Polyline line = new Polyline();
    line.getStyleClass().add("curve-strip");
    for (Point point : known) {
      double share = most > 0 ? value.applyAsDouble(point) / most : 0;
      line.getPoints().addAll(x(point.epoch()), top + height * (1 - share));
    }
    nodes.add(line);
    text(nodes, name, LEFT, top - ABOVE, VPos.CENTER);
  }

  private void gradients(List<Node> nodes, double top, double height) {
    GradientStrip strip = GradientStrip.of(curve.gradients(), from, end());
    rule(nodes, LEFT, top + height, getWidth() - RIGHT, top + height);
    String name = "gradient norm of each layer" + (strip.isEmpty() ? ": not recorded" : "");
    text(nodes, name, LEFT, top - ABOVE, VPos.CENTER);
    if (!strip.isEmpty()) {
      text(nodes, Formats.significant(strip.most()), LEFT - 6, top, true);
      text(nodes, Formats.significant(strip.least()), LEFT - 6, top + height, true);
      strip.draw(nodes, this::x, top, height);
    }
  }

  /** A line of the points, at most about two for each pixel. */
  private void line(List<Node> nodes, List<Point> points, String style) {
    List<Point> shown = points.stream().filter(this::isShown).toList();
    int step = Math.max(1, (int) (shown.size() / (2 * Math.max(1, getWidth()))));
    Polyline line = new Polyline();
    line.getStyleClass().add(style);
    for (int i = 0; i < shown.size(); i += step) {
      line.getPoints().addAll(x(shown.get(i).epoch()), y(shown.get(i).loss()));
    }
    nodes.add(line);
  }

  private static void rule(List<Node> nodes, double x1, double y1, double x2, double y2) {
    Line line = new Line(x1, y1, x2, y2);
    line.getStyleClass().add("curve-rule");
    nodes.add(line);
  }

  private static void text(List<Node> nodes, String words, double x, double y, boolean endsThere) {
    Text text = text(nodes, words, x, y, VPos.CENTER);
    double width = text.getLayoutBounds().getWidth();
    text.setX(endsThere ? x - width : x - width / 2);
  }

  private static Text text(List<Node> nodes, String words, double x, double y, VPos origin) {
    Text text = new Text(x, y, words);
    text.setTextOrigin(origin);
    text.getStyleClass().add("curve-text");
    nodes.add(text);
    return text;
  }

  private static double[] range(List<Point> points, ToDoubleFunction<Point> value) {
    double low = points.stream().mapToDouble(value).min().orElse(0);
    double high = points.stream().mapToDouble(value).max().orElse(1);
    double air = high > low ? 0.05 * (high - low) : 0.1;
    return new double[] {low - air, high + air};
  }
}
