package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Asking;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.search.Command;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The real window on the scripted engine. */
@Tag("process")
class MorphoscopeWindowTest extends WindowTest {
  private static final double SPEED = 24;

  @Override
  Services services() {
    return FakeServices.of(new int[] {8, 8, 12, 12}, SPEED, 3, runs);
  }

  @SuppressWarnings("unchecked")
  private TableView<CandidateRow> table() {
    return (TableView<CandidateRow>) node("#candidates-table");
  }

  @SuppressWarnings("unchecked")
  private void answerBy(FxRobot robot, Asking.Mode mode) {
    robot.interact(() -> ((ComboBox<Asking.Mode>) node("#decision-mode")).setValue(mode));
  }

  private boolean asked() {
    return Shown.is(node("#decision-bar"));
  }

  @Test
  void aVetoAndAnApprovalChangeTheSetThatIsApplied(FxRobot robot) throws TimeoutException {
    answerBy(robot, Asking.Mode.ASK);
    fire(robot, "#grow-generated");
    await(() -> !table().getItems().isEmpty());
    await(this::asked);
    String proposed = text("#decision-set");
    CandidateRow best =
        table().getItems().stream()
            .filter(row -> row.state() == CandidateRow.State.CHOSEN)
            .findFirst()
            .orElseThrow();

    robot.interact(
        () -> table().getSelectionModel().clearAndSelect(table().getItems().indexOf(best)));
    robot.interact(() -> table().requestFocus());
    robot.type(KeyCode.V);
    await(() -> best.state() == CandidateRow.State.VETOED);
    assertNotEquals(proposed, text("#decision-set"));

    CandidateRow other =
        table().getItems().stream()
            .filter(row -> row.state() == CandidateRow.State.OPEN)
            .findFirst()
            .orElseThrow();
    robot.interact(() -> table().getSelectionModel().clearSelection());
    robot.interact(() -> table().getSelectionModel().select(other));
    fire(robot, "#approve");
    assertEquals(CandidateRow.State.APPROVED, other.state());

    String before = text("#graph-note");
    fire(robot, "#apply");
    await(() -> text("#graph-note").startsWith("round 2"));
    assertNotEquals(parameters(before), parameters(text("#graph-note")));
    await(() -> node("#round-2") != null);
    await(() -> chart().points().validation().size() == 2);
  }

  @Test
  void afterApplyThePromiseStandsBesideWhatWasMeasured(FxRobot robot) throws TimeoutException {
    answerBy(robot, Asking.Mode.ASK);
    fire(robot, "#grow-generated");
    await(this::asked);
    assertFalse(Shown.is(node("#promise-bar")));
    answerBy(robot, Asking.Mode.AUTOMATIC);
    await(() -> text("#run-state").startsWith("finished"));
    await(() -> text("#promise-title").startsWith("Round 3: "));
    assertTrue(Shown.is(node("#promise-bar")));
    for (String number : List.of("#promise-predicted", "#promise-measured", "#promise-held-out")) {
      assertTrue(text(number).startsWith("\u2212"), text(number));
    }
    assertTrue(text("#promise-verdict").contains("of what was promised"), text("#promise-verdict"));
    assertEquals(3, chart().points().landings().size());
    fire(robot, "#round-1");
    await(() -> text("#promise-title").startsWith("Round 1: "));
  }

  private CandidateRow selectedOf(FxRobot robot, CandidateRow.State state) {
    CandidateRow row =
        table().getItems().stream().filter(r -> r.state() == state).findFirst().orElseThrow();
    robot.interact(
        () -> table().getSelectionModel().clearAndSelect(table().getItems().indexOf(row)));
    robot.interact(() -> table().requestFocus());
    return row;
  }

  @Test
  void aMarkThatMarksNothingSaysWhy(FxRobot robot) throws TimeoutException {
    robot.interact(() -> window.scene().getRoot().requestFocus());
    robot.type(KeyCode.V);
    assertTrue(text("#banner-text").startsWith("No decision is open"), text("#banner-text"));
    answerBy(robot, Asking.Mode.ASK);
    fire(robot, "#grow-generated");
    await(this::asked);
    robot.interact(() -> table().getSelectionModel().clearSelection());
    robot.interact(() -> table().requestFocus());
    robot.type(KeyCode.V);
    await(() -> text("#banner-text").startsWith("Select candidates first"));
  }

