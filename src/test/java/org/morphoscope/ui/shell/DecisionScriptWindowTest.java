package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.Nets;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.export.script.DecisionScript;
import org.morphoscope.export.script.ScriptDecider;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.growth.GrowthRun;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Asking;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.ui.export.ExportPanel;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** What a person decided in the window, written as a script there, decides other runs. */
class DecisionScriptWindowTest extends WindowTest {
  @Override
  Services services() {
    MemoryPreferences preferences = new MemoryPreferences();
    preferences.put("decisions", "ASK");
    preferences.put("reduceMotion", "true");
    return FakeServices.real(
        DecideWindowTest.smallRun(),
        runs,
        preferences,
        folder -> RunReader.open(folder).allEvents());
  }

  @SuppressWarnings("unchecked")
  private TableView<CandidateRow> table() {
    return (TableView<CandidateRow>) node("#candidates-table");
  }

  private static List<Decision> decisions(List<GrowthEvent> events) {
    return events.stream()
        .filter(GrowthEvent.Decided.class::isInstance)
        .map(event -> ((GrowthEvent.Decided) event).decision())
        .toList();
  }

  private static List<Decision> again(DecisionScript script, RunConfig config, List<String> told)
      throws IOException {
    List<GrowthEvent> events = new ArrayList<>();
    ScriptDecider decider = new ScriptDecider(script, config, Set.of(), told::add);
    EngineControl control = new EngineControl();
    try (NumericEngine engine =
        new NumericEngine(
            config, DataSource.open(config.data().name()), Nets.fastTeam(2), "test")) {
      new GrowthRun(
              new RunIdentity("again", "test"),
              config,
              engine,
              decider,
              control,
              event -> {
                events.add(event);
                decider.accept(event, control);
              },
              GrowthRun.Checkpoint.NONE,
              () -> 0)
          .run(Optional.empty());
    }
    return decisions(events);
  }

  @Test
  void decisionsOfTheWindowAreTakenAgainByOtherRuns(FxRobot robot) throws Exception {
    robot.clickOn("#grow-generated");
    await(() -> Shown.is(node("#decision-bar")) && !table().getItems().isEmpty());
    CandidateRow vetoed =
        table().getItems().stream()
            .filter(row -> row.state() == CandidateRow.State.CHOSEN)
            .findFirst()
            .orElseThrow();
    robot.interact(
        () -> {
          table().getSelectionModel().clearSelection();
          table().getSelectionModel().select(vetoed);
          table().requestFocus();
        });
    robot.type(KeyCode.V);
    robot.clickOn("#apply");
    await(() -> text("#run-state").startsWith("round 2") && Shown.is(node("#decision-bar")));
    robot.interact(() -> window.actions().setDecisionMode(Asking.Mode.AUTOMATIC, 5));
    await(() -> text("#run-state").startsWith("finished"));

    Path file = runs.resolveSibling("decisions.json");
    robot.interact(() -> table().requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.E);
    await(() -> Shown.is(node("#export")));
    robot.interact(
        () -> {
          ((ExportPanel) node("#export"))
              .setChooser(name -> Optional.of(file.resolveSibling(name)));
          MenuItem item =
              ((MenuButton) node("#export-others"))
                  .getItems().stream()
                      .filter(each -> each.getText().startsWith("Decisions as a script"))
                      .findFirst()
                      .orElseThrow();
          item.fire();
        });
    await(() -> text("#export-state").equals("Saved: " + file));

    List<Decision> taken;
    try (Stream<Path> folders = java.nio.file.Files.list(runs)) {
      taken = decisions(RunReader.open(folders.findFirst().orElseThrow()).allEvents());
    }
    DecisionScript script = DecisionScript.read(file);
    List<String> told = new ArrayList<>();
    List<Decision> same = again(script, DecideWindowTest.smallRun(), told);
    assertEquals(taken.get(0), same.get(0));
    assertEquals(List.of(vetoed.index()), same.get(0).vetoed());
    assertEquals(List.of(), told);
    Decision elsewhere = again(script, DecideWindowTest.smallRun().withSeed(4), told).get(0);
    assertEquals(Decision.By.PERSON, elsewhere.by());
    // every candidate of the script is taken by layer and rank, or told not to apply
    assertEquals(taken.get(0).apply().size(), elsewhere.apply().size() + told.size());
    assertTrue(!elsewhere.apply().isEmpty(), told.toString());
    robot.interact(() -> ((ButtonBase) node("#export-close")).fire());
  }
}
