package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
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

/** The decision as a plane beside the window. */
@ExtendWith(ApplicationExtension.class)
class PlaneWindowTest {
  private static final int PATIENCE_SECONDS = 20;

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

  private static Node inPlane(String id) {
    return Window.getWindows().stream()
        .map(shown -> shown.getScene().lookup(id))
        .filter(found -> found != null)
        .findFirst()
        .orElse(null);
  }

  private Node node(String id) {
    return window.scene().lookup(id);
  }

  private static void mouse(Node at, javafx.event.EventType<MouseEvent> type, double x, double y) {
    at.fireEvent(
        new MouseEvent(
            type,
            x,
            y,
            x,
            y,
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            true,
            null));
  }

  /** Reads what lies under the pointer on its way over the plane; clicks the first candidate. */
  private static String clickTheFirst(Node picture) {
    double width = picture.getLayoutBounds().getWidth();
    double height = picture.getLayoutBounds().getHeight();
    for (double y = 20; y < height - 50; y += 8) {
      for (double x = 80; x < width - 20; x += 8) {
        mouse(picture, MouseEvent.MOUSE_MOVED, x, y);
        String words = ((Labeled) inPlane("#plane-readout")).getText();
        if (words.contains("saved")) {
          mouse(picture, MouseEvent.MOUSE_CLICKED, x, y);
          return words;
        }
      }
    }
    return "no candidate found";
  }

  @Test
  void aClickSelectsTheCandidateInEveryViewAndTheExportMakesRoom(FxRobot robot) throws Exception {
    await(() -> node("#candidates-table") != null && node("#export") != null);
    Files.writeString(Files.createDirectory(runs.resolve("old")).resolve("run.json"), "{}");
    robot.interact(() -> window.open(runs.resolve("old")));
    await(() -> ((Labeled) node("#run-state")).getText().startsWith("finished"));
    // behind the last growth nothing can be selected: its channels are others by now
    await(() -> node("#round-1") != null);
    robot.interact(() -> ((ToggleButton) node("#round-1")).fire());
    robot.interact(() -> node("#candidates-table").requestFocus());
    robot.type(KeyCode.P);
    await(() -> inPlane("#plane-picture") != null);
    await(() -> ((Labeled) inPlane("#plane-title")).getText().startsWith("Round 1: "));
    Node picture = inPlane("#plane-picture");
    await(() -> picture.getLayoutBounds().getHeight() > 200);
    robot.interact(() -> ((CheckBox) inPlane("#plane-log-x")).fire());
    robot.interact(() -> ((CheckBox) inPlane("#plane-errors")).fire());
    // some candidate lies somewhere: the pointer goes over the plane until it meets one
    String[] words = {""};
    robot.interact(() -> words[0] = clickTheFirst(picture));
    assertTrue(words[0].contains("saved per unit"), words[0]);
    TableView<?> table = (TableView<?>) node("#candidates-table");
    await(() -> table.getSelectionModel().getSelectedItems().size() == 1);
    robot.interact(() -> ((Button) inPlane("#plane-export")).fire());
    await(() -> !picture.getScene().getWindow().isShowing());
  }
}
