package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.model.LossPoints;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** The real window on the real engine: a small run from the first click to the folder it leaves. */
@Tag("process")
class RealEngineWindowTest extends WindowTest {
  /** So few images mislead the scores with some seeds; then the set is taken back. */
  private static final long SEED = 3;

  /** So small that a round takes a second. */
  static RunConfig smallRun() {
    return RunConfig.standard("generated:600", "tiny", 2, SEED)
        .withTraining(
            Training.standard()
                .withLearningRate(0.05)
                .withSchedule(Training.Schedule.COSINE)
                .withBatch(32)
                .withEpochs(1, 1)
                .withAugment(false))
        .withScoring(
            Scoring.standard()
                .withLearning(128, 4, 64)
                .withLearnRate(0.02)
                .withSamples(128, 64)
                .withNewPerGroup(2))
        .withSelection(Selection.standard().withKinds(Set.of(MorphKind.SPLIT, MorphKind.PRUNE)));
  }

  @Override
  Services services() {
    MemoryPreferences preferences = new MemoryPreferences();
    preferences.put("decisions", "ASK");
    preferences.put("reduceMotion", "true");
    return FakeServices.real(smallRun(), runs, preferences, path -> FakeRuns.events(2));
  }

  @SuppressWarnings("unchecked")
  private TableView<CandidateRow> table() {
    return (TableView<CandidateRow>) node("#candidates-table");
  }

  private boolean asked() {
    return Shown.is(node("#decision-bar"));
  }

  private LossPoints points() {
    return ((LossChart) node("#loss-chart")).points();
  }

  private List<Integer> widths() {
    return ((GraphView) node("#graph-view")).shownWidths();
  }

  private void mark(FxRobot robot, CandidateRow row, String button) {
    robot.interact(() -> table().getSelectionModel().clearSelection());
    robot.interact(() -> table().getSelectionModel().select(row));
    robot.clickOn(button);
  }

  private CandidateRow first(CandidateRow.State state) {
    return table().getItems().stream()
        .filter(row -> row.state() == state && row.key().kind() == MorphKind.SPLIT)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRunIsStartedDecidedPausedAndStoppedByHand(FxRobot robot) throws Exception {
    robot.clickOn("#grow-generated");
    await(() -> !table().getItems().isEmpty());
    assertTrue(Double.isFinite(table().getItems().get(0).delta()));
    await(this::asked);
    await(() -> widths().size() == 4);
    final List<Integer> seed = widths();
    assertEquals(1, points().validation().size());
    assertEquals(1, points().test().size());

    assertTheDecidedNetIsSeen(robot);
    CandidateRow vetoed = first(CandidateRow.State.CHOSEN);
    mark(robot, vetoed, "#veto");
    assertEquals(CandidateRow.State.VETOED, vetoed.state());
    CandidateRow approved = first(CandidateRow.State.OPEN);
    mark(robot, approved, "#approve");
    assertEquals(CandidateRow.State.APPROVED, approved.state());
    robot.clickOn("#apply");
    await(() -> points().validation().size() == 2);
    await(() -> !seed.equals(widths()));
    assertEquals(1, points().predicted().size());

    robot.clickOn("#pause");
    await(() -> text("#run-state").startsWith("paused"));
    robot.clickOn("#stop");
    await(() -> text("#run-state").startsWith("stopped"));
    assertRecorded(vetoed, approved);
  }

  /** At an open decision channels are looked at in the net that waits for it. */
  private void assertTheDecidedNetIsSeen(FxRobot robot) throws TimeoutException {
    CandidateRow row = first(CandidateRow.State.CHOSEN);
    robot.interact(
        () -> table().getSelectionModel().clearAndSelect(table().getItems().indexOf(row)));
    robot.interact(() -> window.actions().showChannel());
    await(
        () ->
            Window.getWindows().stream()
                .map(
                    shown -> shown.getScene().getRoot().lookupAll(".channel-self .channel-picture"))
                .anyMatch(pictures -> pictures.size() == 9));
    robot.type(KeyCode.ESCAPE);
    robot.interact(() -> ((Stage) window.scene().getWindow()).toFront());
    await(
        () ->
            Window.getWindows().stream()
                .allMatch(shown -> shown.getScene().lookup("#channel-columns") == null));
  }

  /** What was decided in the window is what the run's folder tells. */
  private void assertRecorded(CandidateRow vetoed, CandidateRow approved) throws IOException {
    Path folder;
    try (Stream<Path> folders = Files.list(runs)) {
      folder = folders.findFirst().orElseThrow();
    }
    assertTrue(Files.exists(folder.resolve("summary.json")));
    RunReader reader = RunReader.open(folder);
    List<RoundSummary> summaries = reader.summaries();
    assertEquals(2, summaries.size());
    assertEquals(RoundSummary.Outcome.APPLIED, summaries.get(1).outcome());
    Decision decision =
        reader.allEvents().stream()
            .filter(GrowthEvent.Decided.class::isInstance)
            .map(event -> ((GrowthEvent.Decided) event).decision())
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(vetoed.index()), decision.vetoed());
    assertEquals(List.of(approved.index()), decision.approved());
    assertTrue(decision.apply().contains(approved.index()));
    assertFalse(decision.apply().contains(vetoed.index()));
  }
}
