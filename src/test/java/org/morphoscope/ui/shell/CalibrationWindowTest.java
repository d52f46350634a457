package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.ui.calibration.CalibrationPanel;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** The calibration panel of the real window, with a calibration that takes its steps on demand. */
class CalibrationWindowTest extends WindowTest {
  private static final int STEPS = 3;

  private final Semaphore gate = new Semaphore(0);

  @Override
  Services services() {
    return FakeServices.reading(path -> FakeRuns.events(1), new FakeCalibration(STEPS, gate), runs);
  }

  @AfterEach
  void letGo() {
    gate.release(STEPS);
  }

  private String state() {
    return text("#calibration-state");
  }

  private void press(FxRobot robot) throws TimeoutException {
    await(() -> node("#candidates-table") != null);
    robot.interact(() -> node("#candidates-table").requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.B);
  }

  @Test
  void aRunIsCalibratedBehindTheWindowCancelledAndCalibratedAgain(FxRobot robot) throws Exception {
    press(robot);
    assertFalse(Shown.is(node("#calibration")), "nothing to calibrate yet");
    assertTrue(Shown.is(node("#banner")));

    openRecording(robot);
    press(robot);
    assertTrue(Shown.is(node("#calibration")));
    gate.release();
    await(() -> lines().startsWith("step 1 of 3"));

    // the calibration stands still at its gate; the window does not
    robot.push(KeyCode.ESCAPE);
    assertFalse(Shown.is(node("#calibration")));
    press(robot);
    assertTrue(state().startsWith("Measuring the net of old"));

    fire(robot, "#calibration-cancel");
    assertTrue(state().startsWith("Cancelling"));
    gate.release();
    await(() -> state().equals("Cancelled."));
    assertFalse(Shown.is(node("#calibration-save")));

    gate.release(STEPS);
    fire(robot, "#calibration-again");
    await(() -> node("#calibration-report") != null);
    int agreements = MorphKind.values().length * CurvatureMode.values().length;
    assertEquals(
        1 + agreements, ((GridPane) node("#calibration-agreements")).getRowCount(), "with header");
    await(() -> node("#calibration-report").lookupAll(".calibration-figure").size() == 2);
    Path page = runs.resolve("page.html");
    robot.interact(() -> ((CalibrationPanel) node("#calibration")).save(page));
    assertTrue(Files.readString(page).contains("<table>"));
  }

  private String lines() {
    return ((TextArea) node("#calibration-lines")).getText();
  }
}
