package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** The dialog of a new run: what it asks for, and that it remembers. */
class NewRunWindowTest extends WindowTest {
  private final MemoryPreferences preferences = new MemoryPreferences();

  @Override
  Services services() {
    return FakeServices.of(
        () -> new FakeGrowthService(FakeRun.chain(new int[] {4, 6}), 24),
        RunConfig.standard("generated", "tiny", 1, 7),
        runs,
        preferences);
  }

  private TextField field(String id) {
    return (TextField) node(id);
  }

  private void open(FxRobot robot) throws Exception {
    robot.interact(() -> window.actions().newRun());
    await(() -> node("#form-rate") != null);
  }

  @Test
  void theLastChoicesAreOfferedAgainUntilTheUsualOnesAreWanted(FxRobot robot) throws Exception {
    open(robot);
    assertEquals("0.05", field("#form-rate").getText());
    assertEquals("", field("#form-limit").getText());
    robot.interact(
        () -> {
          field("#form-rate").setText("0.02");
          field("#form-batch").setText("64");
          field("#form-limit").setText("500");
          field("#form-tail").setText("x");
        });
    fire(robot, "#form-start");
    assertTrue(text("#form-error").startsWith("epochs of the tail: expected"), text("#form-error"));
    assertTrue(
        node("#form-tail").getPseudoClassStates().contains(PseudoClass.getPseudoClass("danger")));
    robot.interact(() -> field("#form-tail").setText("0"));
    fire(robot, "#form-start");
    await(() -> text("#run-state").startsWith("finished"));

    open(robot);
    assertEquals("0.02", field("#form-rate").getText());
    assertEquals("64", field("#form-batch").getText());
    assertEquals("500", field("#form-limit").getText());
    assertEquals("0", field("#form-tail").getText());
    fire(robot, "#form-usual");
    await(() -> node("#form-rate") != null && field("#form-rate").getText().equals("0.05"));
    assertEquals("", field("#form-tail").getText());
  }

  @Test
  void allOfTheFormIsInSightWhereTheScreenHasRoom(FxRobot robot) throws Exception {
    open(robot);
    await(() -> node("#form-scroll") != null && node("#form-scroll").getScene().getHeight() > 0);
    await(() -> isInside(node("#form-data"), node("#form-scroll")));
    await(() -> isInside(node("#form-seed"), node("#form-scroll")));
    await(() -> isInside(node("#form-mode"), node("#form-scroll")));
  }

  @Test
  void whatIsWrongIsInSightOnASmallScreen(FxRobot robot) throws Exception {
    open(robot);
    ScrollPane[] scroll = new ScrollPane[1];
    robot.interact(
        () -> {
          scroll[0] = (ScrollPane) node("#new-run-dialog").lookup("#form-scroll");
          scroll[0].setMaxHeight(120);
          scroll[0].getScene().getRoot().applyCss();
          scroll[0].getScene().getRoot().layout();
          field("#form-seed").setText("x");
        });
    fire(robot, "#form-start");
    await(() -> isInside(node("#form-seed"), scroll[0]));
    assertTrue(text("#form-error").startsWith("random seed"), text("#form-error"));
    assertTrue(scroll[0].lookup("#form-error") == null, "not scrolled away with the form");
  }

  private static boolean isInside(Node part, Node whole) {
    return whole
        .localToScene(whole.getLayoutBounds())
        .contains(part.localToScene(part.getLayoutBounds()));
  }

  @Test
  void whatAnotherVersionRememberedIsNoHindrance(FxRobot robot) throws Exception {
    preferences.put("newRun", "{\"data\":7}");
    open(robot);
    assertEquals("generated", field("#form-data").getText());
  }
}
