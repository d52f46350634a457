package org.morphoscope.ui.graph;

import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Pane;

/**
 * Wheel zooms, drag pans, click selects, hovering explains; where the keyboard is in the view,
 * arrow keys pan and plus and minus zoom.
 */
final class GraphHands {
  private static final double WHEEL = 0.0018;
  private static final double CLICK = 4;

  /** Part of the view that an arrow key moves by. */
  private static final double STEP = 0.15;

  private static final double KEY_ZOOM = 1.25;

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
  GraphHands(GraphPicking picking, Runnable moved, Pane pane, Camera camera) {
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
    pane.setFocusTraversable(true);
    pane.setAccessibleRole(AccessibleRole.NODE);
    pane.setAccessibleText(
        "Picture of the network: arrow keys move it, plus and minus zoom, F fits it into the view;"
            + " the table of candidates tells the same in words");
    pane.setOnKeyPressed(this::key);
  }

  private void key(KeyEvent event) {
    double across = STEP * pane.getWidth();
    double down = STEP * pane.getHeight();
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case LEFT, KP_LEFT -> camera.pan(across, 0);
      case RIGHT, KP_RIGHT -> camera.pan(-across, 0);
      case UP, KP_UP -> camera.pan(0, down);
      case DOWN, KP_DOWN -> camera.pan(0, -down);
      case PLUS, ADD, EQUALS -> camera.zoom(KEY_ZOOM, pane.getWidth() / 2, pane.getHeight() / 2);
      case MINUS, SUBTRACT -> camera.zoom(1 / KEY_ZOOM, pane.getWidth() / 2, pane.getHeight() / 2);
      default -> {
        return;
      }
    }
    picking.leave();
    moved.run();
    // else an arrow would carry the focus away
    event.consume();
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
