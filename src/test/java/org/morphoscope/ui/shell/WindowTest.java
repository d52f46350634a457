package org.morphoscope.ui.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** A new window before each test, closed after it; and what tests of it have in common. */
@ExtendWith(ApplicationExtension.class)
abstract class WindowTest {
  private static final int PATIENCE_SECONDS = 60;

  /** Where the window puts its runs. */
  @TempDir Path runs;

  Stage stage;
  MorphoscopeWindow window;

  /**
   * What is around the window: the scripted engine with a small net, unless a test overrides it.
   */
  Services services() throws Exception {
    return FakeServices.of(new int[] {4, 6}, 24, 1, runs);
  }

  @BeforeEach
  final void openWindow(FxRobot robot) throws Exception {
    stage = FxToolkit.registerPrimaryStage();
    Services around = services();
    robot.interact(
        () -> {
          window = new MorphoscopeWindow(stage, around);
          window.show();
        });
  }

  @AfterEach
  final void closeWindow(FxRobot robot) {
    robot.interact(window::close);
  }

  /** Waits until something has come true, which is looked at on the JavaFX thread. */
  static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
  }

  /** A node of the main window, else of any other; null while there is none. */
  final Node node(String id) {
    Node own = window.scene().lookup(id);
    return own != null ? own : elsewhere(id);
  }

  private static Node elsewhere(String id) {
    return Window.getWindows().stream()
        .filter(shown -> shown.getScene() != null)
        .map(shown -> shown.getScene().lookup(id))
        .filter(found -> found != null)
        .findFirst()
        .orElse(null);
  }

  /** What a label or a button says, empty while there is none. */
  final String text(String id) {
    return node(id) instanceof Labeled found ? found.getText() : "";
  }

  final void fire(FxRobot robot, String id) {
    robot.interact(() -> ((ButtonBase) node(id)).fire());
  }

  /** Opens a folder as a recorded run and waits until it is on show. */
  final Path openRecording(FxRobot robot) throws IOException, TimeoutException {
    Path run = Files.createDirectories(runs.resolve("old"));
    Files.writeString(run.resolve("run.json"), "{}");
    await(() -> node("#candidates-table") != null && node("#export") != null);
    robot.interact(() -> window.open(run));
    await(() -> text("#run-state").startsWith("finished"));
    return run;
  }
}
