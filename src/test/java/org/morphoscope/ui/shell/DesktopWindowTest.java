package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.net.NetworkSpec;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Sizes and places of windows under a real window manager, which decides them in the end: see
 * src/tools/desktop/run, which runs this on screens from 1024x768 to 3840x2160.
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
    NetworkSpec plain = FakeRun.chain(new int[] {8, 8, 12, 12});
    NetworkSpec named =
        new NetworkSpec("a net whose name is so long that no header has the room", plain.nodes());
    robot.interact(
        () -> {
          stage = new Stage();
          window = new MorphoscopeWindow(stage, FakeServices.of(named, 400, 2, runs));
          window.show();
        });
    await(() -> node("#loss-axis") != null && node("#candidates-table") != null);
    settle();
  }

  @AfterEach
  void close() {
    robot.interact(window::close);
  }

  /** The window manager answers when it likes: until no window has moved for a while. */
  private static void settle() {
    String before = "";
    for (int still = 0; still < 3; ) {
      WaitForAsyncUtils.sleep(150, TimeUnit.MILLISECONDS);
      WaitForAsyncUtils.waitForFxEvents();
      String now = WaitForAsyncUtils.waitForAsyncFx(5000, DesktopWindowTest::places);
      still = now.equals(before) ? still + 1 : 0;
      before = now;
    }
  }

  private static String places() {
    StringBuilder places = new StringBuilder();
    Window.getWindows().forEach(shown -> places.append(place(shown)).append('\n'));
    return places.toString();
  }

  private static String place(Window shown) {
    return shown.getX() + "," + shown.getY() + " " + shown.getWidth() + "x" + shown.getHeight();
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

  /** Whole, title bar included. */
  private static void assertOnScreen(Window shown) {
    Rectangle2D screen = screen();
    assertTrue(
        shown.getX() >= screen.getMinX() - 1
            && shown.getY() >= screen.getMinY() - 1
            && shown.getX() + shown.getWidth() <= screen.getMaxX() + 2
            && shown.getY() + shown.getHeight() <= screen.getMaxY() + 2,
        () -> place(shown) + " on " + screen);
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

  private Node formScroll() {
    return other().getScene().lookup("#form-scroll");
  }

  private void grow() throws TimeoutException {
    robot.interact(() -> window.actions().growGenerated());
    await(() -> window.player().model().isEmpty() && Shown.is(node("#graph-note")));
    await(
        () -> ((javafx.scene.control.Labeled) node("#run-state")).getText().startsWith("finished"));
    settle();
  }

  /** What of a node can be seen in the window, cut by every pane that scrolls. */
  private Bounds seen(Node node) {
    Bounds place = node.localToScene(node.getLayoutBounds());
    double bottom = Math.min(place.getMaxY(), window.scene().getHeight());
    double right = Math.min(place.getMaxX(), window.scene().getWidth());
    double top = Math.max(0, place.getMinY());
    double left = Math.max(0, place.getMinX());
    return new BoundingBox(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  @Test
  void theWindowIsAsLargeAsItAskedToBeAndOnTheScreen() {
    assertEquals(Math.min(1280, screen().getWidth()), stage.getWidth(), SLACK);
    assertEquals(Math.min(800, screen().getHeight()), stage.getHeight(), SLACK);
    assertOnScreen(stage);
  }

  @Test
  void theStartPageBeginsWithItsTitle() {
    robot.interact(() -> stage.setMaximized(true));
    settle();
    Node page = node("#empty-state");
    Bounds title =
        node("#empty-state .empty-title")
            .localToScene(node("#empty-state .empty-title").getLayoutBounds());
    assertTrue(title.getMinY() >= page.localToScene(page.getLayoutBounds()).getMinY(), "" + title);
    assertTrue(title.getMaxY() < window.scene().getHeight(), "" + title);
  }

  @Test
  void theLogOfDecisionsCanBeReadAndEscapeClosesIt() throws TimeoutException {
    robot.interact(() -> window.actions().showLog());
    await(() -> other() != null);
    settle();
    Stage log = other();
    assertEquals(Math.min(900, screen().getWidth()), log.getWidth(), SLACK);
    assertEquals(Math.min(520, screen().getHeight()), log.getHeight(), SLACK);
    assertOnScreen(log);
    robot.interact(log::requestFocus);
    await(log::isFocused);
    robot.type(KeyCode.ESCAPE);
    await(() -> !log.isShowing());
  }

  @Test
  void aDialogLiesOnTheScreenAndLeavesTheWindowMaximised() throws TimeoutException {
    robot.interact(() -> stage.setMaximized(true));
    await(() -> stage.getWidth() >= screen().getWidth() - SLACK);
    settle();
    double width = stage.getWidth();
    robot.interact(() -> window.actions().newRun());
    await(() -> other() != null);
    settle();
    assertOnScreen(other());
    double form = ((javafx.scene.control.ScrollPane) formScroll()).getViewportBounds().getHeight();
    assertTrue(form > Math.min(screen().getHeight(), 700) * 0.4, "of the form are seen: " + form);
    assertTrue(stage.isMaximized(), "the dialog took the maximum away");
    assertEquals(width, stage.getWidth(), 1);
    robot.interact(() -> other().close());
  }

  @Test
  void networkChartTableAndScrubberAreSeenAndHeadersKeepTheirBoxes() throws TimeoutException {
    grow();
    robot.interact(() -> stage.setMaximized(true));
    settle();
    for (String id : List.of("#graph-view", "#loss-chart", "#candidates-table", "#scrub-bar")) {
      Bounds seen = seen(node(id));
      assertTrue(seen.getWidth() > 60, id + " " + seen);
      assertTrue(seen.getHeight() > (id.equals("#scrub-bar") ? 8 : 50), id + " " + seen);
    }
    Bounds graph = node("#graph-view").localToScene(node("#graph-view").getLayoutBounds());
    Bounds box = node("#graph-quantity").localToScene(node("#graph-quantity").getLayoutBounds());
    assertTrue(box.getMaxX() <= graph.getMaxX() + 1, box + " beyond " + graph);
    assertTrue(box.getWidth() > 100, "the box is whole: " + box);
  }

  @Test
  void noViewIsWiderThanTheWindowHoweverLargeTheType() {
    robot.interact(() -> stage.setMaximized(true));
    settle();
    // below this width large type makes the window scroll sideways
    for (int percent : screen().getWidth() < 1280 ? List.of(100) : List.of(100, 150, 200)) {
      robot.interact(() -> window.actions().scale(percent));
      settle();
      double right = window.scene().getWidth();
      for (String id : List.of("#graph-view", "#loss-chart", "#candidates-view", "#timeline")) {
        Region view = (Region) node(id);
        Bounds place = view.localToScene(view.getLayoutBounds());
        String where = percent + " % " + id + " " + place + " in " + right;
        assertTrue(place.getMinX() >= -1 && place.getMaxX() <= right + 1, where);
      }
    }
  }

  @Test
  void theWholeScreenAndBack() throws TimeoutException {
    double width = stage.getWidth();
    double height = stage.getHeight();
    robot.interact(() -> window.actions().toggleFullScreen());
    await(() -> stage.isFullScreen() && stage.getWidth() >= screen().getWidth() - 1);
    settle();
    robot.interact(() -> window.actions().toggleFullScreen());
    await(() -> !stage.isFullScreen());
    settle();
    assertEquals(width, stage.getWidth(), SLACK);
    assertEquals(height, stage.getHeight(), SLACK);
  }
}
