package org.morphoscope.ui.look;

import java.util.function.Consumer;
import javafx.animation.FadeTransition;
import javafx.animation.ParallelTransition;
import javafx.animation.ScaleTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.util.Duration;

/**
 * The stage mode: large type, stronger contrast, less around the views, and a ring where one
 * clicks. Off again, everything is as it was.
 */
public final class StageMode {
  private static final String STYLE = "stage-mode";
  private static final int LARGE = 130;
  private static final double RADIUS = 22;
  private static final double POINTER = 16;
  private static final Duration RING = Duration.millis(650);

  private final Region root;
  private final Scaling scaling;
  private final Consumer<Boolean> rearrange;
  private final Pane rings = new Pane();
  private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper(this, "on");
  private final EventHandler<MouseEvent> clicked = e -> ring(e.getSceneX(), e.getSceneY());

  /** A spot of light at the pointer, as of a laser: seen from the back row. */
  private final Circle spot = new Circle(POINTER);

  private final EventHandler<MouseEvent> pointed = e -> point(e.getSceneX(), e.getSceneY());
  private int before;
  private boolean calm;

  /**
   * @param root of the window; gets the style class {@code stage-mode}
   * @param scaling made larger while the mode is on
   * @param rearrange makes room when the mode begins (true), and undoes that when it ends
   */
  public StageMode(Region root, Scaling scaling, Consumer<Boolean> rearrange) {
    this.root = root;
    this.scaling = scaling;
    this.rearrange = rearrange;
    rings.setId("click-rings");
    rings.setMouseTransparent(true);
    rings.setPickOnBounds(false);
    spot.setId("stage-pointer");
    spot.getStyleClass().add("stage-pointer");
  }

  /** {@return the layer of the rings, to be put above everything} */
  public Node rings() {
    return rings;
  }

  /** {@return whether the mode is on; on the JavaFX thread} */
  public ReadOnlyBooleanProperty onProperty() {
    return on.getReadOnlyProperty();
  }

  /**
   * Whether rings stand still.
   *
   * @param reduce whether motion is to be reduced
   */
  public void setReduceMotion(boolean reduce) {
    calm = reduce;
  }

  /** {@return per cent to go back to, when on; the present ones else} */
  public int ownPercent() {
    return on.get() ? before : scaling.percent();
  }

  /**
   * Begins the mode, or ends it; nothing happens when that is so already.
   *
   * @param wanted whether it is to be on
   */
  public void set(boolean wanted) {
    if (wanted == on.get()) {
      return;
    }
    if (wanted) {
      before = scaling.percent();
      scaling.set(Math.max(before, LARGE));
      root.getStyleClass().add(STYLE);
      root.addEventFilter(MouseEvent.MOUSE_PRESSED, clicked);
      root.addEventFilter(MouseEvent.MOUSE_MOVED, pointed);
    } else {
      root.removeEventFilter(MouseEvent.MOUSE_PRESSED, clicked);
      root.removeEventFilter(MouseEvent.MOUSE_MOVED, pointed);
      root.getStyleClass().remove(STYLE);
      scaling.set(before);
      rings.getChildren().clear();
    }
    rearrange.accept(wanted);
    on.set(wanted);
  }

  private void point(double x, double y) {
    spot.setCenterX(x);
    spot.setCenterY(y);
    if (!rings.getChildren().contains(spot)) {
      rings.getChildren().add(spot);
    }
  }

  private void ring(double x, double y) {
    Circle ring = new Circle(x, y, RADIUS);
    ring.getStyleClass().add("click-ring");
    rings.getChildren().add(ring);
    FadeTransition fade = new FadeTransition(RING, ring);
    fade.setFromValue(1);
    fade.setToValue(0);
    ScaleTransition grow = new ScaleTransition(RING, ring);
    grow.setFromX(calm ? 1 : 0.4);
    grow.setFromY(calm ? 1 : 0.4);
    grow.setToX(1);
    grow.setToY(1);
    ParallelTransition both = new ParallelTransition(fade, grow);
    both.setOnFinished(e -> rings.getChildren().remove(ring));
    both.play();
  }
}
