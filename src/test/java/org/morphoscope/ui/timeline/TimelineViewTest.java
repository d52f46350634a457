package org.morphoscope.ui.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.morphoscope.history.Recording;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.shell.FakeRuns;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Marks of rounds. */
@ExtendWith(ApplicationExtension.class)
class TimelineViewTest {
  private TimelineView timeline;

  @Start
  void open(Stage stage) {
    timeline = new TimelineView(new Player(new Recording()), Fonts.load());
    stage.setScene(new Scene(timeline, 900, 200));
    stage.show();
  }

  private double heightOfAMark(FxRobot robot, double window) {
    robot.interact(() -> timeline.getScene().getWindow().setHeight(window));
    WaitForAsyncUtils.waitForFxEvents();
    return mark("#round-1").getHeight();
  }

  @Test
  void inALowWindowAMarkIsOneLine(FxRobot robot) {
    robot.interact(() -> timeline.show(history(3)));
    double low = heightOfAMark(robot, 300);
    double high = heightOfAMark(robot, 700);
    assertTrue(low > 0 && high > low + 30, low + " and " + high);
    assertEquals(low, heightOfAMark(robot, 300), 1);
  }

  @Test
  void aRoundThatLooksAsBeforeKeepsItsMark(FxRobot robot) {
    robot.interact(() -> timeline.show(history(3)));
    List<Node> marks = List.copyOf(mark("#round-0").getParent().getChildrenUnmodifiable());
    assertEquals(4, marks.size());
    robot.interact(() -> timeline.show(history(3)));
    assertEquals(marks, mark("#round-0").getParent().getChildrenUnmodifiable());
  }

  @Test
  void aRoundThatIsTakenBackAndComesAgainGetsANewMark(FxRobot robot) {
    List<RoundRecord> rounds = history(2);
    RoundRecord last = rounds.get(2);
    robot.interact(() -> timeline.show(rounds));
    RoundMark ended = mark("#round-2");

    List<RoundRecord> without = rounds.subList(0, 2);
    robot.interact(() -> timeline.show(without));
    assertEquals(2, timeline.shownRounds());
    assertFalse(timeline.lookup("#round-2") instanceof RoundMark);

    robot.interact(() -> timeline.show(rounds));
    assertNotSame(ended, mark("#round-2"));
    assertSame(last, mark("#round-2").round());
  }

  @Test
  void anotherThemePaintsEveryMarkAnew(FxRobot robot) {
    robot.interact(() -> timeline.show(history(1)));
    RoundMark light = mark("#round-1");
    robot.interact(() -> timeline.setTheme(Theme.DARK));
    assertNotSame(light, mark("#round-1"));
    assertEquals(Theme.DARK.palette(), mark("#round-1").look().palette());
  }

  private RoundMark mark(String id) {
    return (RoundMark) timeline.lookup(id);
  }

  private static List<RoundRecord> history(int rounds) {
    List<GrowthEvent> events = FakeRuns.events(rounds);
    RunModel model = new RunModel(() -> 0);
    model.apply(events);
    return model.history();
  }
}
