package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.LogEntry;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.Resource;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Asking;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Understanding and deciding in the real window on the real engine: why?, defer, lock, undo. */
@Tag("process")
class DecideWindowTest extends WindowTest {
  /** Its sets are measured but never taken back, so that every round grows. */
  static RunConfig smallRun() {
    return RunConfig.standard("generated:400", "tiny", 2, 3)
        .withTraining(
            Training.standard()
                .withLearningRate(0.05)
                .withSchedule(Training.Schedule.COSINE)
                .withBatch(32)
                .withEpochs(1, 1)
                .withAugment(false))
        .withScoring(
            Scoring.standard()
                .withLearning(96, 4, 48)
                .withLearnRate(0.02)
                .withSamples(96, 32)
                .withNewPerGroup(2))
        .withSelection(
            Selection.standard().withKinds(Set.of(MorphKind.SPLIT, MorphKind.NEW_NEURON)));
  }

  @Override
  Services services() {
    MemoryPreferences preferences = new MemoryPreferences();
    preferences.put("decisions", "ASK");
    preferences.put("reduceMotion", "true");
    return FakeServices.real(
        smallRun(), runs, preferences, folder -> RunReader.open(folder).allEvents());
  }

  @SuppressWarnings("unchecked")
  private TableView<CandidateRow> table() {
    return (TableView<CandidateRow>) node("#candidates-table");
  }

  @SuppressWarnings("unchecked")
  private Asking.Mode mode() {
    return ((ComboBox<Asking.Mode>) node("#decision-mode")).getValue();
  }

  private boolean asked() {
    return Shown.is(node("#decision-bar"));
  }

  private void startAndWaitForTheQuestion(FxRobot robot) throws TimeoutException {
    robot.clickOn("#grow-generated");
    await(this::asked);
    await(() -> !table().getItems().isEmpty());
    robot.interact(() -> table().requestFocus());
  }

  private List<CandidateRow> rows(CandidateRow.State state) {
    return table().getItems().stream().filter(row -> row.state() == state).toList();
  }

  private Path folder() throws Exception {
    try (Stream<Path> folders = Files.list(runs)) {
      return folders.findFirst().orElseThrow();
    }
  }

  private List<GrowthEvent> recorded() throws Exception {
    return RunReader.open(folder()).allEvents();
  }

  @Test
  void whyShowsTheFormulaTheHistogramAndTheImagesThemselves(FxRobot robot) throws TimeoutException {
    startAndWaitForTheQuestion(robot);
    robot.interact(() -> table().getSelectionModel().clearAndSelect(0));
    robot.type(KeyCode.W);
    await(() -> node("#why-histogram").getParent().isVisible());
    assertTrue(text("#why-images").contains("96 images"), text("#why-images"));
    await(() -> sizes("#why-best").equals(List.of(32, 32, 32, 32, 32)));
    assertEquals(List.of(32, 32, 32, 32, 32), sizes("#why-worst"));
    List<String> captions =
        node("#why-best").lookupAll(".label").stream().map(n -> ((Labeled) n).getText()).toList();
    assertTrue(captions.stream().anyMatch(text -> text.startsWith("\u2212")), captions.toString());
    assertFalse(Shown.is(node("#why-no-pictures")));
    robot.interact(() -> table().getSelectionModel().clearSelection());
    assertFalse(Shown.is(node("#why-best")));
  }

  private List<Integer> sizes(String row) {
    return node(row).lookupAll(".image-view").stream()
        .map(picture -> (int) ((ImageView) picture).getImage().getWidth())
        .toList();
  }

  @Test
  void withMacsOnTheAxisTheChartSaysWhyLambdaHasNoLine(FxRobot robot) throws TimeoutException {
    startAndWaitForTheQuestion(robot);
    LossChart chart = (LossChart) node("#loss-chart");
    await(() -> chart.lambdaHandle().isPresent());
    double parameters = chart.points().validation().get(0).size();
    robot.interact(() -> axis().setValue(Resource.MULTIPLY_ACCUMULATES));
    assertTrue(chart.lambdaHandle().isEmpty());
    assertTrue(text("#loss-note").contains("needs parameters"), text("#loss-note"));
    assertTrue(chart.points().validation().get(0).size() > parameters);
    robot.interact(() -> axis().setValue(Resource.PARAMETERS));
    assertTrue(chart.lambdaHandle().isPresent());
  }