  @Test
  void aCommandIsFoundByItsNameAndDoneWhereTheFocusWas(FxRobot robot) throws TimeoutException {
    answerBy(robot, Asking.Mode.ASK);
    fire(robot, "#grow-generated");
    await(() -> !table().getItems().isEmpty());
    await(this::asked);
    CandidateRow chosen = selectedOf(robot, CandidateRow.State.CHOSEN);
    robot.push(KeyCode.CONTROL, KeyCode.K);
    await(() -> Shown.is(node("#commands")));
    ListView<Command> found = commands();
    assertTrue(found.getItems().size() > 40, found.getItems().size() + " commands");
    robot.write("veto selected");
    await(() -> found.getItems().size() == 1);
    assertEquals("V", found.getItems().get(0).keys());
    robot.type(KeyCode.ENTER);
    await(() -> chosen.state() == CandidateRow.State.VETOED);
    assertFalse(Shown.is(node("#commands")));
    assertTrue(table().isFocused(), "the table has its focus again");
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.type(KeyCode.ESCAPE);
    await(() -> !Shown.is(node("#commands")));
    assertEquals(CandidateRow.State.VETOED, chosen.state());
  }

  @SuppressWarnings("unchecked")
  private ListView<Command> commands() {
    return (ListView<Command>) node("#commands-results");
  }

  @Test
  void aRightClickOnARowOrACellOffersWhatCanBeDone(FxRobot robot) throws TimeoutException {
    answerBy(robot, Asking.Mode.ASK);
    fire(robot, "#grow-generated");
    await(() -> !table().getItems().isEmpty());
    await(this::asked);
    CandidateRow chosen = selectedOf(robot, CandidateRow.State.CHOSEN);
    openMenu(robot, table(), new Point2D(40, 60));
    robot.clickOn("#menu-veto");
    await(() -> chosen.state() == CandidateRow.State.VETOED);

    GraphView graph = (GraphView) node("#graph-view");
    UnitId unit = new UnitId(1, 3);
    await(() -> graph.placeOf(unit).isPresent());
    openMenu(robot, graph.viewport(), graph.placeOf(unit).orElseThrow());
    robot.clickOn("#menu-approve");
    await(() -> selected().state() == CandidateRow.State.APPROVED);
    assertEquals(unit, selected().key().unit());
    openMenu(robot, graph.viewport(), graph.placeOf(unit).orElseThrow());
    robot.clickOn("#menu-why");
    await(() -> Shown.is(node("#why-sentence")));
    assertTrue(text("#why-sentence").contains("alone would"), text("#why-sentence"));
    assertTrue(text("#why-sentence").endsWith("the set."), text("#why-sentence"));
  }

  private CandidateRow selected() {
    return table().getSelectionModel().getSelectedItem();
  }

  /** The headless platform has no gesture for it. */
  private static void openMenu(FxRobot robot, Node over, Point2D at) {
    Point2D screen = over.localToScreen(at);
    Point2D scene = over.localToScene(at);
    robot.interact(
        () ->
            over.fireEvent(
                new ContextMenuEvent(
                    ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                    scene.getX(),
                    scene.getY(),
                    screen.getX(),
                    screen.getY(),
                    false,
                    null)));
  }

  @Test
  void closingInADecisionSaysThatTheRunCanBeResumed(FxRobot robot) throws TimeoutException {
    answerBy(robot, Asking.Mode.ASK);
    fire(robot, "#grow-generated");
    await(this::asked);
    Stage stage = (Stage) window.scene().getWindow();
    robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    DialogPane question = robot.lookup("#close-question").query();
    String words = ((Label) question.getContent()).getText();
    assertTrue(words.contains("A decision waits for you"), words);
    assertTrue(words.contains("can be resumed"), words);
    assertEquals(
        EngineProcesses.wanted(),
        robot.lookup("#close-leave").tryQuery().isPresent(),
        "a thread does not outlive the window, a process does");
    robot.interact(() -> ((ButtonBase) question.lookup("#close-cancel")).fire());
    assertTrue(stage.isShowing() && asked());
  }

