package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.RunReader;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** What those who hear the window are told by views that are mostly pictures. */
class AccessibleViewsTest extends WindowTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny").toAbsolutePath();

  @Override
  Services services() {
    return FakeServices.reading(
        path -> RunReader.open(path).allEvents(), FakeCalibration.open(1), runs);
  }

  @Test
  void picturesHaveWordsAndControlsHaveNames(FxRobot robot) throws Exception {
    AccessibleControls controls = new AccessibleControls();
    await(() -> node("#loss-axis") != null);
    robot.interact(() -> window.open(SAMPLE));
    await(() -> node("#round-1") != null && text("#run-state").startsWith("finished"));
    fire(robot, "#round-1");
    robot.interact(() -> window.actions().showFilm());
    await(() -> Shown.is(node("#film-picture")));
    controls.look(robot, "film");
    fire(robot, "#film-close");
    robot.interact(() -> window.actions().showCommands());
    await(() -> Shown.is(node("#commands")));
    controls.look(robot, "commands");
    robot.interact(() -> window.actions().escape());
    robot.interact(() -> window.actions().showPlane());
    robot.interact(() -> window.actions().showNotes());
    robot.interact(() -> window.actions().showCurve());
    robot.interact(() -> window.actions().showChannel());
    await(
        () ->
            text("#plane-title").startsWith("Round ")
                && node("#notes-text") != null
                && node("#curve-plot") != null
                && node("#channel-state") != null);
    controls.look(robot, "plane, notes, curve, channel");
    assertEquals(Set.of(), controls.silent);
    assertEquals(Set.of(), controls.wrongKeys);
    assertTrue(controls.looked > 60, "only " + controls.looked + " controls were found");
    for (String picture :
        List.of(
            "#graph-canvas",
            "#graph-map",
            "#loss-chart",
            "#film-picture",
            "#plane-picture",
            "#curve-plot")) {
      Node found = node(picture);
      assertNotNull(found, picture);
      assertTrue(
          found.getAccessibleText() != null && found.getAccessibleText().length() > 20, picture);
    }
    assertTrue(node("#plane-picture").getAccessibleText().contains(" candidates"));
  }
}
