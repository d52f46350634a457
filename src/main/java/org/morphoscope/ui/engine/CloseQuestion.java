package org.morphoscope.ui.engine;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.stage.Modality;
import javafx.stage.Window;

/** Asks, when the window is closed, what becomes of the run that grows. */
public final class CloseQuestion {
  private static final double WIDTH = 460;

  private final Dialog<ButtonType> dialog = new Dialog<>();
  private final ButtonType leave = new ButtonType("Leave it growing", ButtonBar.ButtonData.YES);
  private final ButtonType stop = new ButtonType("Stop it and close", ButtonBar.ButtonData.NO);

  /**
   * @param owner window that is about to be closed
   * @param words what becomes of the run
   * @param outlives whether the run can go on without the window
   * @param closed told what to do: whether the run goes on; not called when nothing is to be closed
   */
  public CloseQuestion(Window owner, String words, boolean outlives, Consumer<Boolean> closed) {
    dialog.initOwner(owner);
    // a modal one freezes the size of its owner, which then is not maximised any more
    dialog.initModality(Modality.NONE);
    dialog.setTitle("A run is growing");
    dialog.setHeaderText(null);
    Label text = new Label(words);
    text.setWrapText(true);
    text.setPrefWidth(WIDTH);
    text.setMinHeight(Label.USE_PREF_SIZE);
    text.setPadding(new Insets(16, 0, 4, 16));
    dialog.getDialogPane().setContent(text);
    dialog.getDialogPane().setId("close-question");
    dialog.getDialogPane().getButtonTypes().setAll(stop, ButtonType.CANCEL);
    if (outlives) {
      dialog.getDialogPane().getButtonTypes().add(0, leave);
    }
    dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
    name(leave, "close-leave").ifPresent(button -> ((Button) button).setDefaultButton(true));
    name(stop, "close-stop");
    name(ButtonType.CANCEL, "close-cancel");
    dialog.setOnHidden(
        e -> {
          ButtonType answer = dialog.getResult();
          if (answer == leave || answer == stop) {
            closed.accept(answer == leave);
          }
        });
  }

  private Optional<Node> name(ButtonType type, String id) {
    Optional<Node> button = Optional.ofNullable(dialog.getDialogPane().lookupButton(type));
    button.ifPresent(found -> found.setId(id));
    return button;
  }

  /** Opens the question, or brings it to the front. */
  public void show() {
    dialog.show();
  }

  /** {@return whether the question is open} */
  public boolean isShowing() {
    return dialog.isShowing();
  }
}