  @Test
  void aRoundIsShownAndComparedFromTheStart(FxRobot robot) throws Exception {
    Files.writeString(Files.createDirectory(runs.resolve("old")).resolve("run.json"), "{}");
    robot.interact(
        () -> window.first().open(runs.resolve("old"), OptionalInt.of(1), OptionalInt.of(0)));
    await(() -> text("#graph-note").startsWith("round 1, looking back"));
    await(() -> window.comparisons().window().isPresent());
    robot.interact(() -> window.comparisons().close());
    robot.interact(
        () -> window.first().open(runs.resolve("old"), OptionalInt.of(7), OptionalInt.empty()));
    await(() -> text("#banner-text").startsWith("Round 7 is not recorded"));
  }

  private static String parameters(String note) {
    return note.split(" \u00b7 ")[1];
  }

  @Test
  void pauseHoldsTheRunAndStopEndsIt(FxRobot robot) throws TimeoutException {
    // a run that asks cannot end before it is paused
    answerBy(robot, Asking.Mode.ASK);
    fire(robot, "#grow-generated");
    await(() -> text("#run-state").startsWith("round 1"));
    fire(robot, "#pause");
    await(() -> text("#run-state").startsWith("paused"));
    assertTrue(text("#phase-detail").startsWith("paused"));
    robot.interact(() -> table().requestFocus());
    robot.type(KeyCode.SPACE);
    await(() -> text("#run-state").startsWith("round"));
    fire(robot, "#stop");
    await(() -> text("#run-state").startsWith("stopped"));
  }

  @Test
  void aBrokenFolderShowsItsSentenceAndLeavesTheRunAlone(FxRobot robot) throws TimeoutException {
    answerBy(robot, Asking.Mode.ASK);
    fire(robot, "#grow-generated");
    await(this::asked);
    String set = text("#decision-set");
    robot.interact(() -> window.open(Path.of("holiday")));
    await(() -> Shown.is(node("#banner")));
    assertTrue(text("#banner-text").startsWith("holiday: expected"));
    assertTrue(asked());
    assertEquals(set, text("#decision-set"));
  }

  @Test
  void aPastRoundIsShownUntilLiveIsChosen(FxRobot robot) throws TimeoutException {
    fire(robot, "#grow-generated");
    await(() -> text("#run-state").startsWith("finished"));
    fire(robot, "#round-1");
    await(() -> text("#graph-note").startsWith("round 1, looking back"));
    assertFalse(table().getItems().isEmpty());
    fire(robot, "#timeline-live");
    await(() -> text("#graph-note").startsWith("round 3"));
  }

  @Test
  void aClickOnAChannelSelectsItsCandidateInTheTable(FxRobot robot) throws TimeoutException {
    answerBy(robot, Asking.Mode.ASK);
    fire(robot, "#grow-generated");
    await(this::asked);
    UnitId unit = new UnitId(2, 5);
    GraphView graph = (GraphView) node("#graph-view");
    Point2D place = graph.placeOf(unit).orElseThrow();
    robot.clickOn(graph.viewport().localToScreen(place));
    await(() -> table().getSelectionModel().getSelectedItem() != null);
    assertEquals(unit, table().getSelectionModel().getSelectedItem().key().unit());
    assertTrue(text("#graph-hover").startsWith("conv3 \u00b7 channel 5"));
  }

  @Test
  void aRecordedRunIsShownInItsLastState(FxRobot robot) throws Exception {
    Files.writeString(Files.createDirectory(runs.resolve("old")).resolve("run.json"), "{}");
    robot.interact(() -> window.open(runs.resolve("old")));
    await(() -> text("#run-state").startsWith("finished"));
    // the graph is laid out in the background
    await(() -> text("#graph-note").startsWith("round 2"));
    await(() -> node("#round-1") != null);
  }

