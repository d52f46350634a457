package org.morphoscope.ui.kit;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Keeps the content of a pane out of the scene until the pane is first shown, or until told: JavaFX
 * styles hidden nodes too, and makes their skins, which the start of the window would have to wait
 * for.
 */
public final class LateContent implements ChangeListener<Boolean> {
  private final Pane pane;
  private final List<Node> content;

  private LateContent(Pane pane) {
    this.pane = pane;
    this.content = List.copyOf(pane.getChildren());
  }

  /**
   * Takes the content out of a pane that is hidden; it comes back when the pane is shown.
   *
   * @param hidden a pane that is not visible; emptied here
   */
  public static void of(Pane hidden) {
    LateContent late = new LateContent(hidden);
    hidden.getChildren().clear();
    hidden.visibleProperty().addListener(late);
  }

  /**
   * {@return what brings the content back}
   *
   * @param pane emptied here
   */
  public static LateContent untilTold(Pane pane) {
    LateContent late = new LateContent(pane);
    pane.getChildren().clear();
    return late;
  }

  /** {@return whether the content was out; it is back now} */
  public boolean bringIn() {
    boolean out = pane.getChildren().isEmpty();
    if (out) {
      pane.getChildren().setAll(content);
    }
    return out;
  }

  @Override
  public void changed(ObservableValue<? extends Boolean> shown, Boolean before, Boolean now) {
    if (now) {
      pane.visibleProperty().removeListener(this);
      pane.getChildren().setAll(content);
    }
  }
}
