package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.Note;
import org.morphoscope.journal.NotesFile;
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
}
