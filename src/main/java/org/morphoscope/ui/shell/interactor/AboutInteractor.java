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
   * @param stage the owner of dialogs
   * @param background where work is done that the window does not wait for
   * @param versions names and versions of what runs here; may read files
   * @param failed told in a sentence what went wrong
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

  /**
   * What computes.
   *
   * @param description of the back end
   */
  public void setEngine(String description) {
    engine = description;
  }

  /** Shows what the program is and what computes. */
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
