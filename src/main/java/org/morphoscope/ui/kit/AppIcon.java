package org.morphoscope.ui.kit;

import java.util.List;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** The program's picture in the system's bars and lists of windows. */
public final class AppIcon {
  /** Edges in pixels; the system takes the one that fits. */
  private static final List<Integer> EDGES = List.of(16, 32, 48, 64, 128, 256);

  private AppIcon() {}

  /**
   * Gives a window the picture. The files, 20 kB, are read at once: one that comes later is not
   * taken.
   *
   * @param stage of the window
   */
  public static void on(Stage stage) {
    for (int edge : EDGES) {
      String file = "/org/morphoscope/ui/icon/morphoscope-" + edge + ".png";
      stage.getIcons().add(new Image(AppIcon.class.getResource(file).toExternalForm()));
    }
  }
}
