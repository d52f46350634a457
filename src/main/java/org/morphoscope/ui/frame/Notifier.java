package org.morphoscope.ui.frame;

import javafx.stage.Stage;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;

/** Tells of long work that is done to a person who looks elsewhere. */
public final class Notifier {
  private static final Duration SHOWN = Duration.seconds(12);

  private final Stage stage;

  /**
   * Tells for the given window.
   *
   * @param stage where the person does not look
   */
  public Notifier(Stage stage) {
    this.stage = stage;
  }

  /**
   * Shows it in the corner of the screen, unless the window has the focus.
   *
   * @param title in a few words
   * @param text a sentence
   */
  public void finished(String title, String text) {
    if (stage.isFocused() || !stage.isShowing()) {
      return;
    }
    // without an owner it stands in the corner of the screen, where it is seen
    Notifications.create()
        .title(title)
        .text(text)
        .hideAfter(SHOWN)
        .onAction(e -> stage.toFront())
        .showInformation();
  }
}
