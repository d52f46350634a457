package org.morphoscope.ui.chart;

import io.fair_acc.chartfx.axes.spi.AbstractAxis;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import org.morphoscope.ui.model.TradeOff;

/** Turns dragging the line of lambda into values of lambda. */
final class LambdaDrag {
  private static final double REACH = 10;

  private final Node surface;
  private final AbstractAxis x;
  private final AbstractAxis y;
  private final Supplier<Optional<TradeOff>> shown;
  private DoubleConsumer moved = lambda -> {};
  private boolean dragging;

  LambdaDrag(Node surface, AbstractAxis x, AbstractAxis y, Supplier<Optional<TradeOff>> shown) {
    this.surface = surface;
    this.x = x;
    this.y = y;
    this.shown = shown;
    surface.addEventFilter(MouseEvent.MOUSE_MOVED, this::hover);
    surface.addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
    surface.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
    surface.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> dragging = false);
  }

  void setOnMoved(DoubleConsumer listener) {
    moved = listener;
  }

  private boolean near(MouseEvent event) {
    Optional<TradeOff> tradeOff = shown.get().filter(TradeOff::sloped);
    if (tradeOff.isEmpty()) {
      return false;
    }
    double parameters = x.getValueForDisplay(xOf(event));
    double line = y.getDisplayPosition(tradeOff.get().lineAt(parameters));
    return parameters > tradeOff.get().size() && Math.abs(line - yOf(event)) <= REACH;
  }

  private double xOf(MouseEvent event) {
    return x.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
  }

  private double yOf(MouseEvent event) {
    return y.sceneToLocal(event.getSceneX(), event.getSceneY()).getY();
  }

  private void hover(MouseEvent event) {
    surface.setCursor(near(event) ? Cursor.V_RESIZE : Cursor.DEFAULT);
  }

  private void press(MouseEvent event) {
    dragging = near(event);
    if (dragging) {
      event.consume();
    }
  }

  private void drag(MouseEvent event) {
    if (!dragging || shown.get().isEmpty()) {
      return;
    }
    double parameters = x.getValueForDisplay(xOf(event));
    if (parameters > shown.get().get().size()) {
      moved.accept(shown.get().get().lambdaThrough(parameters, y.getValueForDisplay(yOf(event))));
    }
    event.consume();
  }

  /** Where the line stands at a number of parameters, in the scene. */
  Point2D placeOf(double parameters, TradeOff tradeOff) {
    double across = x.localToScene(x.getDisplayPosition(parameters), 0).getX();
    double up = y.localToScene(0, y.getDisplayPosition(tradeOff.lineAt(parameters))).getY();
    return new Point2D(across, up);
  }
}
