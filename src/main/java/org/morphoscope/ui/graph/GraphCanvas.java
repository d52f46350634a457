package org.morphoscope.ui.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Pane;
import org.morphoscope.ui.graph.place.MiniMap;
import org.morphoscope.ui.graph.place.Size;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Palette;

/**
 * The surface of the graph: painted once in the frame after something changed, and in every frame
 * while something moves. In between it asks for no frames, so that a window where nothing happens
 * leaves the processor to the engine. For the same reason there are two layers: boxes, names and
 * edges, which take longest to draw, stay while the cells above them take on other colours.
 */
final class GraphCanvas {
  /** Tells what there is to paint. */
  @FunctionalInterface
  interface Content {
    /**
     * The scene of a frame, or null for an empty surface.
     *
     * @param growth movement of the cells, or null when they rest
     * @param pulse ring around a place that was asked for, or null
     * @param now time of the frame in nanoseconds
     */
    GraphScene at(Growth growth, Pulse pulse, long now);
  }

  /** All that the lower layer depends on. */
  private record Ground(
      GraphGeometry geometry,
      Palette palette,
      List<Integer> targetWidths,
      Set<Integer> locked,
      double scale,
      double x,
      double y,
      double width,
      double height) {}

  /** Smaller nets need no map. */
  private static final int LARGE = 16;

  /** In narrower views a map would hide too much. */
  private static final double LEAST_WIDTH = 420;

  private final Camera camera;
  private final Content content;
  private final Canvas lower = new Canvas();
  private final Canvas upper = new Canvas();
  private final GraphPainter painter;
  private final AnimationTimer frames = new Frames();
  private final MiniMap map;
  private Runnable moved = this::changed;
  private Ground ground;
  private Growth growth;
  private Pulse pulse;

  /** Fills the viewport. */
  GraphCanvas(Pane viewport, Camera camera, Fonts fonts, Content content) {
    this.camera = camera;
    this.content = content;
    this.painter =
        new GraphPainter(lower.getGraphicsContext2D(), upper.getGraphicsContext2D(), camera, fonts);
    for (Canvas layer : List.of(lower, upper)) {
      viewport.getChildren().add(layer);
      layer.widthProperty().bind(viewport.widthProperty());
      layer.heightProperty().bind(viewport.heightProperty());
    }
    map = new MiniMap(this::look);
    viewport.getChildren().add(map);
  }

  /** Told when the camera was moved by a hand in the map. */
  void setOnMoved(Runnable listener) {
    moved = listener;
  }

  private void look(double worldX, double worldY) {
    camera.centre(worldX, worldY, camera.scale(), upper.getWidth(), upper.getHeight());
    moved.run();
  }

  /** Paints in the next frame. */
  void changed() {
    frames.start();
  }

  /** Lets the cells move to their new places. */
  void grow(Growth movement) {
    growth = movement;
    changed();
  }

  /** Draws the eye to a place for a moment. */
  void ring(Pulse place) {
    pulse = place;
    changed();
  }

  private void paint(long now) {
    double width = upper.getWidth();
    double height = upper.getHeight();
    GraphScene scene = content.at(growth, pulse, now);
    upper.getGraphicsContext2D().clearRect(0, 0, width, height);
    if (scene == null) {
      ground = null;
      map.clear();
      lower.getGraphicsContext2D().clearRect(0, 0, width, height);
      return;
    }
    Ground wanted = groundOf(scene, width, height);
    if (!wanted.equals(ground)) {
      ground = wanted;
      painter.ground(scene, width, height);
      orient(scene, width, height);
    }
    painter.cells(scene, width, height, devicePixels());
  }

  /** The map is there where a large net is seen in part. */
  private void orient(GraphScene scene, double width, double height) {
    GraphGeometry net = scene.geometry();
    Rectangle2D seen =
        new Rectangle2D(
            camera.worldX(0), camera.worldY(0), width / camera.scale(), height / camera.scale());
    boolean small = net.boxes().size() < LARGE || width < LEAST_WIDTH;
    if (small || seen.contains(new Rectangle2D(0, 0, net.width(), net.height()))) {
      map.clear();
      return;
    }
    map.show(
        net.boxes().stream()
            .map(box -> new Rectangle2D(box.x(), box.y(), box.width(), box.height()))
            .toList(),
        new Size(net.width(), net.height()),
        seen,
        new Size(width, height),
        scene.palette());
  }

  private Ground groundOf(GraphScene scene, double width, double height) {
    return new Ground(
        scene.geometry(),
        scene.palette(),
        Arrays.stream(scene.moment().targetWidths()).boxed().toList(),
        Set.copyOf(scene.moment().locked()),
        camera.scale(),
        camera.x(0),
        camera.y(0),
        width,
        height);
  }

  private double devicePixels() {
    return upper.getScene() == null || upper.getScene().getWindow() == null
        ? 1
        : upper.getScene().getWindow().getOutputScaleX();
  }

  private final class Frames extends AnimationTimer {
    @Override
    public void handle(long pulseTime) {
      long now = System.nanoTime();
      growth = growth == null || growth.progress(now) >= 1 ? null : growth;
      pulse = pulse == null || pulse.over(now) ? null : pulse;
      if (growth == null && pulse == null) {
        stop();
      }
      paint(now);
    }
  }
}
