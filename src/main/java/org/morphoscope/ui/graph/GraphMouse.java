package org.morphoscope.ui.graph;

import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Pane;

/** Wheel zooms, drag pans, click selects, hovering explains. */
final class GraphMouse {
  private static final double WHEEL = 0.0018;
  private static final double CLICK = 4;

  private final GraphPicking picking;
  private final Runnable moved;
  private final Pane pane;
  private final Camera camera;
  private double lastX;
  private double lastY;
  private double travelled;

  /**
   * @param picking what clicks and hovering do
   * @param moved called when the camera was moved
   */
  GraphMouse(GraphPicking picking, Runnable moved, Pane pane, Camera camera) {
    this.picking = picking;
    this.moved = moved;
    this.pane = pane;
    this.camera = camera;
  }

  void install() {
    pane.setOnScroll(this::scroll);
    pane.setOnZoom(this::pinch);
    pane.setOnMousePressed(this::press);
    pane.setOnMouseDragged(this::drag);
    pane.setOnMouseReleased(this::release);
    pane.setOnMouseMoved(picking::hover);
    pane.setOnMouseExited(e -> picking.leave());
  }

  private void scroll(ScrollEvent event) {
    camera.zoom(Math.exp(event.getDeltaY() * WHEEL), event.getX(), event.getY());
    moved.run();
    event.consume();
  }

  private void pinch(ZoomEvent event) {
    camera.zoom(event.getZoomFactor(), event.getX(), event.getY());
    moved.run();
    event.consume();
  }

  private void press(MouseEvent event) {
    lastX = event.getX();
    lastY = event.getY();
    travelled = 0;
  }

  private void drag(MouseEvent event) {
    double dx = event.getX() - lastX;
    double dy = event.getY() - lastY;
    travelled += Math.hypot(dx, dy);
    lastX = event.getX();
    lastY = event.getY();
    if (travelled > CLICK) {
      // the card beside the pointer would be painted in every frame
      picking.leave();
      camera.pan(dx, dy);
      moved.run();
    }
  }

  private void release(MouseEvent event) {
    if (travelled <= CLICK) {
      picking.click(event);
    }
  }
}
