package org.morphoscope.ui.graph;

import javafx.animation.AnimationTimer;
import javafx.scene.canvas.Canvas;
import org.morphoscope.ui.kit.Fonts;

/**
 * The surface of the graph: painted once in the frame after something changed, and in every frame
 * while something moves. In between it asks for no frames, so that a window where nothing happens
 * leaves the processor to the engine.
 */
final class GraphCanvas extends Canvas {
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

  private final Content content;
  private final GraphPainter painter;
  private final AnimationTimer frames = new Frames();
  private Growth growth;
  private Pulse pulse;

  GraphCanvas(Camera camera, Fonts fonts, Content content) {
    this.content = content;
    this.painter = new GraphPainter(getGraphicsContext2D(), camera, fonts);
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
    GraphScene scene = content.at(growth, pulse, now);
    if (scene == null) {
      getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    } else {
      painter.paint(scene, getWidth(), getHeight(), devicePixels());
    }
  }

  private double devicePixels() {
    return getScene() == null || getScene().getWindow() == null
        ? 1
        : getScene().getWindow().getOutputScaleX();
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
