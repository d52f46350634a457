package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.RunConfig;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.ui.calibration.CalibrationPanel;
import org.morphoscope.ui.session.HostEnvironment;
import org.morphoscope.ui.session.SampleRuns;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The calibration panel of the real window, with a calibration that takes its steps on demand. */
@ExtendWith(ApplicationExtension.class)
class CalibrationWindowTest {
  private static final int PATIENCE_SECONDS = 15;
  private static final int STEPS = 3;

  private final Semaphore gate = new Semaphore(0);

  @TempDir Path runs;

  private MorphoscopeWindow window;

  @Start
  void open(Stage stage) {
    window =
        new MorphoscopeWindow(
            stage,
            new Services(
                FolderRuns.of(
                    () -> new FakeGrowthService(FakeRun.chain(new int[] {4, 6}), 24), runs),
                path -> {
                  throw new IOException(path + ": no images");
                },
                path -> FakeRuns.events(1),
                new FakeCalibration(STEPS, gate),
                runs,
                RunConfig.standard("generated", "tiny", 1, 7),
                new MemoryPreferences(),
                SampleRuns.in(Path.of("")),
                HostEnvironment.unknown()));
    window.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
    gate.release(STEPS);
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
  }

  private Node node(String id) {
    return window.scene().lookup(id);
  }

  private String state() {
    return ((Label) node("#calibration-state")).getText();
  }

  private void fire(FxRobot robot, String id) {
    robot.interact(() -> ((ButtonBase) node(id)).fire());
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

    Files.writeString(Files.createDirectory(runs.resolve("old")).resolve("run.json"), "{}");
    robot.interact(() -> window.open(runs.resolve("old")));
    await(() -> ((Label) node("#run-state")).getText().startsWith("finished"));
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