  @Test
  void candidatesBeyondTheEdgeOfTheChartAreCountedAndNamed(FxRobot robot) throws TimeoutException {
    startAndWaitForTheQuestion(robot);
    // the whole run shows one measured point: nearly every candidate is outside
    robot.clickOn("#loss-decision");
    int beyond = 0;
    for (String side : List.of("top", "bottom", "left", "right")) {
      Label label = (Label) node("#loss-beyond-" + side);
      if (label.isVisible()) {
        Matcher count = Pattern.compile("\\+(\\d+) beyond").matcher(label.getText());
        assertTrue(count.find(), label.getText());
        beyond += Integer.parseInt(count.group(1));
        String names = label.getTooltip().getText();
        Pattern first =
            Pattern.compile("axes:\n(split|prune|new neuron) conv\\d #?\\d+ to [\\d.]+ nats");
        assertTrue(first.matcher(names).find(), names);
        assertEquals(names, label.getAccessibleText());
      }
    }
    LossChart chart = (LossChart) node("#loss-chart");
    assertEquals(table().getItems().size(), beyond + chart.candidatesShown());
    assertTrue(beyond > 0, "all candidates fit");
    robot.clickOn("#loss-decision");
    assertFalse(Shown.is(node("#loss-beyond-bottom")));
  }

  @SuppressWarnings("unchecked")
  private ComboBox<Resource> axis() {
    return (ComboBox<Resource>) node("#loss-axis");
  }

  @Test
  void severalCandidatesAreDeferredByKey(FxRobot robot) throws TimeoutException {
    startAndWaitForTheQuestion(robot);
    final String proposed = text("#decision-set");
    List<CandidateRow> chosen = rows(CandidateRow.State.CHOSEN).subList(0, 2);
    robot.interact(
        () -> {
          table().getSelectionModel().clearSelection();
          chosen.forEach(table().getSelectionModel()::select);
        });
    robot.type(KeyCode.D);
    await(() -> rows(CandidateRow.State.DEFERRED).size() == 2);
    assertTrue(chosen.stream().allMatch(row -> row.state() == CandidateRow.State.DEFERRED));
    assertNotEquals(proposed, text("#decision-set"));
    robot.type(KeyCode.D);
    await(() -> text("#decision-set").equals(proposed));
  }

  @Test
  void aLockedLayerLeavesTheSetAtOnceAndStaysLockedInTheNextRound(FxRobot robot) throws Exception {
    startAndWaitForTheQuestion(robot);
    final String proposed = text("#decision-set");
    CandidateRow best = rows(CandidateRow.State.CHOSEN).get(0);
    int group = best.key().unit().group();
    robot.interact(() -> table().getSelectionModel().clearSelection());
    robot.interact(() -> table().getSelectionModel().select(best));
    robot.type(KeyCode.L);
    await(() -> best.state() == CandidateRow.State.LOCKED);
    assertNotEquals(proposed, text("#decision-set"));
    assertTrue(noneChosenOf(group));
    assertTrue(text("#decision-hint").contains("locks"), text("#decision-hint"));
    // a locked candidate takes no mark
    robot.type(KeyCode.A);
    assertEquals(CandidateRow.State.LOCKED, best.state());

    // the menu of the card unlocks and locks again
    GraphView graph = (GraphView) node("#graph-view");
    Point2D cell = graph.placeOf(new UnitId(group, 0)).orElseThrow();
    for (boolean locked : new boolean[] {false, true}) {
      openMenu(robot, graph, cell);
      robot.clickOn("#menu-lock");
      await(() -> (best.state() == CandidateRow.State.LOCKED) == locked);
    }
    robot.clickOn("#apply");
    await(() -> text("#run-state").startsWith("round 2"));
    await(this::asked);
    assertTrue(noneChosenOf(group));
    assertTrue(
        table().getItems().stream()
            .filter(row -> row.key().unit().group() == group)
            .allMatch(row -> row.state() == CandidateRow.State.LOCKED));
    assertTrue(recorded().contains(new GrowthEvent.LocksChanged(1, List.of(group))));

    robot.push(KeyCode.CONTROL, KeyCode.L);
    TableView<LogEntry> log = robot.lookup("#log-table").query();
    assertTrue(log.getItems().stream().anyMatch(e -> e.matches("person locked " + best.layer())));
  }

