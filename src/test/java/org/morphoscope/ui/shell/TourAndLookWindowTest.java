package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.morphoscope.ui.frame.Shortcut;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.settings.RecentRuns;
import org.testfx.api.FxRobot;

/** Tour, search, looks, recent runs and about in the real window. */
class TourAndLookWindowTest extends WindowTest {
  private final MemoryPreferences preferences = new MemoryPreferences();

  @Override
  Services services() throws Exception {
    preferences.put("reduceMotion", "true");
    preferences.put("theme", "LIGHT");
    Files.writeString(Files.createDirectory(runs.resolve("old")).resolve("run.json"), "{}");
    Services plain = FakeServices.of(new int[] {8, 8, 12, 12}, 24, 3, runs);
    return new Services(
        plain.growth(),
        plain.data(),
        plain.replay(),
        plain.calibration(),
        plain.runsFolder(),
        plain.firstRun(),
        preferences,
        List.of(runs.resolve("old")),
        plain.surroundings());
  }

  private void openRun(FxRobot robot) throws TimeoutException {
    robot.interact(() -> window.open(runs.resolve("old")));
    await(() -> text("#run-state").startsWith("finished"));
    await(() -> text("#graph-note").startsWith("round"));
  }

  @Test
  void theTourOpensTheSampleShowsElevenStopsAndLeavesTheWindowAsItWas(FxRobot robot)
      throws TimeoutException {
    fire(robot, "#start-tour");
    await(() -> Shown.is(node("#tour")));
    assertEquals("1 of 11", text("#tour-progress"));
    await(() -> text("#run-state").startsWith("finished"));
    await(() -> text("#graph-note").startsWith("round 2"));
    Quantity before = ((GraphView) node("#graph-view")).quantityProperty().get();
    for (int stop = 2; stop <= 11; stop++) {
      robot.type(stop % 2 == 0 ? KeyCode.RIGHT : KeyCode.ENTER);
      assertEquals(stop + " of 11", text("#tour-progress"));
      await(this::cardInside);
    }
    robot.type(KeyCode.LEFT, KeyCode.LEFT);
    assertEquals("9 of 11", text("#tour-progress"));
    await(() -> text("#graph-note").startsWith("round 1, looking back"));
    robot.type(KeyCode.ESCAPE);
    assertFalse(Shown.is(node("#tour")));
    await(() -> text("#graph-note").startsWith("round 2"));
    assertEquals(before, ((GraphView) node("#graph-view")).quantityProperty().get());
  }

  private boolean cardInside() {
    var card = node("#tour-card").localToScene(node("#tour-card").getLayoutBounds());
    return card.getMinX() >= 0
        && card.getMinY() >= 0
        && card.getMaxX() <= stage.getScene().getWidth()
        && card.getMaxY() <= stage.getScene().getHeight();
  }

  @Test
  void aBrokenTourFileIsNamedAndNothingStarts(FxRobot robot) throws Exception {
    Path tour = Files.createDirectory(runs.resolve("tour"));
    for (int i = 1; i <= 3; i++) {
      Files.writeString(tour.resolve("0" + i + ".txt"), "title: T\npoint: sun\n\nText\n");
    }
    preferences.put("tourFolder", tour.toString());
    fire(robot, "#start-tour");
    await(() -> Shown.is(node("#banner")));
    assertTrue(text("#banner-text").contains("01.txt, line 2: expected one of window"));
    assertFalse(Shown.is(node("#tour")));
  }

  @Test
  void aChannelIsFoundByNameAndSelectedInTheTable(FxRobot robot) throws TimeoutException {
    fire(robot, "#grow-asking");
    await(() -> Shown.is(node("#decision-bar")));
    robot.push(KeyCode.CONTROL, KeyCode.F);
    assertTrue(Shown.is(node("#search")));
    robot.write("conv2:5");
    ListView<?> results = (ListView<?>) node("#search-results");
    assertEquals(1, results.getItems().size());
    robot.type(KeyCode.ENTER);
    assertFalse(Shown.is(node("#search")));
    TableView<?> table = (TableView<?>) node("#candidates-table");
    await(() -> table.getSelectionModel().getSelectedItem() != null);
    CandidateRow row = (CandidateRow) table.getSelectionModel().getSelectedItem();
    assertEquals("conv2 5", row.layer() + " " + row.channel());
  }

  @Test
  void aNameThatIsNotThereIsCalledSoOnlyAfterAPause(FxRobot robot) throws TimeoutException {
    fire(robot, "#grow-asking");
    await(() -> Shown.is(node("#decision-bar")));
    robot.push(KeyCode.CONTROL, KeyCode.F);
    TextField field = (TextField) node("#search-field");
    String[] atOnce = new String[1];
    robot.interact(
        () -> {
          field.setText("conv9");
          atOnce[0] = text("#search-note");
        });
    assertTrue(atOnce[0].startsWith("For example conv2"), atOnce[0]);
    await(() -> text("#search-note").startsWith("Nothing of that name"));
  }

