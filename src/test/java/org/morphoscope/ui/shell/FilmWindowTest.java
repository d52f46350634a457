package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** How a channel grew, slowly, above the window. */
class FilmWindowTest extends WindowTest {
  @Test
  void aSplitPlaysByItselfAndASliderSetsItsTime(FxRobot robot) throws Exception {
    openRecording(robot);
    robot.interact(() -> node("#candidates-table").requestFocus());
    robot.type(KeyCode.G);
    await(() -> Shown.is(node("#film")));
    String chosen = ((ChoiceBox<?>) node("#film-choice")).getValue().toString();
    assertTrue(chosen.toLowerCase(java.util.Locale.ROOT).contains("split"), chosen);
    assertTrue(text("#film-note").startsWith("Drawn from the run's own numbers"));
    Slider time = (Slider) node("#film-time");
    await(() -> time.getValue() > 0.2);
    fire(robot, "#film-play");
    assertEquals("Play", text("#film-play"));
    robot.interact(() -> time.setValue(time.getMax() - 3));
    await(() -> text("#film-words").contains("Measured, before any training"));
    robot.interact(() -> time.setValue(time.getMax()));
    await(() -> text("#film-words").contains("trains"));
    // held at once: on a busy machine its beginning is over before somebody looks
    robot.interact(
        () -> {
          ((ButtonBase) node("#film-again")).fire();
          ((ButtonBase) node("#film-play")).fire();
        });
    assertTrue(time.getValue() < 2, "begins anew: " + time.getValue());
    await(() -> text("#film-words").startsWith("Channel"));
    fire(robot, "#film-play");
    robot.type(KeyCode.ESCAPE);
    await(() -> !Shown.is(node("#film")));
    assertEquals("Play", text("#film-play"), "nothing moves behind a closed film");
  }

  @Test
  void withReducedMotionNothingMovesAndAButtonGoesOnByAnAct(FxRobot robot) throws Exception {
    openRecording(robot);
    robot.interact(() -> window.actions().setReduceMotion(true));
    robot.interact(() -> window.actions().showFilm());
    await(() -> Shown.is(node("#film")));
    Slider time = (Slider) node("#film-time");
    assertEquals(time.getMax(), time.getValue());
    assertEquals("Next", text("#film-play"));
    fire(robot, "#film-play");
    assertEquals(0, time.getValue());
    fire(robot, "#film-play");
    assertTrue(text("#film-words").startsWith("It divides in two"), text("#film-words"));
    fire(robot, "#film-play");
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
