package org.morphoscope.ui.kit;

import java.util.Comparator;
import java.util.function.BooleanSupplier;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;

/**
 * Puts windows above the one that opens them, whole and on its screen.
 *
 * <p>Window managers place and size a window once it is there, some by what was asked before and
 * some by rules of their own (openbox shows a second window at its least size in a corner). So size
 * and place are asked for twice: before the window is shown and when it is.
 */
public final class WindowPlace {
  /** Room for the title bar and frame, which are no part of what is asked for here. */
  private static final double FRAME = 48;

  /** A window beside something is not narrower. */
  private static final double LEAST = 480;

  /** Most window managers have placed a window by then, and nobody has taken hold of it. */
  private static final Duration ANSWER = Duration.millis(250);

  private WindowPlace() {}

  /**
   * Shows a window in the middle of its owner; one that is open already comes to the front as it
   * is. Escape closes it.
   *
   * @param stage with its owner and scene
   * @param width of a window that was never shown before, as far as the screen allows
   * @param height as {@code width}
   */
  public static void show(Stage stage, double width, double height) {
    Rectangle2D owner = bounds(stage.getOwner());
    show(stage, within(owner, screen(owner), width, height));
  }

  /**
   * As {@link #show(Stage, double, double)}, but to the right of a part of its owner, which stays
   * in sight.
   *
   * @param stage with its owner and scene
   * @param part of the owner's scene
   * @param width at most
   * @param height as far as the screen allows
   */
  public static void showBeside(Stage stage, Node part, double width, double height) {
    Rectangle2D owner = bounds(stage.getOwner());
    double edge = part.localToScreen(part.getLayoutBounds()).getMaxX();
    show(stage, beside(owner, screen(owner), edge, width, height));
  }

  private static void show(Stage stage, Rectangle2D place) {
    if (stage.isShowing()) {
      stage.setIconified(false);
      stage.toFront();
      return;
    }
    put(stage, place);
    stage.show();
    put(stage, place);
    onceMore(stage::isShowing, () -> put(stage, place));
    stage.toFront();
  }

  /**
   * Escape closes the window, wherever the focus is in it, unless a part of it needs the key.
   *
   * @param stage on the JavaFX thread
   */
  public static void closeOnEscape(Stage stage) {
    stage.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            stage.close();
            event.consume();
          }
        });
  }

  /**
   * Keeps a dialog whole and on the screen of its owner when it is shown; its size is that of its
   * content.
   *
   * @param dialog with an owner, not shown yet
   */
  public static void keepInside(Dialog<?> dialog) {
    dialog.setOnShown(
        event -> {
          putInside(dialog);
          onceMore(dialog::isShowing, () -> putInside(dialog));
        });
  }

  /** At once, and when a window manager that takes its time has answered. */
  private static void onceMore(BooleanSupplier shown, Runnable put) {
    Runnable again =
        () -> {
          if (shown.getAsBoolean()) {
            put.run();
          }
        };
    Platform.runLater(again);
    PauseTransition answer = new PauseTransition(ANSWER);
    answer.setOnFinished(event -> again.run());
    answer.play();
  }

  private static void putInside(Dialog<?> dialog) {
    Rectangle2D owner = bounds(dialog.getOwner());
    DialogPane pane = dialog.getDialogPane();
    // while it is being made larger the scene lags behind, by more than a frame
    double wide = pane.prefWidth(-1) + frame(dialog.getWidth() - pane.getScene().getWidth());
    double high = pane.prefHeight(-1) + frame(dialog.getHeight() - pane.getScene().getHeight());
    Rectangle2D place = within(owner, screen(owner), wide, high);
    if (dialog.isResizable()) {
      dialog.setWidth(place.getWidth());
      dialog.setHeight(place.getHeight());
    }
    dialog.setX(place.getMinX());
    dialog.setY(place.getMinY());
  }

  private static double frame(double around) {
    return clamp(around, 0, FRAME);
  }

  private static void put(Stage stage, Rectangle2D place) {
    stage.setX(place.getMinX());
    stage.setY(place.getMinY());
    stage.setWidth(place.getWidth());
    stage.setHeight(place.getHeight());
  }

  /**
   * {@return the visible part of the screen on which most of a window is}
   *
   * @param window that is or was on a screen
   */
  public static Rectangle2D screenOf(Window window) {
    return screen(bounds(window));
  }

  private static Rectangle2D bounds(Window window) {
    return new Rectangle2D(
        window.getX(),
        window.getY(),
        Math.max(0, window.getWidth()),
        Math.max(0, window.getHeight()));
  }

  /** The visible part of the screen on which most of the window is. */
  private static Rectangle2D screen(Rectangle2D window) {
    return Screen.getScreens().stream()
        .map(Screen::getVisualBounds)
        .max(Comparator.comparingDouble(screen -> shared(screen, window)))
        .orElse(Screen.getPrimary().getVisualBounds());
  }

  private static double shared(Rectangle2D a, Rectangle2D b) {
    double width = Math.min(a.getMaxX(), b.getMaxX()) - Math.max(a.getMinX(), b.getMinX());
    double height = Math.min(a.getMaxY(), b.getMaxY()) - Math.max(a.getMinY(), b.getMinY());
    return Math.max(0, width) * Math.max(0, height);
  }

  /**
   * A place in the middle of the owner, moved and made smaller as far as the screen demands.
   *
   * @return inside of {@code screen}, with room for the frame above
   */
  static Rectangle2D within(Rectangle2D owner, Rectangle2D screen, double width, double height) {
    double wide = Math.min(width, screen.getWidth());
    double high = Math.min(height, screen.getHeight() - FRAME);
    double x = owner.getMinX() + (owner.getWidth() - wide) / 2;
    double y = owner.getMinY() + (owner.getHeight() - high) / 2;
    return new Rectangle2D(
        clamp(x, screen.getMinX(), screen.getMaxX() - wide),
        clamp(y, screen.getMinY(), screen.getMaxY() - FRAME - high),
        wide,
        high);
  }

  /**
   * A place beside the owner where the screen has room there, else over what of the owner is right
   * of an edge.
   *
   * @return inside of {@code screen}, with room for the frame above
   */
  static Rectangle2D beside(
      Rectangle2D owner, Rectangle2D screen, double edge, double width, double height) {
    boolean outside = screen.getMaxX() - owner.getMaxX() >= LEAST;
    double left = outside ? owner.getMaxX() : Math.min(edge, screen.getMaxX() - LEAST);
    double wide = Math.min(width, screen.getMaxX() - left);
    Rectangle2D column = new Rectangle2D(left, owner.getMinY(), wide, owner.getHeight());
    return within(column, screen, wide, height);
  }

  private static double clamp(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}
