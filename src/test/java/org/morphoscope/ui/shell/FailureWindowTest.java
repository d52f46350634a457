package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.local.FakeEngineProgram;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** What the window does when something goes wrong: it says so, and goes on. */
@Tag("process")
class FailureWindowTest extends WindowTest {
  private static final String WHY = FakeEngineProgram.REFUSAL;
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");

  @TempDir Path recorded;

  private final MemoryPreferences preferences = new MemoryPreferences();

  @Override
  Services services() {
    return FakeServices.scripted(
        () ->
            new LocalGrowthService(
                config -> {
                  throw new IOException(WHY);
                },
                "test",
                () -> "no engine, 2 threads",
                Clock.systemUTC(),
                System::nanoTime),
        RunConfig.standard("generated", "tiny", 4, FakeEngineProgram.REFUSED_SEED),
        runs,
        preferences);
  }

  @BeforeEach
  void record() throws IOException {
    Files.writeString(recorded.resolve("run.json"), "{}");
  }

  @Test
  void aRunWhoseDataCannotBeOpenedSaysWhyAndCanBeStartedAgain(FxRobot robot) throws Exception {
    for (int i = 0; i < 2; i++) {
      robot.clickOn("#grow-generated");
      await(() -> text("#banner-text").equals(WHY));
      await(() -> text("#run-state").isEmpty());
      assertTrue(Shown.is(node("#empty-state")));
      assertFalse(node("#empty-state").isDisabled());
      assertTrue(node("#stop").isDisabled());
      robot.clickOn("#banner-close");
    }
    try (Stream<Path> left = Files.list(runs)) {
      assertEquals(0, left.count(), "the folder of a run that did not begin is given back");
    }
    assertEquals("", preferences.get("recentRuns").orElse(""));
  }

  @Test
  void aRunThatCannotBeginLeavesTheOneOnShow(FxRobot robot) throws Exception {
    robot.interact(() -> window.open(recorded));
    await(() -> text("#run-state").startsWith("finished"));
    final String shown = text("#run-state");
    await(() -> text("#graph-note").contains(" par."));
    final String net = text("#graph-note");
    robot.interact(() -> window.actions().growGenerated());
    await(() -> text("#banner-text").equals(WHY));
    await(() -> text("#run-state").equals(shown));
    await(() -> text("#graph-note").equals(net));
    // export goes on from the run that is on show
    robot.interact(() -> window.actions().export());
    assertTrue(Shown.is(node("#export")));
  }

  @Test
  void whatNobodyExpectedIsToldOncePerKind(FxRobot robot) throws Exception {
    Thread.UncaughtExceptionHandler handler = window.unexpected();
    IllegalStateException error = new IllegalStateException("a view failed");
    handler.uncaughtException(Thread.currentThread(), error);
    await(() -> text("#banner-text").contains("a view failed"));
    robot.clickOn("#banner-close");
    handler.uncaughtException(Thread.currentThread(), error);
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(Shown.is(node("#banner")));
    handler.uncaughtException(Thread.currentThread(), new OutOfMemoryError("heap"));
    await(() -> text("#banner-text").startsWith("Memory ran out"));
  }

  @Test
  void theFieldThatIsWrongIsMarkedInTheDialog(FxRobot robot) throws Exception {
    robot.clickOn("#new-run");
    TextField factor = robot.lookup("#form-growth").query();
    Spinner<Integer> rounds = robot.lookup("#form-rounds").query();
    Label error = robot.lookup("#form-error").query();
    robot.interact(() -> factor.setText("much"));
    robot.clickOn("#form-start");
    assertTrue(error.getText().startsWith("growth factor: expected"), error.getText());
    assertTrue(factor.getPseudoClassStates().contains(WRONG));
    assertTrue(factor.isFocused());
    robot.interact(() -> factor.setText("1.4"));
    robot.doubleClickOn(rounds.getEditor()).write("2000");
    robot.clickOn("#form-start");
    assertTrue(error.getText().contains("from 0 to 1000, found '2000'"), error.getText());
    assertFalse(factor.getPseudoClassStates().contains(WRONG));
    assertTrue(rounds.getPseudoClassStates().contains(WRONG));
    robot.interact(() -> rounds.getEditor().setText("3"));
    robot.clickOn("#form-start");
    await(() -> text("#banner-text").equals(WHY));
  }
}
