package org.morphoscope.ui.run;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.event.ActionEvent;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.WindowPlace;

/** Asks for a new run without stopping the one that goes on. */
public final class NewRunDialog {
  /** Height of title bar, buttons and spaces around the form. */
  private static final double AROUND = 170;

  private final Dialog<ButtonType> dialog = new Dialog<>();
  private final Runnable chooseFolder;
  private final VBox content = new VBox(4);
  private final ScrollPane scroll;
  private NewRunForm form;
  private Optional<Consumer<NewRunForm>> look = Optional.empty();

  /**
   * @param owner window above which it stands
   * @param start values to begin with
   * @param chooseFolder called for the folder button
   * @param startRun receives what the person asks for
   */
  public NewRunDialog(
      Window owner, RunRequest start, Runnable chooseFolder, Consumer<RunRequest> startRun) {
    this.chooseFolder = chooseFolder;
    scroll = scrolled(owner);
    adopt(new NewRunForm(start, chooseFolder));
    ButtonType grow = new ButtonType("Start", ButtonBar.ButtonData.OK_DONE);
    dialog.initOwner(owner);
    // a modal one freezes the size of its owner, which then is not maximised any more
    dialog.initModality(Modality.NONE);
    WindowPlace.keepInside(dialog);
    // one of a fixed size is made as small as its content can be, which a scroll pane can be
    dialog.setResizable(true);
    dialog.setTitle("New run");
    dialog.setHeaderText(null);
    dialog.setOnHidden(event -> form.leave());
    dialog.getDialogPane().setContent(content);
    dialog.getDialogPane().setId("new-run-dialog");
    dialog.getDialogPane().getButtonTypes().setAll(grow, ButtonType.CANCEL);
    dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
    Node button = dialog.getDialogPane().lookupButton(grow);
    button.setId("form-start");
    button.addEventFilter(
        ActionEvent.ACTION,
        event -> {
          try {
            startRun.accept(form.read());
          } catch (IllegalArgumentException e) {
            form.setError(e);
            reveal();
            event.consume();
          }
        });
  }

  /** The form, of which a small screen shows a part at a time. */
  private ScrollPane scrolled(Window owner) {
    ScrollPane pane = new ScrollPane();
    pane.setId("form-scroll");
    pane.setFitToWidth(true);
    pane.getStyleClass().add("edge-to-edge");
    pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    pane.setMaxHeight(WindowPlace.screenOf(owner).getHeight() - AROUND);
    VBox.setVgrow(pane, Priority.ALWAYS);
    return pane;
  }

  private void adopt(NewRunForm next) {
    form = next;
    VBox.setMargin(form.error(), new Insets(0, 24, 4, 24));
    scroll.setContent(form);
    content.getChildren().setAll(scroll, form.error());
    form.presets().setVisible(false);
    look.ifPresent(shown -> shown.accept(form));
  }

  /**
   * Shows counts and a few images of the data while its name is typed, and offers presets.
   *
   * @param usual what the program proposes; presets change it
   * @param background where data is looked at
   * @param reader looks at data; may take long
   */
  public void setHelp(RunConfig usual, Fx background, DataReader reader) {
    Consumer<NewRunForm> help =
        shown -> {
          shown.lookAtData(background, reader);
          shown.presets().setVisible(true);
          shown.presets().setOnChosen(preset -> fill(preset, usual));
        };
    look = Optional.of(help);
    help.accept(form);
  }

  /** Other values about the same data. */
  private void fill(RunPreset preset, RunConfig usual) {
    NewRunForm before = form;
    before.leave();
    NewRunForm next = new NewRunForm(before.request(preset.of(usual)), chooseFolder);
    next.takeOver(before);
    adopt(next);
    // the button that was pressed went with the form
    next.presets().focus(preset);
  }

  /** Scrolls to the field that cannot be used. */
  private void reveal() {
    double seen = scroll.getViewportBounds().getHeight();
    double hidden = form.getHeight() - seen;
    if (hidden > 0 && form.marked().isPresent()) {
      Node field = form.marked().get();
      Bounds place = form.sceneToLocal(field.localToScene(field.getLayoutBounds()));
      scroll.setVvalue(Math.max(0, Math.min(1, (place.getCenterY() - seen / 2) / hidden)));
    }
  }

  /**
   * Offers a button that closes the dialogue, to begin again with the usual values.
   *
   * @param again called when it is pressed
   */
  public void setStandard(Runnable again) {
    ButtonType usual = new ButtonType("Usual values", ButtonBar.ButtonData.LEFT);
    dialog.getDialogPane().getButtonTypes().add(usual);
    Node button = dialog.getDialogPane().lookupButton(usual);
    button.setId("form-usual");
    button.addEventFilter(
        ActionEvent.ACTION,
        event -> {
          event.consume();
          dialog.close();
          again.run();
        });
  }

  /** Opens the dialogue, or brings it to the front. */
  public void show() {
    // a scroll pane by itself asks for a few lines, whatever it holds
    dialog.getDialogPane().applyCss();
    scroll.setPrefViewportHeight(form.prefHeight(-1));
    dialog.show();
  }

  /** {@return whether the dialogue is open} */
  public boolean isShowing() {
    return dialog.isShowing();
  }

  /**
   * Fills in data that was opened.
   *
   * @param name of the data, as {@code cifar10:DIR}
   */
  public void setData(String name) {
    form.setData(name);
    form.clearError();
  }

  /**
   * Shows why data could not be opened.
   *
   * @param sentence what is wrong, for the person
   */
  public void setDataError(String sentence) {
    form.setDataError(sentence);
  }
}
