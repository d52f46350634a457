package org.morphoscope.ui.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.DecisionPlane;
import org.morphoscope.ui.model.DecisionPlane.Dot;

/** The plane of a decision as large as there is room, and which candidate lies at a point of it. */
final class PlaneCanvas extends Region {
  /** Room for the axes: left, below; and at the other ends. */
  private static final double LEFT = 78;

  private static final double BELOW = 44;
  private static final double MARGIN = 16;
  private static final double REACH = 14;

  private final Canvas canvas = new Canvas();
  private final Fonts fonts;
  private Palette palette = Theme.LIGHT.palette();
  private Optional<DecisionPlane> shown = Optional.empty();
  private Set<CandidateKey> selected = Set.of();
  private PlaneLook look = new PlaneLook(false, false, false);

  PlaneCanvas(Fonts fonts) {
    this.fonts = fonts;
    setId("plane-picture");
    setMinSize(240, 160);
    getChildren().add(canvas);
  }

  void setTheme(Theme theme) {
    palette = theme.palette();
    draw();
  }

  void show(Optional<DecisionPlane> plane, Set<CandidateKey> ringed, PlaneLook how) {
    shown = plane;
    selected = ringed;
    look = how;
    setAccessibleText(
        plane
            .map(
                all ->
                    Texts.of(
                        "%d candidates by what they cost and what they bring, %d of them in the set;"
                            + " the table of candidates tells each in words",
                        all.dots().size(), all.dots().stream().filter(Dot::chosen).count()))
            .orElse("No candidates yet"));
    draw();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  /** Scales on which every candidate, the set and both prices lie. */
  private PlaneFrame frame(DecisionPlane plane) {
    PlaneScale x =
        PlaneScale.over(
            DoubleStream.concat(
                    plane.dots().stream().mapToDouble(Dot::price),
                    DoubleStream.of(plane.set().price()))
                .toArray(),
            look.logX());
    PlaneScale y =
        PlaneScale.over(
            DoubleStream.concat(
                    plane.dots().stream()
                        .flatMapToDouble(
                            dot -> {
                              double bar = look.errors() && dot.error() > 0 ? dot.error() : 0;
                              return DoubleStream.of(dot.delta() - bar, dot.delta() + bar);
                            }),
                    DoubleStream.of(plane.set().delta()))
                .toArray(),
            look.logY());
    return new PlaneFrame(
        x,
        y,
        LEFT,
        MARGIN,
        Math.max(1, canvas.getWidth() - LEFT - MARGIN),
        Math.max(1, canvas.getHeight() - BELOW - MARGIN));
  }

  private void draw() {
    var pen = canvas.getGraphicsContext2D();
    pen.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    shown.ifPresent(
        plane ->
            new PlanePainter(pen, palette, fonts, frame(plane))
                .draw(plane, selected, look.errors()));
  }

  /** The candidate nearest to a point, where one is near. */
  Optional<Dot> at(double x, double y) {
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    PlaneFrame frame = frame(shown.get());
    List<Dot> dots = shown.get().dots();
    return java.util.stream.IntStream.range(0, dots.size())
        .boxed()
        .min(Comparator.comparingDouble(i -> frame.distance(dots.get(i), i, x, y)))
        .filter(i -> frame.distance(dots.get(i), i, x, y) <= REACH)
        .map(dots::get);
  }
}
