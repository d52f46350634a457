package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** How a channel grew, slowly, above the window. */
@ExtendWith(ApplicationExtension.class)
class FilmWindowTest {
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

  private Node node(String id) {
    return window.scene().lookup(id);
  }

  private String text(String id) {
    return ((Labeled) node(id)).getText();
  }

  private void openRun(FxRobot robot) throws Exception {
    await(() -> node("#candidates-table") != null && node("#film") != null);
    Files.writeString(Files.createDirectory(runs.resolve("old")).resolve("run.json"), "{}");
    robot.interact(() -> window.open(runs.resolve("old")));
    await(() -> text("#run-state").startsWith("finished"));
  }

  @Test
  void aSplitPlaysByItselfAndASliderSetsItsTime(FxRobot robot) throws Exception {
    openRun(robot);
    robot.interact(() -> node("#candidates-table").requestFocus());
    robot.type(KeyCode.G);
    await(() -> Shown.is(node("#film")));
    String chosen = ((ChoiceBox<?>) node("#film-choice")).getValue().toString();
    assertTrue(chosen.toLowerCase(java.util.Locale.ROOT).contains("split"), chosen);
    assertTrue(text("#film-note").startsWith("Drawn from the run's own numbers"));
    Slider time = (Slider) node("#film-time");
    await(() -> time.getValue() > 0.2);
    robot.interact(() -> ((Button) node("#film-play")).fire());
    assertEquals("Play", text("#film-play"));
    robot.interact(() -> time.setValue(time.getMax() - 3));
    await(() -> text("#film-words").contains("Measured, before any training"));
    robot.interact(() -> time.setValue(time.getMax()));
    await(() -> text("#film-words").contains("trains"));
    robot.interact(() -> ((Button) node("#film-again")).fire());
    await(() -> time.getValue() < 2 && text("#film-words").startsWith("Channel"));
    robot.type(KeyCode.ESCAPE);
    await(() -> !Shown.is(node("#film")));
    assertEquals("Play", text("#film-play"), "nothing moves behind a closed film");
  }

  @Test
  void withReducedMotionNothingMovesAndAButtonGoesOnByAnAct(FxRobot robot) throws Exception {
    openRun(robot);
    robot.interact(() -> window.actions().setReduceMotion(true));
    robot.interact(() -> window.actions().showFilm());
    await(() -> Shown.is(node("#film")));
    Slider time = (Slider) node("#film-time");
    assertEquals(time.getMax(), time.getValue());
    assertEquals("Next", text("#film-play"));
    robot.interact(() -> ((Button) node("#film-play")).fire());
    assertEquals(0, time.getValue());
    robot.interact(() -> ((Button) node("#film-play")).fire());
    assertTrue(text("#film-words").startsWith("It divides in two"), text("#film-words"));
    robot.interact(() -> ((Button) node("#film-play")).fire());
    assertTrue(text("#film-words").startsWith("Both are read with half"), text("#film-words"));
  }

  @Test
  void withoutAGrownRoundItSaysSo(FxRobot robot) throws Exception {
    await(() -> node("#film") != null);
    robot.interact(() -> window.actions().showFilm());
    assertFalse(Shown.is(node("#film")));
    await(() -> text("#banner-text").contains("has not grown"));
  }
}
