package org.morphoscope.ui.shell;

import javafx.scene.Node;

/** Whether something can be seen; views that come after the first frame may not be there yet. */
final class Shown {
  private Shown() {}

  static boolean is(Node node) {
    return node != null && node.isVisible();
  }
}
