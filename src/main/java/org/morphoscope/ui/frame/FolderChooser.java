package org.morphoscope.ui.frame;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import org.morphoscope.ui.settings.Preferences;

/** Asks for a folder, beginning where the last one was. */
public final class FolderChooser {
  private static final String LAST = "folder";

  private final Stage owner;
  private final Preferences preferences;

  /**
   * Asks over the given window.
   *
   * @param owner window that waits meanwhile
   * @param preferences remember the last folder
   */
  public FolderChooser(Stage owner, Preferences preferences) {
    this.owner = owner;
    this.preferences = preferences;
  }

  /**
   * {@return the folder that the person chose; empty when none}
   *
   * @param title of the dialogue
   */
  public Optional<Path> choose(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    preferences
        .get(LAST)
        .map(File::new)
        .filter(File::isDirectory)
        .ifPresent(chooser::setInitialDirectory);
    Optional<Path> chosen = Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    chosen.ifPresent(
        folder -> {
          Path parent = folder.toAbsolutePath().getParent();
          preferences.put(LAST, (parent == null ? folder : parent).toString());
        });
    return chosen;
  }
}
