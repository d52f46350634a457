package org.morphoscope.ui.frame;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;

/**
 * Gives the network the whole width: everything but it, the sentence and the scrubber goes; and
 * back.
 */
public final class StageLayout {
  private final WorkArea area;
  private final List<Node> missable;
  private final StageLine line;
  private final Consumer<Boolean> captions;

  /**
   * @param area whose dividers move
   * @param missable what is not shown in the stage mode, beside chart and table
   * @param line shown in the stage mode only
   * @param captions told to make the captions of the network large (true), and normal again
   */
  public StageLayout(
      WorkArea area, List<Node> missable, StageLine line, Consumer<Boolean> captions) {
    this.area = area;
    this.missable = List.copyOf(missable);
    this.line = line;
    this.captions = captions;
  }

  /**
   * @param stage whether the stage mode begins or ends
   */
  public void rearrange(boolean stage) {
    for (Node node : missable) {
      node.setVisible(!stage);
      node.setManaged(!stage);
    }
    line.setOnStage(stage);
    area.alone(stage);
    captions.accept(stage);
    area.settle();
  }
}
