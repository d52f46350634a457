package org.morphoscope.ui.kit;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/**
 * Lets a scroll pane draw its content straight into the window. JavaFX keeps a picture of the whole
 * content instead, which is drawn anew, all of it, whenever anything in it changes.
 */
public final class UncachedContent {
  private UncachedContent() {}

  /**
   * Keeps no picture of what this pane shows, whichever skin it gets.
   *
   * @param pane on the JavaFX thread
   */
  public static void of(ScrollPane pane) {
    pane.skinProperty().addListener(o -> clear(pane));
    clear(pane);
  }

  private static void clear(ScrollPane pane) {
    for (Node child : pane.getChildrenUnmodifiable()) {
      if (child.getStyleClass().contains("viewport")) {
        child.setCache(false);
      }
    }
  }
}
