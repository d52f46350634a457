package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Circle;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** The window with the course of the loss within the rounds. */
class CurveWindowTest extends WindowTest {
  @Test
  void theNearestPointIsRead(FxRobot robot) throws Exception {
    openRecording(robot);
    robot.interact(() -> node("#candidates-table").requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.U);
    await(() -> node("#curve-plot") != null);
    await(() -> !node("#curve-plot").lookupAll(".curve-validation").isEmpty());
    // a dot for the seed and one for each of the two rounds
    assertEquals(3, node("#curve-plot").lookupAll(".curve-validation").size());
    Circle dot = (Circle) node("#curve-plot").lookupAll(".curve-validation").iterator().next();
    Point2D place =
        node("#curve-plot").sceneToLocal(dot.localToScene(dot.getCenterX(), dot.getCenterY()));
    robot.interact(
        () -> Mouse.tell(node("#curve-plot"), MouseEvent.MOUSE_MOVED, place.getX(), place.getY()));
    String text = text("#curve-readout");
    assertTrue(text.contains("validation"), text);
  }
}
