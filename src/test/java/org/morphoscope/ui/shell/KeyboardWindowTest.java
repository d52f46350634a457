package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.graph.GraphView;
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
        List.of(
            "run-bar",
            "graph-canvas",
            "loss-chart",
            "candidates-table",
            "timeline",
            "replay-bar")) {
      assertTrue(reached.contains(part), part + " is not among " + reached);
    }
  }

  @Test
  void theNetworkIsMovedAndZoomedByKeys(FxRobot robot) throws Exception {
    openRecording(robot);
    GraphView graph = (GraphView) node("#graph-view");
    UnitId first = new UnitId(0, 0);
    UnitId second = new UnitId(1, 0);
    await(() -> graph.placeOf(second).isPresent());
    robot.interact(() -> graph.viewport().requestFocus());
    Point2D before = graph.placeOf(first).orElseThrow();
    double apart = graph.placeOf(second).orElseThrow().getX() - before.getX();
    robot.type(KeyCode.RIGHT, KeyCode.DOWN);
    Point2D after = graph.placeOf(first).orElseThrow();
    assertEquals(before.getX() - 0.15 * graph.viewport().getWidth(), after.getX(), 1);
    assertEquals(before.getY() - 0.15 * graph.viewport().getHeight(), after.getY(), 1);
    assertEquals(graph.viewport(), owner(), "arrows do not carry the focus away");
    robot.type(KeyCode.PLUS);
    Point2D larger = graph.placeOf(first).orElseThrow();
    assertEquals(1.25 * apart, graph.placeOf(second).orElseThrow().getX() - larger.getX(), 1);
    robot.type(KeyCode.F);
    assertEquals(before.getX(), graph.placeOf(first).orElseThrow().getX(), 1);
  }
}