  /** The headless platform has no gesture for it. */
  private static void openMenu(FxRobot robot, GraphView graph, Point2D at) {
    Point2D screen = graph.viewport().localToScreen(at);
    Point2D scene = graph.viewport().localToScene(at);
    robot.interact(
        () ->
            graph
                .viewport()
                .fireEvent(
                    new ContextMenuEvent(
                        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                        scene.getX(),
                        scene.getY(),
                        screen.getX(),
                        screen.getY(),
                        false,
                        null)));
  }

  private boolean noneChosenOf(int group) {
    return rows(CandidateRow.State.CHOSEN).stream()
        .noneMatch(row -> row.key().unit().group() == group);
  }

  @Test
  void everyButtonOfTheDecisionIsInSightInANarrowWindow(FxRobot robot) throws TimeoutException {
    startAndWaitForTheQuestion(robot);
    robot.interact(() -> window.scene().getWindow().setWidth(1024));
    await(() -> window.scene().getWidth() <= 1024);
    for (String id : List.of("#approve", "#keep-proposal", "#apply", "#try-both")) {
      await(
          () -> {
            Node button = node(id);
            double right = button.localToScene(button.getLayoutBounds()).getMaxX();
            return Shown.is(button) && right > 0 && right <= window.scene().getWidth();
          });
    }
  }

  @Test
  void twoSetsAreTriedAndTheBetterOneStays(FxRobot robot) throws Exception {
    startAndWaitForTheQuestion(robot);
    assertTrue(text("#try-both-hint").contains("first half"), text("#try-both-hint"));
    CandidateRow vetoed = rows(CandidateRow.State.CHOSEN).get(0);
    robot.interact(() -> table().getSelectionModel().clearSelection());
    robot.interact(() -> table().getSelectionModel().select(vetoed));
    robot.type(KeyCode.V);
    await(() -> text("#try-both-hint").contains("this set and the proposal"));
    robot.clickOn("#try-both");
    await(() -> text("#run-state").startsWith("round 2") && asked());
    GrowthEvent.Tried tried =
        recorded().stream()
            .filter(GrowthEvent.Tried.class::isInstance)
            .map(GrowthEvent.Tried.class::cast)
            .findFirst()
            .orElseThrow();
    assertFalse(tried.both().first().set().contains(vetoed.index()));
    assertTrue(tried.both().second().set().contains(vetoed.index()));
    // the round, once it is looked at, says which of them stayed
    robot.interact(() -> window.actions().setDecisionMode(Asking.Mode.AUTOMATIC, 5));
    await(() -> text("#run-state").startsWith("finished"));
    robot.clickOn("#round-1");
    await(() -> text("#promise-verdict").contains(tried.both().told()));
    robot.push(KeyCode.CONTROL, KeyCode.L);
    TableView<LogEntry> log = robot.lookup("#log-table").query();
    assertTrue(log.getItems().stream().anyMatch(e -> e.matches("person tried both")));
  }

