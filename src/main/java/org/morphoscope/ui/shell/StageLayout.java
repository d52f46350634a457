package org.morphoscope.ui.shell;

import javafx.scene.Node;

/** Makes room for large type: what can be missed goes, the table gets more width; and back. */
final class StageLayout {
  private static final double HALF = 0.5;

  private final WindowViews views;
  private double divider = HALF;

  StageLayout(WindowViews views) {
    this.views = views;
  }

  void rearrange(boolean stage) {
    show(views.status, !stage);
    show(views.runBar.lookup("#open-data"), !stage);
    if (stage) {
      divider = views.mainDivider.wanted();
      views.mainDivider.put(Math.min(HALF, divider));
    } else {
      views.mainDivider.put(divider);
    }
    views.mainDivider.settle();
    views.rightDivider.settle();
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
