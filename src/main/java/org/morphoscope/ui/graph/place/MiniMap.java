package org.morphoscope.ui.graph.place;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.morphoscope.ui.kit.Palette;

/**
 * The whole net in a corner with a frame around what is in view; a press or drag in it looks there,
 * and gives the keyboard to the view, whose arrow keys move the frame.
 */
public final class MiniMap extends Region {
  private static final double WIDTH = 168;
  private static final double HEIGHT = 104;
  private static final double INSET = 5;
  private static final double CORNER = 10;

  /** Told where a person wants to look. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Looks at a place.
     *
     * @param worldX to be in the middle of the view
     * @param worldY to be in the middle of the view
     */
    void look(double worldX, double worldY);
  }

  private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
  private double scale = 1;
  private double left;
  private double top;

  /**
   * @param listener told when it is pressed or dragged
   */
  public MiniMap(Listener listener) {
    setId("graph-map");
    getStyleClass().add("mini-map");
    setAccessibleText("Map of the whole network; press to look there");
    setVisible(false);
    getChildren().add(canvas);
    setPrefSize(WIDTH, HEIGHT);
    setManaged(false);
    addEventHandler(
        MouseEvent.ANY,
        event -> {
          boolean pressed = event.getEventType() == MouseEvent.MOUSE_PRESSED;
          if (pressed && getParent() != null) {
            // from here on by arrow keys
            getParent().requestFocus();
          }
          if (pressed || event.getEventType() == MouseEvent.MOUSE_DRAGGED) {
            listener.look((event.getX() - left) / scale, (event.getY() - top) / scale);
          }
          // what is below is not meant
          event.consume();
        });
  }

  /** There is nothing to find one's way in. */
  public void clear() {
    setVisible(false);
  }

  /**
   * Paints the map, in the lower right corner of a view.
   *
   * @param cards of the net, in world coordinates
   * @param world size of the whole net
   * @param seen what is in view, in world coordinates
   * @param view size of the view in pixels
   * @param palette colours
   */
  public void show(
      List<Rectangle2D> cards, Size world, Rectangle2D seen, Size view, Palette palette) {
    setVisible(true);
    resizeRelocate(view.width() - WIDTH - CORNER, view.height() - HEIGHT - CORNER, WIDTH, HEIGHT);
    scale = Math.min((WIDTH - 2 * INSET) / world.width(), (HEIGHT - 2 * INSET) / world.height());
    left = (WIDTH - world.width() * scale) / 2;
    top = (HEIGHT - world.height() * scale) / 2;
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setFill(palette.background());
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setStroke(palette.border());
    g.setLineWidth(1);
    g.strokeRect(0.5, 0.5, WIDTH - 1, HEIGHT - 1);
    g.setFill(palette.muted());
    for (Rectangle2D card : cards) {
      g.fillRect(
          left + card.getMinX() * scale,
          top + card.getMinY() * scale,
          Math.max(1, card.getWidth() * scale),
          Math.max(1, card.getHeight() * scale));
    }
    double fromX = Math.max(1.5, left + seen.getMinX() * scale);
    double fromY = Math.max(1.5, top + seen.getMinY() * scale);
    double toX = Math.min(WIDTH - 1.5, left + seen.getMaxX() * scale);
    double toY = Math.min(HEIGHT - 1.5, top + seen.getMaxY() * scale);
    g.setStroke(palette.accent());
    g.setLineWidth(2);
    g.strokeRect(fromX, fromY, Math.max(3, toX - fromX), Math.max(3, toY - fromY));
  }
}