  @Test
  void theThemeIsSwitchedAndTheCheatSheetOpensByKey(FxRobot robot) throws TimeoutException {
    fire(robot, "#theme");
    assertTrue(window.scene().getRoot().getStyleClass().contains("theme-dark"));
    await(() -> node("#candidates-table") != null);
    robot.interact(() -> robot.lookup("#candidates-table").query().requestFocus());
    robot.write("?");
    await(() -> Shown.is(node("#cheat-sheet")));
    robot.type(KeyCode.ESCAPE);
    await(() -> !Shown.is(node("#cheat-sheet")));
    String backend = EngineProcesses.wanted() ? "no numerics" : "scripted";
    await(() -> ((Label) node("#status-backend")).getText().contains(backend));
  }

  /** Where the handle stays: the chart finds its scale only after the question is there. */
  private Point2D handleAtRest(FxRobot robot, LossChart chart) {
    Point2D before = WaitForAsyncUtils.waitForAsyncFx(5000, () -> screen(chart));
    for (int looks = 0; looks < 20; looks++) {
      robot.sleep(300);
      Point2D now = WaitForAsyncUtils.waitForAsyncFx(5000, () -> screen(chart));
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
    throw new AssertionError("the handle of lambda does not come to rest");
  }

  @Test
  void draggingLambdaChangesTheSetInAllViewsAndTheBudgetComesBack(FxRobot robot)
      throws TimeoutException {
    answerBy(robot, Asking.Mode.ASK);
    fire(robot, "#grow-generated");
    await(this::asked);
    final String proposed = text("#decision-set");
    LossChart chart = chart();
    await(() -> chart.lambdaHandle().isPresent());
    Point2D handle = handleAtRest(robot, chart);
    robot.drag(handle).dropTo(handle.getX(), handle.getY() + 45);
    await(() -> text("#decision-hint").startsWith("Chosen at your"));
    assertNotEquals(proposed, text("#decision-set"));
    long chosen =
        table().getItems().stream().filter(r -> r.state() == CandidateRow.State.CHOSEN).count();
    assertTrue(text("#loss-note").startsWith("\u03bb"));
    fire(robot, "#loss-budget");
    await(() -> text("#decision-set").equals(proposed));
    assertNotEquals(
        chosen,
        table().getItems().stream().filter(r -> r.state() == CandidateRow.State.CHOSEN).count());
  }

  private LossChart chart() {
    return (LossChart) node("#loss-chart");
  }

  private Point2D screen(LossChart chart) {
    Point2D place = chart.lambdaHandle().orElseThrow();
    return window.scene().getRoot().localToScreen(place);
  }

  @Test
  void whyFillsTheFormulaOfTheSelectedCandidateWithItsNumbers(FxRobot robot)
      throws TimeoutException {
    answerBy(robot, Asking.Mode.ASK);
    fire(robot, "#grow-generated");
    await(this::asked);
    robot.interact(() -> table().requestFocus());
    robot.type(KeyCode.W);
    await(() -> text("#why-title").startsWith("Why? Select"));
    robot.interact(() -> table().getSelectionModel().clearAndSelect(0));
    CandidateRow row = table().getItems().get(0);
    assertTrue(text("#why-title").contains(row.layer()));
    String score = Formats.delta(row.delta());
    assertTrue(
        node("#why-panel").lookupAll(".label").stream()
            .map(node -> ((Labeled) node).getText())
            .anyMatch(text -> text.startsWith("\u0394L = a + G/2") && text.contains(score)));
  }

  @Test
  void theDecisionLogOpensByKeyAndIsSearched(FxRobot robot) throws TimeoutException {
    fire(robot, "#grow-generated");
    await(() -> text("#run-state").startsWith("finished"));
    robot.interact(() -> table().requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.L);
    TableView<?> log = robot.lookup("#log-table").query();
    int all = log.getItems().size();
    assertTrue(all > 0);
    robot.interact(() -> robot.lookup("#log-search").<TextField>query().setText("round 2"));
    assertTrue(!log.getItems().isEmpty() && log.getItems().size() < all);
  }
}
