package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.Note;
import org.morphoscope.journal.NotesFile;
import org.morphoscope.ui.replay.ReplayBar;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** Notes about a run: written, kept, found, gone to, deleted. */
class NotesWindowTest extends WindowTest {
  @Override
  Services services() {
    return FakeServices.reading(path -> FakeRuns.events(2), FakeCalibration.open(1), runs);
  }

  private void write(FxRobot robot, String id, String words) {
    robot.interact(() -> ((TextInputControl) node(id)).setText(words));
  }

  @Test
  void aNoteIsWrittenFoundGoneToAndDeleted(FxRobot robot) throws Exception {
    Path run = Files.createDirectory(runs.resolve("old"));
    Files.writeString(run.resolve("run.json"), "{}");
    new NotesFile(run)
        .add(new Note(0, OptionalInt.empty(), OptionalInt.empty(), "begins slowly", "2026-11-29"));
    robot.interact(() -> window.actions().showNotes());
    await(() -> text("#banner-text").startsWith("Open a run"));
    robot.interact(() -> window.open(run));
    await(() -> text("#run-state").startsWith("finished"));
    await(() -> node("#round-1") != null);
    fire(robot, "#round-1");

    robot.interact(() -> window.scene().getRoot().requestFocus());
    robot.type(KeyCode.N);
    await(() -> text("#notes-count").equals("1 note"));
    write(robot, "#notes-text", "the loss jumps here");
    fire(robot, "#notes-add");
    await(() -> text("#notes-count").equals("2 notes"));
    List<Note> kept = new NotesFile(run).read();
    assertEquals("the loss jumps here", kept.get(1).text());
    assertEquals(1, kept.get(1).round());
    assertTrue(kept.get(1).moment().isEmpty() && kept.get(1).channel().isEmpty());

    write(robot, "#notes-search", "begins");
    await(() -> text("#notes-count").equals("1 of 2 notes"));
    robot.interact(() -> ((ListView<?>) node("#notes-list")).getSelectionModel().select(0));
    fire(robot, "#notes-go");
    await(() -> ((ToggleButton) node("#round-0")).isSelected());

    robot.interact(() -> window.actions().search());
    await(() -> Shown.is(node("#search")));
    write(robot, "#search-field", "jumps");
    await(() -> ((ListView<?>) node("#search-results")).getItems().size() == 1);
    robot.interact(() -> window.scene().getWindow().requestFocus());
    robot.type(KeyCode.ENTER);
    await(() -> ((ToggleButton) node("#round-1")).isSelected());

    fire(robot, "#notes-delete");
    await(() -> text("#notes-count").equals("0 of 1 note"));
    assertEquals(List.of(kept.get(1)), new NotesFile(run).read());
  }

  @Test
  void aMomentIsNamedSeenOnTheSliderAndJumpedTo(FxRobot robot) throws Exception {
    Path run = openRecording(robot);
    await(() -> !window.player().recording().isEmpty());
    int moment = window.player().recording().momentOfRound(1).orElseThrow();
    robot.interact(() -> window.player().show(moment));
    robot.interact(() -> node("#scrub-bar").requestFocus());
    robot.type(KeyCode.M);
    await(() -> node("#notes-pin") != null);
    // wherever the window looks meanwhile, the moment stays the one that was marked
    robot.interact(() -> window.player().live());
    write(robot, "#notes-text", "here it decides\nfor the second time");
    fire(robot, "#notes-add");
    await(() -> window.player().marksProperty().get().size() == 1);
    assertTrue(new NotesFile(run).read().get(0).moment().isPresent());
    robot.interact(() -> window.scene().getWindow().requestFocus());
    robot.interact(() -> node("#scrub-bar").requestFocus());
    await(() -> node("#scrub-bar").getAccessibleHelp().equals("Marks: here it decides"));
    robot.push(KeyCode.CONTROL, KeyCode.PAGE_UP);
    await(() -> window.player().momentProperty().get().equals(Optional.of(moment)));
    robot.interact(() -> window.player().live());
    // its flag takes the pointer exactly there
    ReplayBar bar = (ReplayBar) node("#replay-bar");
    robot.interact(
        () -> {
          Point2D pole = node("#scrub-bar").screenToLocal(bar.placeOf(moment));
          Mouse.tell(node("#scrub-bar"), MouseEvent.MOUSE_PRESSED, pole.getX() + 3, 2);
        });
    assertEquals(Optional.of(moment), window.player().momentProperty().get());
  }

  @Test
  void controlEnterWritesTheNoteAndWhatIsTypedMeanwhileStays(FxRobot robot) throws Exception {
    Path run = openRecording(robot);
    await(() -> !window.player().recording().isEmpty());
    int moment = window.player().recording().momentOfRound(1).orElseThrow();
    robot.interact(() -> window.actions().showNotes());
    await(() -> node("#notes-text") != null);
    // all in one go: nothing is written to the disk in between
    robot.interact(
        () -> {
          TextInputControl text = (TextInputControl) node("#notes-text");
          text.setText("first");
          press(text, KeyCode.ENTER);
          assertEquals("", text.getText());
          press(text, KeyCode.ENTER);
          window.player().show(moment);
          window.actions().markMoment();
          text.setText("second, not yet written");
        });
    await(() -> text("#notes-count").equals("1 note"));
    assertEquals("second, not yet written", typed());
    robot.interact(() -> window.player().live());
    robot.interact(() -> press(node("#notes-text"), KeyCode.ENTER));
    await(() -> text("#notes-count").equals("2 notes"));
    List<Note> kept = new NotesFile(run).read();
    assertEquals(
        List.of("first", "second, not yet written"), kept.stream().map(Note::text).toList());
    assertTrue(kept.get(0).moment().isEmpty());
    assertTrue(kept.get(1).moment().isPresent(), "the moment that was marked");
  }

  @Test
  void aNoteThatCannotBeWrittenIsGivenBack(FxRobot robot) throws Exception {
    Path run = openRecording(robot);
    robot.interact(() -> window.actions().showNotes());
    await(() -> node("#notes-text") != null);
    await(() -> text("#notes-count").equals("0 notes"));
    Files.createDirectory(run.resolve("notes.json"));
    robot.interact(
        () -> {
          ((TextInputControl) node("#notes-text")).setText("kept");
          press(node("#notes-text"), KeyCode.ENTER);
          ((TextInputControl) node("#notes-text")).setText("more");
        });
    await(() -> typed().equals("kept\nmore"));
  }

  private String typed() {
    return ((TextInputControl) node("#notes-text")).getText();
  }

  /** With Ctrl, which is Cmd elsewhere. */
  private static void press(Node on, KeyCode key) {
    Event.fireEvent(on, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, true, false, false));
  }
}
