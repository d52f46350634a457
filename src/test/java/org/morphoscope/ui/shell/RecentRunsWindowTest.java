package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.run.Decider;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.session.RecordedRuns;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.settings.RecentRuns;
import org.morphoscope.ui.shell.interactor.OpenInteractor;
import org.testfx.api.FxRobot;

/** Runs on the start page: opened with their tails and notes, renamed, deleted. */
class RecentRunsWindowTest extends WindowTest {
  private Path run;

  @Override
  Services services() throws Exception {
    run = runs.resolve("with-tails");
    RunConfig config = Configs.seeded(2, 1);
    FakeEngine.Script script = new FakeEngine.Script();
    script.notes = List.of("3 pictures cannot be read:", "  a.png", "  b.png", "Labels have gaps.");
    org.morphoscope.service.Services.fake(script)
        .start(
            config.withTraining(config.training().withTail(OptionalInt.of(2), TailAt.ALL)),
            run,
            Decider.automatic(),
            event -> {})
        .await();
    MemoryPreferences preferences = new MemoryPreferences();
    new RecentRuns(preferences).add(run);
    return FakeServices.of(
        () -> new FakeGrowthService(FakeRun.chain(new int[] {8, 8}), 24),
        RunConfig.standard("generated", "tiny", 2, 7),
        runs.resolve("own"),
        preferences,
        new RecordedRuns());
  }

  private Hyperlink recent() {
    return (Hyperlink) node("#recent-0");
  }

  private void menu(FxRobot robot, int item) {
    robot.interact(() -> recent().getContextMenu().getItems().get(item).fire());
  }

  @Test
  void aRunShowsItsTailsAndTheNotesOnItsData(FxRobot robot) throws Exception {
    robot.interact(() -> window.open(run.resolve("run.json")));
    await(() -> ((LossChart) node("#loss-chart")).points().tails().size() == 3);
    await(() -> node("#round-2") != null);
    ToggleButton last = (ToggleButton) node("#round-2");
    assertTrue(last.getAccessibleText().contains(", tail "), last.getAccessibleText());
    assertTrue(last.getTooltip().getText().contains("after a tail of 2 epochs: validation loss"));
    assertEquals("2 notes on the data", ((Labeled) node("#status-notes")).getText());
    assertTrue(Shown.is(node("#status-notes")));
  }

  @Test
  void aRunIsRenamedWhereItIsListed(FxRobot robot) throws Exception {
    menu(robot, 1);
    robot.interact(
        () -> {
          TextField field = (TextField) node("#recent-name");
          assertEquals("with-tails", field.getText());
          field.setText("of last week");
          field.fireEvent(new javafx.event.ActionEvent());
        });
    await(() -> recent() != null && recent().getText().equals("of-last-week"));
    assertTrue(Files.exists(runs.resolve("of-last-week").resolve("run.json")));
    menu(robot, 1);
    robot.interact(() -> node("#recent-name").requestFocus());
    robot.push(KeyCode.ESCAPE);
    await(() -> recent() != null);
    assertTrue(Files.exists(runs.resolve("of-last-week")));
  }

  @Test
  void aRunIsDeletedOnceThePersonSaysSo(FxRobot robot) throws Exception {
    menu(robot, 2);
    await(() -> ((Labeled) node("#banner-text")).getText().startsWith("Delete the run with-tails"));
    robot.interact(() -> ((ButtonBase) node("#banner-close")).fire());
    assertTrue(Files.exists(run.resolve("run.json")), "not confirmed");
    menu(robot, 2);
    robot.interact(() -> ((ButtonBase) node("#banner-action")).fire());
    await(() -> recent() == null);
    assertFalse(Files.exists(run));
  }

  @Test
  void ofSeveralThingsThatAreDroppedNoneIsOpened() {
    List<Path> opened = new ArrayList<>();
    List<String> told = new ArrayList<>();
    OpenInteractor.dropped(List.of(Path.of("a"), Path.of("b")), opened::add, told::add);
    assertEquals(List.of(), opened);
    assertTrue(told.get(0).contains("one folder or file at a time, found 2"), told.toString());
    OpenInteractor.dropped(List.of(Path.of("a.zip")), opened::add, told::add);
    assertEquals(List.of(Path.of("a.zip")), opened);
  }
}
