package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** The window without a mouse. */
class KeyboardWindowTest extends WindowTest {
  /** More steps than the window has controls. */
  private static final int MOST = 120;

  private Node owner() {
    return window.scene().getFocusOwner();
  }

  @Test
  void everyPartIsReachedByTabAndNoneHoldsTheFocus(FxRobot robot) throws Exception {
    openRecording(robot);
    robot.interact(() -> node("#graph-quantity").requestFocus());
    Set<String> reached = new LinkedHashSet<>();
    int steps = 0;
    do {
      robot.type(KeyCode.TAB);
      for (Node each = owner(); each != null; each = each.getParent()) {
        if (each.getId() != null) {
          reached.add(each.getId());
        }
      }
      steps++;
    } while (steps < MOST && !"graph-quantity".equals(owner().getId()));
    assertEquals("graph-quantity", owner().getId(), "round once: " + reached);
    for (String part :
        List.of("run-bar", "loss-chart", "candidates-table", "timeline", "replay-bar")) {
      assertTrue(reached.contains(part), part + " is not among " + reached);
    }
  }
}
