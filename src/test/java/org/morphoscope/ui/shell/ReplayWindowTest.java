package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.Lineage;
import org.morphoscope.history.Recording;
import org.morphoscope.history.RunModel;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Architecture;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.diff.CompareWindow;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.replay.ReplayBar;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Looking back at the recorded sample in the real window. */
class ReplayWindowTest extends WindowTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");

  @Override
  Services services() {
    Services fake = FakeServices.of(new int[] {8, 8, 12, 12}, 24, 3, runs);
    return FakeServices.withFolders(fake, fake.preferences());
  }

  @BeforeEach
  void openSample(FxRobot robot) throws TimeoutException {
    robot.interact(() -> window.open(SAMPLE));
    await(() -> text("#graph-note").startsWith("round 4"));
  }

  private void press(FxRobot robot, KeyCode... keys) {
    robot.interact(() -> node("#scrub-bar").requestFocus());
    robot.push(keys);
  }

  private int chartRounds() {
    return ((LossChart) node("#loss-chart")).points().validation().size();
  }

  @SuppressWarnings("unchecked")
  private TableView<CandidateRow> table() {
    return (TableView<CandidateRow>) node("#candidates-table");
  }

  private GraphView graph() {
    return (GraphView) node("#graph-view");
  }

  private Point2D place(int number) {
    return ((ReplayBar) node("#replay-bar")).placeOf(number);
  }

  private Recording recording() {
    return window.player().recording();
  }

  private boolean live() {
    return ((ToggleButton) node("#timeline-live")).isSelected();
  }

  @Test
  void draggingTheScrubBarShowsThatMomentInEveryView(FxRobot robot) throws TimeoutException {
    assertEquals(5, chartRounds());
    // the seconds of the moment are of the recording, and change with it
    int decided = recording().momentOfRound(1).orElseThrow();
    Point2D early = place(decided / 2);
    Point2D decision = place(decided);
    robot.drag(early, MouseButton.PRIMARY).moveTo(decision);
    await(() -> text("#graph-note").startsWith("round 1, looking back"));
    robot.drop();
    assertFalse(live());
    assertEquals(List.of(8, 8, 16, 16), graph().shownWidths());
    assertEquals(1, chartRounds());
    assertTrue(text("#phase-detail").startsWith("looking back \u00b7 decide"));
    assertTrue(text("#replay-where").matches("round 1 \u00b7 \\d.* of \\d.*"));
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
    Set<Integer> rounds = new TreeSet<>();
    robot.interact(
        () -> {
          robot.lookup("#replay-speed").<ComboBox<Integer>>query().setValue(64);
          Player player = window.player();
          player
              .momentProperty()
              .addListener(
                  (o, before, now) -> player.model().ifPresent(m -> rounds.add(m.round())));
        });
    press(robot, KeyCode.K);
    await(() -> !rounds.isEmpty() && live());
    assertTrue(rounds.size() > 2, "rounds seen: " + rounds);
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

  @Test
  void twoMomentsAreComparedSideBySide(FxRobot robot) throws TimeoutException {
    press(robot, KeyCode.C);
    CompareWindow compare = window.comparisons().window().orElseThrow();
    await(compare::isShowing);
    GraphView left = (GraphView) compare.scene().lookup("#compare-left");
    GraphView right = (GraphView) compare.scene().lookup("#compare-right");
    await(() -> !left.shownWidths().isEmpty() && !right.shownWidths().isEmpty());
    assertEquals(List.of(8, 8, 16, 16), left.shownWidths());
    assertEquals(graph().shownWidths(), right.shownWidths());
    assertTrue(
        ((Labeled) compare.scene().lookup("#compare-summary"))
            .getText()
            .startsWith("Since the earlier moment: "));
    FlowPane legend = (FlowPane) compare.scene().lookup("#compare-legend");
    for (Theme theme : Theme.values()) {
      robot.interact(() -> compare.setTheme(theme));
      assertTrue(legend.isVisible());
      List<String> signs =
          legend.getChildren().stream().map(sign -> ((Labeled) sign).getText()).toList();
      assertTrue(signs.contains("later: new neuron"), signs.toString());
      assertEquals(5, signs.size());
    }
    TableView<?> table = (TableView<?>) compare.scene().lookup("#compare-table");
    assertEquals(9, table.getItems().size());
    robot.interact(() -> window.comparisons().compareWith(SAMPLE));
    await(
        () ->
            ((ComboBox<?>) compare.scene().lookup("#compare-right-moment")).getValue() != null
                && right.shownWidths().equals(graph().shownWidths()));
    robot.interact(() -> window.comparisons().compareWith(Path.of("samples", "fashion-gentle")));
    Labeled words = (Labeled) compare.scene().lookup("#compare-summary");
    await(() -> words.getText().startsWith("Two runs: "));
    assertFalse(legend.isVisible(), "channels of two runs have no common identity");
    robot.interact(compare::close);
  }

  @Test
  void hoveringOverAChannelHighlightsItsLine(FxRobot robot) throws TimeoutException {
    UnitId grown = grown();
    Point2D place = graph().placeOf(grown).orElseThrow();
    robot.moveTo(graph().viewport().localToScreen(place));
    await(() -> Shown.is(node("#graph-hover")));
    assertTrue(text("#graph-hover").contains(" from channel "), text("#graph-hover"));
    assertTrue(graph().kin().contains(grown) && graph().kin().size() > 1);
    assertTrue(node("#lineage-strip") != null);
    robot.moveTo(graph().viewport().localToScreen(new Point2D(3, 3)));
    await(() -> graph().kin().isEmpty());
  }

  /** A channel of the last net whose sibling is alive. */
  private static UnitId grown() {
    try {
      RunModel model = new RunModel(() -> 0L);
      model.apply(RunReader.open(SAMPLE).allEvents());
      Architecture net = model.architecture().orElseThrow();
      Lineage lineage = Lineage.of(model);
      for (int group = 0; group < net.channels().size(); group++) {
        for (int c = 0; c < net.channels().get(group).size(); c++) {
          UnitId unit = new UnitId(group, c);
          if (net.channels().get(group).get(c).parent() >= 0 && lineage.kin(net, unit).size() > 1) {
            return unit;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("nothing has grown");
  }
}
