package org.morphoscope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.replay.ReplayBar;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Looking back at the recorded sample in the real window. */
@ExtendWith(ApplicationExtension.class)
class ReplayWindowTest {
  private static final int PATIENCE_SECONDS = 15;
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");

  @TempDir Path runs;

  private MorphoscopeWindow window;

  @Start
  void open(Stage stage) {
    Services fake = FakeServices.of(new int[] {8, 8, 12, 12}, 24, 3, runs);
    window =
        new MorphoscopeWindow(
            stage,
            new Services(
                fake.growth(),
                fake.data(),
                folder -> RunReader.open(folder).allEvents(),
                fake.calibration(),
                runs,
                fake.firstRun(),
                fake.preferences(),
                fake.samples()));
    window.show();
  }

  @BeforeEach
  void openSample(FxRobot robot) throws TimeoutException {
    robot.interact(() -> window.open(SAMPLE));
    await(() -> text("#graph-note").startsWith("round 4"));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
  }

  private String text(String id) {
    return ((Labeled) window.scene().lookup(id)).getText();
  }

  private void fire(FxRobot robot, String id) {
    robot.interact(() -> ((ButtonBase) window.scene().lookup(id)).fire());
  }

  private void press(FxRobot robot, KeyCode... keys) {
    robot.interact(() -> window.scene().lookup("#scrub-bar").requestFocus());
    robot.push(keys);
  }

  private int chartRounds() {
    return ((LossChart) window.scene().lookup("#loss-chart")).points().validation().size();
  }

  @SuppressWarnings("unchecked")
  private TableView<CandidateRow> table() {
    return (TableView<CandidateRow>) window.scene().lookup("#candidates-table");
  }

  private GraphView graph() {
    return (GraphView) window.scene().lookup("#graph-view");
  }

  private Point2D place(int number) {
    return ((ReplayBar) window.scene().lookup("#replay-bar")).placeOf(number);
  }

  private boolean live() {
    return ((ToggleButton) window.scene().lookup("#timeline-live")).isSelected();
  }

  @Test
  void draggingTheScrubBarShowsThatMomentInEveryView(FxRobot robot) throws TimeoutException {
    assertEquals(5, chartRounds());
    Point2D early = place(20);
    Point2D decision = place(36);
    robot.drag(early, MouseButton.PRIMARY).moveTo(decision);
    await(() -> text("#graph-note").startsWith("round 1, looking back"));
    robot.drop();
    assertFalse(live());
    assertEquals(List.of(8, 8, 16, 16), graph().shownWidths());
    assertEquals(1, chartRounds());
    assertTrue(text("#phase-detail").startsWith("looking back \u00b7 decide"));
    assertTrue(text("#replay-where").startsWith("round 1 \u00b7 11 s of 1:"));
    assertTrue(
        table().getItems().stream().anyMatch(row -> row.state() == CandidateRow.State.CHOSEN));
    fire(robot, "#timeline-live");
    await(() -> text("#graph-note").startsWith("round 4 \u00b7"));
    assertEquals(5, chartRounds());
  }

  @Test
  void keysStepByEventAndByRound(FxRobot robot) throws TimeoutException {
    press(robot, KeyCode.HOME);
    await(() -> text("#graph-note").startsWith("round 0, looking back"));
    press(robot, KeyCode.SHIFT, KeyCode.PERIOD);
    press(robot, KeyCode.SHIFT, KeyCode.PERIOD);
    await(() -> text("#phase-detail").endsWith("decide"));
    for (int i = 0; i < 3; i++) {
      press(robot, KeyCode.PERIOD);
    }
    await(() -> graph().shownWidths().stream().mapToInt(Integer::intValue).sum() > 48);
    assertTrue(text("#phase-detail").endsWith("apply"));
    press(robot, KeyCode.COMMA);
    await(() -> graph().shownWidths().stream().mapToInt(Integer::intValue).sum() == 48);
    press(robot, KeyCode.END);
    await(this::live);
  }

  @Test
  void aWholeRunPlaysAt64TimesToTheEnd(FxRobot robot) throws TimeoutException {
    robot.interact(() -> robot.lookup("#replay-speed").<ComboBox<Integer>>query().setValue(64));
    press(robot, KeyCode.K);
    await(() -> text("#graph-note").contains("looking back"));
    await(this::live);
    await(() -> text("#graph-note").startsWith("round 4 \u00b7"));
    assertEquals(5, chartRounds());
  }

  @Test
  void playingStopsAtTheMomentWhereItIsPaused(FxRobot robot) throws TimeoutException {
    robot.interact(() -> robot.lookup("#replay-speed").<ComboBox<Integer>>query().setValue(8));
    fire(robot, "#replay-play");
    await(() -> text("#graph-note").startsWith("round 1"));
    fire(robot, "#replay-play");
    String where = text("#replay-where");
    WaitForAsyncUtils.waitForFxEvents(30);
    assertEquals(where, text("#replay-where"));
    fire(robot, "#replay-back");
    await(() -> !text("#replay-where").isEmpty() && !live());
  }

  @Test
  void aPlaceThatIsAskedForComesIntoView(FxRobot robot) {
    UnitId unit = new UnitId(3, 5);
    robot.interact(() -> graph().reveal(unit));
    Point2D place = graph().placeOf(unit).orElseThrow();
    assertTrue(graph().viewport().getLayoutBounds().contains(place));
    robot.interact(() -> graph().revealLayer(0));
    assertTrue(
        graph()
            .viewport()
            .getLayoutBounds()
            .contains(graph().placeOf(new UnitId(0, 0)).orElseThrow()));
    robot.interact(() -> graph().reveal(new UnitId(99, 0)));
  }
}