  @Test
  void aSetThatEmptiesALayerIsNotAppliedAndTheQuestionStaysOpen(FxRobot robot) throws Exception {
    startAndWaitForTheQuestion(robot);
    robot.interact(() -> ((TextField) node("#candidates-filter")).setText("prune conv1"));
    await(() -> table().getItems().stream().allMatch(row -> row.layer().equals("conv1")));
    robot.interact(() -> table().requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.type(KeyCode.A);
    await(() -> node("#apply").isDisabled());
    assertTrue(text("#decision-hint").startsWith("conv1 would lose all"), text("#decision-hint"));
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    robot.type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(asked());
    assertTrue(text("#run-state").startsWith("round 1"), text("#run-state"));
    assertTrue(recorded().stream().noneMatch(GrowthEvent.RunEnded.class::isInstance));

    // one channel is spared, and the rest goes
    final int width = table().getItems().size();
    robot.interact(() -> table().getSelectionModel().clearAndSelect(0));
    robot.type(KeyCode.V);
    await(() -> !node("#apply").isDisabled());
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    await(() -> text("#run-state").startsWith("round 2") && asked());
    Decision taken =
        recorded().stream()
            .filter(GrowthEvent.Decided.class::isInstance)
            .map(event -> ((GrowthEvent.Decided) event).decision())
            .findFirst()
            .orElseThrow();
    assertEquals(width - 1, taken.approved().size());
    assertEquals(Decision.By.PERSON, taken.by());
  }

  @Test
  void aRecordingIsNeverChangedItsCopyGoesOn(FxRobot robot) throws Exception {
    startAndWaitForTheQuestion(robot);
    robot.interact(() -> window.actions().setDecisionMode(Asking.Mode.AUTOMATIC, 5));
    await(() -> text("#run-state").startsWith("finished"));
    Path recording = folder();
    final byte[] before = Files.readAllBytes(recording.resolve("events.jsonl"));
    robot.interact(() -> ((Button) node("#banner-close")).fire());
    robot.interact(() -> window.open(recording));
    // its end is told again when it is opened
    await(() -> text("#banner-text").startsWith("Round 2 of 2") && !node("#undo").isDisabled());
    robot.clickOn("#undo");
    assertTrue(text("#banner-text").contains("stays as it is"), text("#banner-text"));
    robot.clickOn("#banner-action");
    await(() -> text("#run-state").startsWith("round 2") && asked());
    assertArrayEquals(before, Files.readAllBytes(recording.resolve("events.jsonl")));
    Path copy = runs.resolve(recording.getFileName() + "-copy");
    assertTrue(
        RunReader.open(copy).allEvents().contains(new GrowthEvent.Undone(2)), copy.toString());
  }

  @Test
  void anUndoneRoundIsAskedAgainAndStaysGreyed(FxRobot robot) throws Exception {
    startAndWaitForTheQuestion(robot);
    assertTrue(node("#undo").isDisabled());
    final String first = text("#decision-set");
    robot.clickOn("#apply");
    await(() -> text("#run-state").startsWith("round 2") && asked());
    assertFalse(node("#undo").isDisabled());
    robot.clickOn("#undo");
    await(() -> node("#round-1-abandoned") != null);
    await(() -> text("#run-state").startsWith("round 1") && asked());
    assertEquals(Asking.Mode.ASK, mode());
    assertTrue(text("#banner-text").contains("same proposal"), text("#banner-text"));
    // the same seed gives the same scores, so the same proposal
    assertEquals(first, text("#decision-set"));

    // the branch that was abandoned can still be looked at
    robot.clickOn("#round-1-abandoned");
    await(() -> !((ToggleButton) node("#timeline-live")).isSelected());
    robot.clickOn("#timeline-live");
    await(() -> asked() && text("#decision-set").equals(first));

    // by key, and with another answer this time
    CandidateRow vetoed = rows(CandidateRow.State.CHOSEN).get(0);
    robot.interact(() -> table().getSelectionModel().clearSelection());
    robot.interact(() -> table().getSelectionModel().select(vetoed));
    robot.interact(() -> table().requestFocus());
    robot.type(KeyCode.V);
    robot.clickOn("#apply");
    await(
        () ->
            text("#run-state").startsWith("finished") || text("#run-state").startsWith("round 2"));
    await(this::asked);
    robot.clickOn("#apply");
    await(() -> text("#run-state").startsWith("finished"));
    robot.interact(() -> table().requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    await(() -> node("#round-2-abandoned") != null);
    await(() -> text("#run-state").startsWith("round 2") && asked());
    await(() -> table().isFocused());

    List<GrowthEvent> events = recorded();
    assertEquals(1, events.stream().filter(new GrowthEvent.Undone(1)::equals).count());
    assertEquals(1, events.stream().filter(new GrowthEvent.Undone(2)::equals).count());
    List<Decision> decisions =
        events.stream()
            .filter(e -> e instanceof GrowthEvent.Decided && e.round() == 1)
            .map(e -> ((GrowthEvent.Decided) e).decision())
            .toList();
    assertEquals(2, decisions.size());
    assertEquals(List.of(vetoed.index()), decisions.get(1).vetoed());

    robot.push(KeyCode.CONTROL, KeyCode.L);
    TableView<LogEntry> log = robot.lookup("#log-table").query();
    assertEquals(2, log.getItems().stream().filter(e -> e.decision().equals("undone")).count());
    assertTrue(log.getItems().stream().anyMatch(e -> e.outcome().equals("undone")));
  }
}
