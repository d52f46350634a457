package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.Connection;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.session.RecordedRuns;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window on an engine of its own that dies, is lost, is left and found again. */
@ExtendWith(ApplicationExtension.class)
class EngineWindowTest {
  private static final int PATIENCE_SECONDS = 30;
  private static final String REASON = "The engine process was killed (signal 9).";

  @TempDir Path folder;

  private final AtomicReference<String> deadly = new AtomicReference<>("");
  private final MemoryPreferences preferences = new MemoryPreferences();
  private MortalEngine engine;
  private Stage stage;
  private MorphoscopeWindow window;

  /** Waits at the begin of a pass that is to be the last one, until the engine is killed. */
  private final FakeEngine.Script script =
      new FakeEngine.Script() {
        @Override
        public void onBatch(String pass, int round, int batch) {
          String here = pass + " " + round;
          if (here.equals(deadly.get())) {
            deadly.set("reached");
            while (deadly.get().equals("reached")) {
              pause();
            }
          }
        }
      };

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Start
  void open(Stage first) {
    engine =
        new MortalEngine(
            () -> org.morphoscope.service.Services.fake(script), folder.resolve("own"));
    preferences.put("reduceMotion", "true");
    show(first);
  }

  private void show(Stage on) {
    Services fake = FakeServices.of(new int[] {8, 8}, 24, 3, folder.resolve("own"));
    stage = on;
    window =
        new MorphoscopeWindow(
            stage,
            new Services(
                () -> engine,
                fake.data(),
                new RecordedRuns(),
                fake.calibration(),
                folder.resolve("own"),
                RunConfig.standard("generated", "tiny", 3, 7),
                preferences,
                List.of()));
    window.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    deadly.set("");
    robot.interact(window::close);
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
  }

  private void awaitEnd() throws TimeoutException {
    try {
      await(() -> text("#run-state").startsWith("finished"));
    } catch (TimeoutException e) {
      throw new AssertionError(text("#run-state") + "; banner: " + text("#banner-text"), e);
    }
  }

  private Node node(String id) {
    return window.scene().lookup(id);
  }

  private String text(String id) {
    return ((Labeled) node(id)).getText();
  }

  private void fire(FxRobot robot, String id) {
    robot.interact(() -> ((ButtonBase) node(id)).fire());
  }

  @SuppressWarnings("unchecked")
  private TableView<CandidateRow> table() {
    return (TableView<CandidateRow>) node("#candidates-table");
  }

  private Path run() throws Exception {
    try (Stream<Path> folders = Files.list(folder.resolve("own"))) {
      return folders.findFirst().orElseThrow();
    }
  }

