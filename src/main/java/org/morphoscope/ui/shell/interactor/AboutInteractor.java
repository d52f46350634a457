package org.morphoscope.ui.shell.interactor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.Stage;
import org.morphoscope.ui.about.AboutDialog;
import org.morphoscope.ui.kit.Fx;

/** The dialog about the program. */
public final class AboutInteractor {
  private final Stage stage;
  private final Fx background;
  private final Supplier<Map<String, String>> versions;
  private final Consumer<Throwable> failed;
  private String engine = "not loaded yet";
  private Optional<AboutDialog> dialog = Optional.empty();

  /**
   * @param versions names and versions of what runs here; may read files
   */
  public AboutInteractor(
      Stage stage,
      Fx background,
      Supplier<Map<String, String>> versions,
      Consumer<Throwable> failed) {
    this.stage = stage;
    this.background = background;
    this.versions = versions;
    this.failed = failed;
  }

  /** What computes. */
  public void setEngine(String description) {
    engine = description;
  }

  public void show() {
    if (dialog.filter(AboutDialog::isShowing).isPresent()) {
      return;
    }
    background.call(
        versions::get,
        found -> {
          Map<String, String> facts = new LinkedHashMap<>(found);
          facts.put("Engine", engine);
          dialog = Optional.of(new AboutDialog(stage, facts));
          dialog.get().show();
        },
        failed);
  }
}
