package org.morphoscope.ui.frame;

import javafx.application.Platform;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

/**
 * The place of a divider as a person wants it. A split pane forgets it when large type leaves no
 * room; here it comes back when there is room again.
 */
public final class SideDivider {
  private static final String STYLE = "split-pane-divider";

  private final SplitPane split;
  private double wanted;

  /**
   * @param split with one divider
   * @param share of the first side, 0 to 1
   */
  public SideDivider(SplitPane split, double share) {
    this.split = split;
    put(share);
    split.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> released(e.getTarget()));
    split.widthProperty().addListener(o -> settle());
    split.heightProperty().addListener(o -> settle());
  }

  private void released(EventTarget target) {
    for (Node node = target instanceof Node at ? at : null; node != split && node != null; ) {
      if (node.getStyleClass().contains(STYLE) && node.getParent() == split) {
        wanted = split.getDividerPositions()[0];
      }
      node = node.getParent();
    }
  }

  /**
   * Moves the divider there, now and whenever there is room.
   *
   * @param share of the length that lies before the divider, 0 to 1
   */
  public void put(double share) {
    wanted = share;
    split.setDividerPositions(share);
  }

  /** {@return the place where the divider is wanted, as a share from 0 to 1} */
  public double wanted() {
    return wanted;
  }

  /** The size of something inside has changed: looks again where there is room. */
  public void settle() {
    Platform.runLater(
        () -> {
          split.applyCss();
          split.layout();
          split.setDividerPositions(wanted);
          split.requestLayout();
        });
  }
}