  private static Window dialog() {
    return Window.getWindows().stream()
        .filter(w -> w.getScene() != null && w.getScene().lookup("#close-question") != null)
        .findFirst()
        .orElse(null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train 0", "refresh 1", "learn 1", "score 2", "measure 2", "train 2"})
  void theWindowOutlivesItsEngineInEveryPhaseAndGoesOnByOneClick(String phase, FxRobot robot)
      throws Exception {
    deadly.set(phase);
    fire(robot, "#grow-generated");
    await(() -> deadly.get().equals("reached"));
    await(() -> text("#status-engine").equals("engine process 4711"));
    await(engine::isFollowed);
    int rounds = RunHistory.open(run()).rounds().size();
    // the engine's thread ends only when it comes back from its pass
    engine.kill(REASON, () -> deadly.set(""));
    await(() -> text("#banner-text").startsWith(REASON));
    assertTrue(text("#banner-text").contains("/tmp/engine.log"), text("#banner-text"));
    assertTrue(text("#run-state").startsWith("engine gone"), text("#run-state"));
    assertTrue(text("#status-engine").endsWith(": gone"), text("#status-engine"));
    fire(robot, "#banner-action");
    awaitEnd();
    assertEquals(2, engine.processes());
    assertTrue(rounds <= 4);
    RunHistory recorded = RunHistory.open(run());
    assertEquals(4, recorded.rounds().size(), "the seed and three rounds, none lost");
    // a net is laid out in the background
    await(
        () ->
            recorded
                .rounds()
                .get(3)
                .widths()
                .equals(((GraphView) node("#graph-view")).shownWidths()));
  }

  @Test
  void anOpenQuestionComesBackWithItsMarks(FxRobot robot) throws Exception {
    fire(robot, "#grow-asking");
    await(() -> Shown.is(node("#decision-bar")) && !table().getItems().isEmpty());
    CandidateRow first = table().getItems().get(0);
    CandidateRow second = table().getItems().get(1);
    robot.interact(
        () -> {
          table().requestFocus();
          table().getSelectionModel().clearAndSelect(0);
        });
    robot.type(KeyCode.V);
    await(() -> first.state() == CandidateRow.State.VETOED);
    robot.interact(() -> table().getSelectionModel().clearSelection());
    robot.interact(() -> table().getSelectionModel().select(second));
    robot.type(KeyCode.D);
    await(() -> second.state() == CandidateRow.State.DEFERRED);
    final String set = text("#decision-set");
    engine.kill(REASON);
    await(() -> !Shown.is(node("#decision-bar")));
    fire(robot, "#banner-action");
    await(() -> Shown.is(node("#decision-bar")));
    await(() -> text("#decision-set").equals(set));
    assertEquals(
        List.of(first.key(), second.key()),
        table().getItems().stream()
            .filter(
                row ->
                    row.state() == CandidateRow.State.VETOED
                        || row.state() == CandidateRow.State.DEFERRED)
            .map(CandidateRow::key)
            .sorted((a, b) -> a.equals(first.key()) ? -1 : 1)
            .toList());
    fire(robot, "#apply");
    await(() -> text("#run-state").startsWith("round 2"));
    assertEquals(1, RunHistory.open(run()).decision(1).orElseThrow().vetoed().size());
  }

  @Test
  void aLostConnectionIsToldAndThePictureStays(FxRobot robot) throws Exception {
    fire(robot, "#grow-asking");
    await(() -> Shown.is(node("#decision-bar")));
    engine.connection(new Connection(Connection.State.LOST, "Nothing is heard of gpu:7077.", ""));
    await(() -> text("#banner-text").startsWith("Nothing is heard of gpu:7077."));
    await(() -> text("#run-state").startsWith("connection lost"));
    await(() -> text("#phase-detail").equals("waiting for the engine"));
    await(() -> !((GraphView) node("#graph-view")).shownWidths().isEmpty());
    engine.connection(Connection.connected());
    await(() -> !Shown.is(node("#banner")));
    await(() -> text("#run-state").startsWith("round 1"));
    await(() -> Shown.is(node("#decision-bar")));
  }

  @Test
  void whoeverHasNotTheLeadWatchesAndMayTakeIt(FxRobot robot) throws Exception {
    fire(robot, "#grow-asking");
    await(() -> Shown.is(node("#decision-bar")));
    engine.leadElsewhere(true);
    await(() -> Shown.is(node("#run-watched")));
    // somebody else is asked
    await(() -> !Shown.is(node("#decision-bar")));
    assertTrue(node("#pause").isDisabled());
    await(() -> text("#phase-detail").equals("waiting for a decision elsewhere"));
    await(
        () ->
            text("#status-engine").equals("engine process 4711, 2 watch, ada@laptop has the lead"));
    robot.interact(() -> node("#graph-view").requestFocus());
    robot.push(KeyCode.SPACE);
    await(() -> text("#banner-text").contains("ada@laptop"));
    fire(robot, "#banner-action");
    await(() -> Shown.is(node("#decision-bar")));
    assertFalse(Shown.is(node("#run-watched")));
  }

  @Test
  void theLeadIsAskedForHandedOverAndKept(FxRobot robot) throws Exception {
    fire(robot, "#grow-asking");
    await(() -> Shown.is(node("#decision-bar")));
    engine.askFrom("bob@phone");
    await(() -> text("#banner-text").startsWith("bob@phone asks for the lead"));
    await(() -> text("#status-engine").endsWith("bob@phone asks for the lead"));
    fire(robot, "#banner-other");
    await(() -> text("#status-engine").equals("engine process 4711"));
    assertTrue(Shown.is(node("#decision-bar")), "it was kept");
    engine.askFrom("bob@phone");
    await(() -> text("#banner-text").startsWith("bob@phone asks for the lead"));
    fire(robot, "#banner-action");
    await(() -> Shown.is(node("#run-watched")));
    await(() -> !Shown.is(node("#decision-bar")));
    robot.interact(() -> node("#graph-view").requestFocus());
    robot.push(KeyCode.SPACE);
    await(() -> text("#banner-text").contains("ada@laptop"));
    fire(robot, "#banner-other");
    assertTrue(engine.isAsked());
    assertEquals("ada@laptop is asked for the lead.", text("#banner-text"));
    engine.refuseLead("ada@laptop keeps the lead of this run.");
    await(() -> text("#banner-text").equals("ada@laptop keeps the lead of this run."));
  }

  @Test
  void aRunThatIsLeftGrowingIsOfferedByTheNextStart(FxRobot robot) throws Exception {
    fire(robot, "#grow-asking");
    await(() -> Shown.is(node("#decision-bar")));
    robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    await(() -> dialog() != null);
    robot.interact(() -> ((ButtonBase) dialog().getScene().lookup("#close-cancel")).fire());
    await(() -> dialog() == null);
    assertTrue(stage.isShowing(), "whoever thinks better of it keeps the window");
    robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    await(() -> dialog() != null);
    robot.interact(() -> ((ButtonBase) dialog().getScene().lookup("#close-leave")).fire());
    await(() -> !stage.isShowing());

    robot.interact(() -> show(new Stage()));
    await(() -> node("#growing-0") != null);
    fire(robot, "#growing-0");
    await(() -> Shown.is(node("#decision-bar")) && !table().getItems().isEmpty());
    assertTrue(text("#run-state").startsWith("round 1"), text("#run-state"));
    fire(robot, "#apply");
    await(() -> text("#run-state").startsWith("round 2"));
    robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    await(() -> dialog() != null);
    robot.interact(() -> ((ButtonBase) dialog().getScene().lookup("#close-stop")).fire());
    await(() -> !stage.isShowing());
    await(() -> RunHistory.open(run()).end().isPresent());
  }
}
