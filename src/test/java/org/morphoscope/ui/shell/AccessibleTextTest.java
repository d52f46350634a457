package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.calibration.CalibrationPanel;
import org.morphoscope.ui.search.SearchOverlay;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.tour.TourOverlay;
import org.testfx.api.FxRobot;

/** What those who hear the window are told, in every window and panel that there is. */
class AccessibleTextTest extends WindowTest {
  private static final Path RUN = Path.of("samples", "generated-tiny");

  private final AccessibleControls controls = new AccessibleControls();

  @Override
  Services services() throws Exception {
    MemoryPreferences preferences = new MemoryPreferences();
    preferences.put("reduceMotion", "true");
    List<org.morphoscope.run.GrowthEvent> events = RunReader.open(RUN).allEvents();
    return FakeServices.of(
        () -> new RecordedGrowthService(events, 3, RUN),
        RunConfig.standard("generated", "tiny", 4, 7),
        runs,
        preferences,
        folder -> RunReader.open(folder).allEvents());
  }

  @Test
  void everyControlOfEveryWindowHasAName(FxRobot robot) throws Exception {
    controls.look(robot, "empty");
    robot.interact(() -> ((ButtonBase) node("#grow-asking")).fire());
    await(() -> Shown.is(node("#decision-bar")));
    robot.interact(() -> ((ButtonBase) node("#why")).fire());
    controls.look(robot, "decision");

    robot.interact(() -> window.actions().startTour());
    await(() -> Shown.is(node("#tour")));
    controls.look(robot, "tour");
    robot.interact(() -> ((TourOverlay) node("#tour")).end());

    robot.interact(() -> window.actions().search());
    controls.look(robot, "search");
    robot.interact(() -> ((SearchOverlay) node("#search")).close());
    robot.interact(() -> window.actions().showHelp());
    controls.look(robot, "keys");
    robot.interact(() -> window.actions().showHelp());

    press(robot, KeyCode.E);
    await(() -> Shown.is(node("#export")));
    controls.look(robot, "export");
    robot.interact(() -> node("#export").setVisible(false));

    press(robot, KeyCode.L);
    int before = Window.getWindows().size();
    controls.look(robot, "log");
    robot.interact(() -> ((ButtonBase) node("#new-run")).fire());
    await(() -> robot.lookup("#new-run-dialog").tryQuery().isPresent());
    controls.look(robot, "new run");
    closeDialog(robot, "#new-run-dialog");
    robot.interact(() -> window.actions().showAbout());
    await(() -> robot.lookup("#about-dialog").tryQuery().isPresent());
    controls.look(robot, "about");
    closeDialog(robot, "#about-dialog");
    assertTrue(before >= 2, "the log is a window of its own");

    robot.interact(() -> window.comparisons().compare());
    await(() -> window.comparisons().window().isPresent());
    controls.look(robot, "compare");

    robot.interact(
        () -> ((CalibrationPanel) node("#calibration")).open(FakeCalibration.open(3), RUN));
    await(() -> Shown.is(node("#calibration")));
    controls.look(robot, "calibration");

    assertEquals(Set.of(), controls.silent);
    assertEquals(Set.of(), controls.wrongKeys);
    assertTrue(controls.looked > 60, "only " + controls.looked + " controls were found");
  }

  private static void press(FxRobot robot, KeyCode code) {
    robot.push(KeyCode.CONTROL, code);
  }

  private static void closeDialog(FxRobot robot, String id) {
    robot.interact(() -> robot.lookup(id).query().getScene().getWindow().hide());
  }
}
