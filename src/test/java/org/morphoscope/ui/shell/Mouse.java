package org.morphoscope.ui.shell;

import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** Gestures at exact places of a node; the robot moves by whole pixels of the screen. */
final class Mouse {
  private Mouse() {}

  /**
   * Tells a node of a gesture at a place of its own, with the first button unless it is a mere
   * move. Only on JavaFX.
   */
  static void tell(Node at, EventType<MouseEvent> type, double x, double y) {
    boolean moves = type == MouseEvent.MOUSE_MOVED;
    boolean still = type != MouseEvent.MOUSE_DRAGGED;
    Point2D scene = at.localToScene(x, y);
    Point2D screen = at.localToScreen(x, y);
    at.fireEvent(
        new MouseEvent(
            type,
            scene.getX(),
            scene.getY(),
            screen.getX(),
            screen.getY(),
            moves ? MouseButton.NONE : MouseButton.PRIMARY,
            moves ? 0 : 1,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            still,
            null));
  }
}
