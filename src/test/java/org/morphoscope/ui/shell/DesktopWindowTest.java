package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Sizes and places of windows under a real window manager, which decides them in the end: see
 * src/tools/desktop/run.
 */
@Tag("desktop")
class DesktopWindowTest {
  private static final int PATIENCE_SECONDS = 20;

  /** Frames and roundings of a window manager. */
  private static final double SLACK = 60;

  @TempDir Path runs;

  private final FxRobot robot = new FxRobot();
  private Stage stage;
  private MorphoscopeWindow window;

  @BeforeAll
  static void underAWindowManager() throws TimeoutException {
    assumeTrue(Boolean.getBoolean("morphoscope.desktop"), "no window manager here");
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void open() throws TimeoutException {
    robot.interact(
        () -> {
          stage = new Stage();
          window =
              new MorphoscopeWindow(stage, FakeServices.of(new int[] {8, 8, 12, 12}, 24, 3, runs));
          window.show();
        });
    await(() -> node("#loss-axis") != null && node("#candidates-table") != null);
    settle();
  }

  @AfterEach
  void close() {
    robot.interact(window::close);
  }

  /** The window manager answers when it likes. */
  private static void settle() {
    WaitForAsyncUtils.sleep(700, TimeUnit.MILLISECONDS);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
  }

  private Node node(String id) {
    return window.scene().lookup(id);
  }

  private static Rectangle2D screen() {
    return Screen.getPrimary().getVisualBounds();
  }

  private static void assertOnScreen(Window shown) {
    Rectangle2D screen = screen();
    assertTrue(
        shown.getX() >= screen.getMinX() - 1
            && shown.getY() >= screen.getMinY() - 1
            && shown.getX() + shown.getWidth() <= screen.getMaxX() + SLACK
            && shown.getY() + shown.getHeight() <= screen.getMaxY() + SLACK,
        () ->
            "at %.0f,%.0f %.0fx%.0f on %s"
                .formatted(
                    shown.getX(), shown.getY(), shown.getWidth(), shown.getHeight(), screen));
  }

  /** Another window than the main one. */
  private Stage other() {
    return Window.getWindows().stream()
        .filter(Stage.class::isInstance)
        .map(Stage.class::cast)
        .filter(shown -> shown != stage && shown.isShowing())
        .reduce((first, second) -> second)
        .orElse(null);
  }

  @Test
  void theWindowIsAsLargeAsItAskedToBeWhereTheScreenAllows() {
    assertEquals(Math.min(1280, screen().getWidth()), stage.getWidth(), SLACK);
    assertEquals(Math.min(800, screen().getHeight()), stage.getHeight(), SLACK);
  }

  @Test
  void theLogOfDecisionsCanBeReadAndEscapeClosesIt() throws TimeoutException {
    robot.interact(() -> window.actions().showLog());
    await(() -> other() != null);
    settle();
    Stage log = other();
    assertTrue(
        log.getWidth() >= 600 && log.getHeight() >= 300, log.getWidth() + "x" + log.getHeight());
    assertOnScreen(log);
    robot.interact(log::requestFocus);
    settle();
    robot.type(KeyCode.ESCAPE);
    await(() -> !log.isShowing());
  }

  @Test
  void aDialogLiesOnTheScreenAndLeavesTheWindowMaximised() throws TimeoutException {
    robot.interact(() -> stage.setMaximized(true));
    settle();
    double width = stage.getWidth();
    assertTrue(width >= screen().getWidth() - SLACK, width + " of " + screen());
    robot.interact(() -> window.actions().newRun());
    await(() -> other() != null);
    settle();
    assertOnScreen(other());
    assertTrue(stage.isMaximized(), "the dialog took the maximum away");
    assertEquals(width, stage.getWidth(), 1);
    robot.interact(() -> other().close());
  }

  @Test
  void everyViewHasItsPlaceAtEverySize() {
    for (int percent : List.of(100, 150, 200)) {
      robot.interact(() -> window.actions().scale(percent));
      robot.interact(() -> stage.setMaximized(true));
      settle();
      double right = window.scene().getWidth();
      for (String id : List.of("#graph-view", "#loss-chart", "#candidates-table", "#scrub-bar")) {
        Bounds place = node(id).localToScene(node(id).getLayoutBounds());
        String where = percent + " % " + id + " " + place;
        assertTrue(place.getWidth() > 60 && place.getHeight() > 20, where);
        assertTrue(place.getMinX() >= -1 && place.getMaxX() <= right + 1, where);
      }
    }
  }

  @Test
  void theWholeScreenAndBack() throws TimeoutException {
    robot.interact(() -> window.actions().toggleFullScreen());
    await(() -> stage.isFullScreen());
    settle();
    assertTrue(stage.getWidth() >= screen().getWidth() - 1, stage.getWidth() + " wide");
    robot.interact(() -> window.actions().toggleFullScreen());
    await(() -> !stage.isFullScreen());
    settle();
    assertEquals(Math.min(1280, screen().getWidth()), stage.getWidth(), SLACK);
  }
}
