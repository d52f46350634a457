package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** The decision as a plane beside the window. */
class PlaneWindowTest extends WindowTest {
  /** Reads what lies under the pointer on its way over the plane; clicks the first candidate. */
  private String clickTheFirst(Node picture) {
    double width = picture.getLayoutBounds().getWidth();
    double height = picture.getLayoutBounds().getHeight();
    for (double y = 20; y < height - 50; y += 8) {
      for (double x = 80; x < width - 20; x += 8) {
        Mouse.tell(picture, MouseEvent.MOUSE_MOVED, x, y);
        String words = text("#plane-readout");
        if (words.contains("saved")) {
          Mouse.tell(picture, MouseEvent.MOUSE_CLICKED, x, y);
          return words;
        }
      }
    }
    return "no candidate found";
  }

  @Test
  void aClickSelectsTheCandidateInEveryViewAndTheExportMakesRoom(FxRobot robot) throws Exception {
    openRecording(robot);
    // behind the last growth nothing can be selected: its channels are others by now
    await(() -> node("#round-1") != null);
    fire(robot, "#round-1");
    robot.interact(() -> node("#candidates-table").requestFocus());
    robot.type(KeyCode.P);
    await(() -> node("#plane-picture") != null);
    await(() -> text("#plane-title").startsWith("Round 1: "));
    Node picture = node("#plane-picture");
    await(() -> picture.getLayoutBounds().getHeight() > 200);
    fire(robot, "#plane-log-x");
    fire(robot, "#plane-errors");
    // some candidate lies somewhere: the pointer goes over the plane until it meets one
    String[] words = {""};
    robot.interact(() -> words[0] = clickTheFirst(picture));
    assertTrue(words[0].contains("saved per unit"), words[0]);
    TableView<?> table = (TableView<?>) node("#candidates-table");
    await(() -> table.getSelectionModel().getSelectedItems().size() == 1);
    fire(robot, "#plane-export");
    await(() -> !picture.getScene().getWindow().isShowing());
  }
}
