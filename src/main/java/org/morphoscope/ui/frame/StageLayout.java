package org.morphoscope.ui.frame;

import java.util.List;
import javafx.scene.Node;

/** Makes room for large type: what can be missed goes, the table gets more width; and back. */
public final class StageLayout {
  private static final double HALF = 0.5;

  private final WorkArea area;
  private final List<Node> missable;
  private double divider = HALF;

  /**
   * @param area whose dividers move
   * @param missable what is not shown in the stage mode
   */
  public StageLayout(WorkArea area, List<Node> missable) {
    this.area = area;
    this.missable = List.copyOf(missable);
  }

  /**
   * Makes room, or takes the room back.
   *
   * @param stage whether the stage mode begins; false: it ends
   */
  public void rearrange(boolean stage) {
    for (Node node : missable) {
      node.setVisible(!stage);
      node.setManaged(!stage);
    }
    if (stage) {
      divider = area.mainDivider().wanted();
      area.mainDivider().put(Math.min(HALF, divider));
    } else {
      area.mainDivider().put(divider);
    }
    area.settle();
  }
}
