package org.morphoscope.ui.frame;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import org.morphoscope.ui.kit.UncachedContent;

/** Bars above and below the work area, and what opens above all of them. */
public final class WindowRoot extends StackPane {
  /** In ems: where the window is narrower, the two sides stand below each other. */
  private static final double STACKED = 65;

  private final ScrollPane scroll;

  /**
   * @param top the bars above, in one pane
   * @param area graph, chart and table
   * @param bottom the bars below, in one pane
   * @param overlays from the lowest to the highest
   */
  public WindowRoot(Pane top, WorkArea area, Pane bottom, List<? extends Node> overlays) {
    BorderPane pane = new BorderPane(area);
    pane.setTop(top);
    // at a large size in a small window, scrolling is better than what is cut off; the bar of the
    // replay stays where it is
    scroll = new ScrollPane(pane);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().addAll("edge-to-edge", "window-scroll");
    UncachedContent.of(scroll);
    setId("window-root");
    getStyleClass().add("window-root");
    BorderPane whole = new BorderPane(scroll);
    whole.setBottom(bottom);
    getChildren().add(whole);
    getChildren().addAll(overlays);
    getChildren().add(ruler(area));
  }

  /**
   * Stacks the sides where the window is too narrow for both at the size of its type.
   *
   * @return what the size is read from; not to be seen
   */
  private Node ruler(WorkArea area) {
    Label ruler = new Label();
    ruler.setVisible(false);
    ruler.setManaged(false);
    InvalidationListener fold =
        o -> {
          if (scroll.getWidth() > 0) {
            area.fold(scroll.getWidth() < STACKED * ruler.getFont().getSize());
          }
        };
    scroll.widthProperty().addListener(fold);
    ruler.fontProperty().addListener(fold);
    return ruler;
  }

  /**
   * Scrolls to a part of the window that large type has pushed out of sight.
   *
   * @param part any node of the work area
   */
  public void reveal(Node part) {
    Node content = scroll.getContent();
    double room = content.getLayoutBounds().getHeight() - scroll.getViewportBounds().getHeight();
    boolean inside = false;
    for (Node at = part; at != null; at = at.getParent()) {
      inside |= at == content;
    }
    if (inside && room > 0) {
      double top = content.sceneToLocal(part.localToScene(part.getLayoutBounds())).getMinY();
      scroll.setVvalue(Math.min(1, Math.max(0, top / room)));
    }
  }
}
