package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Circle;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window with the course of the loss within the rounds. */
@ExtendWith(ApplicationExtension.class)
class CurveWindowTest {
  private static final int PATIENCE_SECONDS = 15;

  @TempDir Path runs;

  private MorphoscopeWindow window;

  @Start
  void open(Stage stage) {
    window = new MorphoscopeWindow(stage, FakeServices.of(new int[] {4, 6}, 24, 1, runs));
    window.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
  }

  private static Node inCurve(String id) {
    return Window.getWindows().stream()
        .map(shown -> shown.getScene().lookup(id))
        .filter(found -> found != null)
        .findFirst()
        .orElse(null);
  }

  @Test
  void theNearestPointIsRead(FxRobot robot) throws Exception {
    await(() -> window.scene().lookup("#candidates-table") != null);
    Files.writeString(Files.createDirectory(runs.resolve("old")).resolve("run.json"), "{}");
    robot.interact(() -> window.open(runs.resolve("old")));
    await(() -> ((Label) window.scene().lookup("#run-state")).getText().startsWith("finished"));
    robot.interact(() -> window.scene().lookup("#candidates-table").requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.U);
    await(() -> inCurve("#curve-plot") != null);
    await(() -> !inCurve("#curve-plot").lookupAll(".curve-validation").isEmpty());
    // a dot for the seed and one for each of the two rounds
    assertEquals(3, inCurve("#curve-plot").lookupAll(".curve-validation").size());
    Circle dot = (Circle) inCurve("#curve-plot").lookupAll(".curve-validation").iterator().next();
    Point2D place = dot.localToScene(dot.getCenterX(), dot.getCenterY());
    robot.interact(
        () ->
            inCurve("#curve-plot")
                .fireEvent(
                    new MouseEvent(
                        MouseEvent.MOUSE_MOVED,
                        place.getX(),
                        place.getY(),
                        place.getX(),
                        place.getY(),
                        MouseButton.NONE,
                        0,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        null)));
    String text = ((Label) inCurve("#curve-readout")).getText();
    assertTrue(text.contains("validation"), text);
  }
}