  @Test
  void searchWithoutANetSaysSoAndEscapeClosesIt(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.F);
    assertTrue(text("#search-note").startsWith("There is no network yet"));
    robot.type(KeyCode.ESCAPE);
    assertFalse(Shown.is(node("#search")));
  }

  @Test
  void stageModeShowsTheNetworkAndASentenceAndTogglesBackExactly(FxRobot robot)
      throws TimeoutException {
    openRun(robot);
    SplitPane split = (SplitPane) node("#main-split");
    double[] before = split.getDividerPositions();
    double height = node("#run-bar").getLayoutBounds().getHeight();
    List<String> styles = List.copyOf(stage.getScene().getRoot().getStyleClass());
    List<String> sheets = List.copyOf(stage.getScene().getStylesheets());
    robot.interact(() -> node("#candidates-table").requestFocus());
    robot.type(KeyCode.F5);
    await(() -> node("#run-bar").getLayoutBounds().getHeight() > height);
    assertFalse(Shown.is(node("#status-bar")));
    assertEquals(1, split.getItems().size());
    assertTrue(text("#stage-sentence").startsWith("Done: validation loss "));
    assertEquals(
        node("#main-split").getLayoutBounds().getWidth(),
        node("#graph-view").getLayoutBounds().getWidth(),
        4);
    robot.clickOn("#graph-canvas");
    await(() -> Shown.is(node("#stage-pointer")));
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    await(() -> node("#run-bar").getLayoutBounds().getHeight() == height);
    assertTrue(Shown.is(node("#status-bar")));
    assertFalse(Shown.is(node("#stage-sentence")));
    assertEquals(styles, stage.getScene().getRoot().getStyleClass());
    assertEquals(sheets, stage.getScene().getStylesheets());
    assertArrayEquals(before, split.getDividerPositions(), 2e-3);
  }

  @Test
  void recentRunsAreOfferedAndThoseThatAreGoneAreForgotten(FxRobot robot) throws Exception {
    openRun(robot);
    RecentRuns recent = new RecentRuns(preferences);
    Path old = runs.resolve("old").toAbsolutePath();
    assertEquals(List.of(old), recent.existing());
    assertEquals("old", ((Hyperlink) node("#recent-0")).getText());
    Files.delete(runs.resolve("old").resolve("run.json"));
    assertEquals(List.of(), recent.existing());
    assertEquals(Optional.of(""), preferences.get("recentRuns"));
  }

  @Test
  void aboutTellsVersionsAndLicencesAndCopiesThem(FxRobot robot) throws TimeoutException {
    await(() -> text("#status-backend").contains("scripted"));
    robot.interact(() -> window.actions().showAbout());
    await(() -> robot.lookup("#about-copy").tryQuery().isPresent());
    assertTrue(
        robot.lookup("#about-licences").<TextInputControl>query().getText().contains("controlsfx"));
    robot.interact(() -> robot.lookup("#about-copy").<ButtonBase>query().fire());
    robot.interact(
        () -> assertTrue(Clipboard.getSystemClipboard().getString().contains("Engine: scripted")));
    robot.interact(() -> robot.lookup("#about-dialog").query().getScene().getWindow().hide());
  }

  @Test
  void theThemeIsChosenAndRemembered(FxRobot robot) {
    fire(robot, "#theme");
    assertEquals(Optional.of("DARK"), preferences.get("theme"));
    assertTrue(stage.getScene().getRoot().getStyleClass().contains("theme-dark"));
    fire(robot, "#theme");
    assertEquals(Optional.of("LIGHT"), preferences.get("theme"));
    assertTrue(stage.getScene().getRoot().getStyleClass().contains("theme-light"));
  }

  @Test
  void theSheetShowsEveryShortcut(FxRobot robot) {
    robot.interact(() -> window.actions().showHelp());
    List<String> shown =
        node("#cheat-sheet").lookupAll(".key").stream().map(n -> ((Label) n).getText()).toList();
    for (Shortcut shortcut : Shortcut.values()) {
      assertTrue(shown.contains(shortcut.keys()), shortcut.keys());
    }
  }

  @Test
  void atTwiceTheSizeThePartsAreStackedAndStayReadable(FxRobot robot) throws TimeoutException {
    openRun(robot);
    robot.interact(
        () -> {
          stage.setWidth(1280);
          stage.setHeight(800);
        });
    double combo = width("#graph-quantity");
    double who = width("#decision-mode");
    SplitPane main = (SplitPane) node("#main-split");
    assertEquals(Orientation.HORIZONTAL, main.getOrientation());

    robot.interact(() -> window.actions().scale(200));
    await(() -> main.getOrientation() == Orientation.VERTICAL);
    await(() -> width("#graph-quantity") > 1.8 * combo);
    double em = 2 * 13;
    await(() -> height("#loss-chart") >= 14 * em && height("#candidates-view") >= 19 * em);
    ScrollPane scroll = (ScrollPane) stage.getScene().lookup(".window-scroll");
    assertEquals(
        scroll.getViewportBounds().getWidth(),
        scroll.getContent().getLayoutBounds().getWidth(),
        1,
        "nothing lies to the right of the window");
    Node menu = node("#menu");
    assertTrue(menu.localToScene(menu.getLayoutBounds()).getMaxX() <= stage.getScene().getWidth());

    robot.interact(() -> window.actions().scale(100));
    await(() -> main.getOrientation() == Orientation.HORIZONTAL);
    await(() -> Math.abs(width("#graph-quantity") - combo) < 1);
    await(() -> Math.abs(width("#decision-mode") - who) < 1);
  }

  private double width(String id) {
    return node(id).getLayoutBounds().getWidth();
  }

  private double height(String id) {
    return node(id).getLayoutBounds().getHeight();
  }
}
