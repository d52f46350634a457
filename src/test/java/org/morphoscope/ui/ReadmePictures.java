package org.morphoscope.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.morphoscope.growth.GrowthEvent;
import org.morphoscope.journal.RunReader;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.CandidateRow;

/**
 * Takes the pictures of the README: a recorded run at the decision of a round, one candidate vetoed
 * and one approved, in both themes at 1280x800. Arguments: RUN_FOLDER ROUND TARGET_FOLDER; those in
 * the repository are of {@code samples/generated-tiny 3 assets}, on the test class path with the
 * headless settings of the window tests (property {@code ui.screen.args} of the build).
 */
final class ReadmePictures {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final long PATIENCE_MILLIS = 60_000;
  private static final long ANIMATION_MILLIS = 1500;
  private static final int VETOED = 1;

  private MorphoscopeWindow window;

  private ReadmePictures() {}

  public static void main(String[] args) throws Exception {
    Path run = Path.of(args[0]);
    int round = Integer.parseInt(args[1]);
    Path target = Files.createDirectories(Path.of(args[2]));
    Platform.startup(() -> {});
    new ReadmePictures().take(run, round, target);
    System.exit(0);
  }

  private void take(Path run, int round, Path target) throws Exception {
    RunReader reader = RunReader.open(run);
    List<GrowthEvent> events = reader.allEvents();
    MemoryPreferences preferences = new MemoryPreferences();
    preferences.put("decisions", "ASK");
    preferences.put("reduceMotion", "true");
    Path runs = Files.createTempDirectory("pictures");
    Services services =
        FakeServices.of(
            () -> new RecordedGrowthService(events, round), reader.config(), runs, preferences);
    FxWork.on(
        () -> {
          Stage stage = new Stage();
          window = new MorphoscopeWindow(stage, services);
          window.show();
          stage.setWidth(WIDTH);
          stage.setHeight(HEIGHT);
        });
    Thread.sleep(ANIMATION_MILLIS);
    fire("#grow-generated");
    awaitVisible("#decision-bar");
    Thread.sleep(ANIMATION_MILLIS);
    mark(VETOED, "#veto");
    mark(firstOpen(), "#approve");
    FxWork.on(() -> table().getSelectionModel().clearSelection());
    FxWork.on(() -> table().scrollTo(0));
    FxWork.on(() -> window.scene().getRoot().requestFocus());
    for (Theme theme : Theme.values()) {
      FxWork.on(() -> window.setTheme(theme));
      Thread.sleep(ANIMATION_MILLIS);
      String name = "window-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
      FxWork.on(() -> window.writePng(target.resolve(name)));
    }
  }

  private void mark(int row, String button) throws Exception {
    FxWork.on(() -> table().getSelectionModel().clearAndSelect(row));
    fire(button);
  }

  private int firstOpen() {
    List<CandidateRow> rows = table().getItems();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).state() == CandidateRow.State.OPEN) {
        return i;
      }
    }
    throw new IllegalStateException("every candidate is marked");
  }

  @SuppressWarnings("unchecked")
  private TableView<CandidateRow> table() {
    return (TableView<CandidateRow>) node("#candidates-table");
  }

  private Node node(String id) {
    return window.scene().lookup(id);
  }

  private void fire(String id) throws InterruptedException, ExecutionException {
    FxWork.on(() -> node(id).fireEvent(new ActionEvent()));
  }

  private void awaitVisible(String id) throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!node(id).isVisible()) {
      if (System.currentTimeMillis() > end) {
        throw new IllegalStateException(id + " never appeared");
      }
      Thread.sleep(50);
    }
  }
}
