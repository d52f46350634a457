package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.engine.NumericEngineFactory;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.LocalGrowthService;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A new user, who knows nothing but the words in the window: from the first start to a first vetoed
 * and a first approved split. Nothing is found by its id, only by what is written on it.
 */
@ExtendWith(ApplicationExtension.class)
class FirstTrialTest {
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path runs;

  private MorphoscopeWindow window;

  @Start
  void firstStart(Stage stage) {
    window =
        new MorphoscopeWindow(
            stage,
            FakeServices.of(
                () ->
                    new LocalGrowthService(
                        new NumericEngineFactory(Backend::load),
                        "test",
                        () -> Backend.load().summary(),
                        Clock.systemUTC(),
                        System::nanoTime),
                RealEngineWindowTest.smallRun(),
                runs,
                new MemoryPreferences()));
    window.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
  }

  /** Every text on the screen. */
  private List<String> read() {
    Collection<Node> labels = window.scene().getRoot().lookupAll(".label");
    return labels.stream()
        .filter(FirstTrialTest::onScreen)
        .filter(Label.class::isInstance)
        .map(label -> ((Label) label).getText())
        .filter(text -> text != null && !text.isBlank())
        .toList();
  }

  private static boolean onScreen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private boolean says(String words) {
    return read().stream().anyMatch(text -> text.contains(words));
  }

  private void clickOn(FxRobot robot, String words) {
    Node button =
        window.scene().getRoot().lookupAll(".button").stream()
            .filter(FirstTrialTest::onScreen)
            .filter(node -> node instanceof ButtonBase found && words.equals(found.getText()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no button says " + words + ": " + read()));
    assertTrue(!button.isDisabled(), words + " cannot be pressed");
    robot.clickOn(button);
  }

  private Node field(String prompt) {
    return window.scene().getRoot().lookupAll(".text-field").stream()
        .filter(FirstTrialTest::onScreen)
        .filter(node -> prompt.equals(((TextField) node).getPromptText()))
        .findFirst()
        .orElseThrow();
  }

  /** The lines of the table of candidates that can be seen, as they are written. */
  private List<TableRow<?>> lines() {
    return window.scene().getRoot().lookupAll(".table-row-cell").stream()
        .filter(FirstTrialTest::onScreen)
        .map(row -> (TableRow<?>) row)
        .filter(row -> row.getItem() != null)
        .filter(row -> row.localToScene(row.getLayoutBounds()).getMaxY() < tableEnd(row))
        .sorted((a, b) -> Double.compare(a.getLayoutY(), b.getLayoutY()))
        .<TableRow<?>>map(row -> row)
        .toList();
  }

  private static double tableEnd(TableRow<?> row) {
    Node table = row.getTableView();
    return table.localToScene(table.getLayoutBounds()).getMaxY();
  }

  private static List<String> written(TableRow<?> line) {
    return line.lookupAll(".table-cell").stream()
        .map(cell -> ((TableCell<?, ?>) cell).getText())
        .map(text -> text == null ? "" : text)
        .toList();
  }

  /** Neither in the set nor marked; the table says what keeps it out, or nothing. */
  private static boolean isOpen(TableRow<?> line) {
    return Collections.disjoint(
        written(line), List.of("in the set", "vetoed", "approved", "deferred", "locked"));
  }

  private TableRow<?> split(String state) {
    return split(state, line -> written(line).contains(state));
  }

  private TableRow<?> split(String state, Predicate<TableRow<?>> wanted) {
    return lines().stream()
        .filter(line -> written(line).contains("split") && wanted.test(line))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "no split says '"
                        + state
                        + "': "
                        + lines().stream().map(FirstTrialTest::written).toList()));
  }

  /** The best ones, at the top, may all be in the set. */
  private void scrollToAnOpenSplit(FxRobot robot) {
    for (int i = 1; i < 20 && lines().stream().noneMatch(FirstTrialTest::isOpen); i++) {
      int row = 3 * i;
      // the headless platform has no wheel
      robot.interact(() -> lines().get(0).getTableView().scrollTo(row));
    }
  }

  @Test
  void aNewUserVetoesASplitAndApprovesAnotherReadingNothingButTheWindow(FxRobot robot)
      throws Exception {
    assertTrue(says("Watch a network grow"), read().toString());
    assertTrue(says("approve and veto yourself"), read().toString());
    clickOn(robot, "Grow and decide");
    await(() -> says("Select candidates to approve, veto or defer, then apply."));

    // the field says what to write into it
    robot.clickOn(field("Filter: split conv3"));
    robot.write("split");
    await(() -> lines().stream().allMatch(line -> written(line).contains("split")));

    robot.clickOn(cell(split("in the set"), "split"));
    clickOn(robot, "Veto");
    await(() -> lines().stream().anyMatch(line -> written(line).contains("vetoed")));
    assertTrue(says("Chosen again under your marks"), read().toString());
    scrollToAnOpenSplit(robot);
    robot.clickOn(cell(split("open", FirstTrialTest::isOpen), "split"));
    clickOn(robot, "Approve");
    await(() -> lines().stream().anyMatch(line -> written(line).contains("approved")));
    clickOn(robot, "Apply");
    await(() -> says("round 2 of 2"));
    await(() -> says("Proposed by the engine."));

    Decision first = decision();
    assertEquals(Decision.By.PERSON, first.by());
    assertEquals(1, first.vetoed().size());
    assertEquals(1, first.approved().size());
    assertTrue(first.apply().contains(first.approved().get(0)));
    assertTrue(!first.apply().contains(first.vetoed().get(0)));
  }

  private static Labeled cell(TableRow<?> line, String words) {
    return line.lookupAll(".table-cell").stream()
        .map(cell -> (Labeled) cell)
        .filter(cell -> words.equals(cell.getText()))
        .findFirst()
        .orElseThrow();
  }

  private Decision decision() throws Exception {
    try (Stream<Path> folders = Files.list(runs)) {
      Path run = folders.findFirst().orElseThrow();
      return RunReader.open(run).allEvents().stream()
          .filter(GrowthEvent.Decided.class::isInstance)
          .map(event -> ((GrowthEvent.Decided) event).decision())
          .findFirst()
          .orElseThrow();
    }
  }
}
