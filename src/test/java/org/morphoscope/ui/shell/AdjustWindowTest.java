package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.history.LogEntry;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** Settings that are turned in the window while the run goes on. */
@Tag("process")
class AdjustWindowTest extends WindowTest {
  @Override
  Services services() {
    MemoryPreferences preferences = new MemoryPreferences();
    preferences.put("decisions", "ASK");
    preferences.put("reduceMotion", "true");
    return FakeServices.scripted(
        () ->
            new LocalGrowthService(
                config -> new FakeEngine(config, new FakeEngine.Script()),
                "test",
                () -> "no numerics",
                Clock.systemUTC(),
                System::nanoTime),
        Configs.seeded(3, 1),
        runs,
        preferences);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Node> T inCard(String id) {
    return (T)
        Window.getWindows().stream()
            .map(shown -> shown.getScene().lookup(id))
            .filter(found -> found != null)
            .findFirst()
            .orElseThrow();
  }

  private static boolean cardShown() {
    return Window.getWindows().stream()
        .anyMatch(shown -> shown.getScene().lookup("#adjust-card") != null);
  }

  private void openCard(FxRobot robot) throws TimeoutException {
    robot.interact(() -> ((Button) node("#adjust")).fire());
    await(AdjustWindowTest::cardShown);
  }

  @Test
  void aTurnedRateCountsAndStandsOnTheTimelineAndInTheLog(FxRobot robot) throws Exception {
    assertTrue(((Button) node("#adjust")).isDisabled());
    robot.clickOn("#grow-generated");
    await(() -> Shown.is(node("#decision-bar")));
    openCard(robot);
    TextField rate = inCard("#adjust-learning-rate");
    assertEquals("0.1", rate.getText());
    Button apply = inCard("#adjust-apply");
    robot.interact(
        () -> {
          rate.setText("11");
          apply.fire();
        });
    assertEquals(
        "learning rate: expected above 0, to 10, found 11.0",
        AdjustWindowTest.<Label>inCard("#adjust-error").getText());
    robot.interact(
        () -> {
          rate.setText("0.02");
          apply.fire();
        });
    await(() -> !cardShown());
    openCard(robot);
    robot.interact(() -> AdjustWindowTest.<Button>inCard("#adjust-tail").fire());
    await(() -> ((Labeled) node("#banner-text")).getText().contains("Asked for the tail"));
    robot.interact(() -> ((Button) node("#apply")).fire());
    // the tail was wanted: round 1 is the last one
    await(() -> ((Labeled) node("#run-state")).getText().startsWith("finished"));
    assertEquals("finished \u00b7 round 1 of 1", ((Labeled) node("#run-state")).getText());
    assertTrue(
        node("#round-1").lookupAll(".round-turned").stream()
            .anyMatch(label -> ((Label) label).getText().equals("learning rate, rounds")));
    robot.push(KeyCode.CONTROL, KeyCode.L);
    await(() -> !logged().isEmpty());
    assertEquals(
        List.of("learning rate 0.02 (was 0.1) from epoch 1 on", "rounds 1 (was 3) from epoch 1 on"),
        logged().stream().map(entry -> entry.outcome().replaceFirst(", by .*", "")).toList());
  }

  @SuppressWarnings("unchecked")
  private static List<LogEntry> logged() {
    return Window.getWindows().stream()
        .map(shown -> shown.getScene().lookup("#log-table"))
        .filter(TableView.class::isInstance)
        .flatMap(table -> ((TableView<LogEntry>) table).getItems().stream())
        .filter(entry -> entry.decision().equals("adjusted"))
        .toList();
  }
}
