package org.morphoscope.ui;

import javafx.scene.Node;

/** Makes room for large type: what can be missed goes, the table gets more width; and back. */
final class LectureRoom {
  private static final double HALF = 0.5;

  private final WindowViews views;
  private double[] dividers = {};

  LectureRoom(WindowViews views) {
    this.views = views;
  }

  void rearrange(boolean lecture) {
    show(views.status, !lecture);
    show(views.runBar.lookup("#open-data"), !lecture);
    if (lecture) {
      dividers = views.mainSplit.getDividerPositions();
      if (dividers[0] > HALF) {
        views.mainSplit.setDividerPositions(HALF);
      }
    } else {
      views.mainSplit.setDividerPositions(dividers);
    }
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
