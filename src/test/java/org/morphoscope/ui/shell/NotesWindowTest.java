package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.journal.Note;
import org.morphoscope.journal.NotesFile;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.session.HostEnvironment;
import org.morphoscope.ui.session.SampleRuns;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Notes about a run: written, kept, found, gone to, deleted. */
@ExtendWith(ApplicationExtension.class)
class NotesWindowTest {
  private static final int PATIENCE_SECONDS = 15;

  @TempDir Path runs;

  private MorphoscopeWindow window;

  @Start
  void open(Stage stage) {
    window =
        new MorphoscopeWindow(
            stage,
            new Services(
                FolderRuns.of(
                    () -> new FakeGrowthService(FakeRun.chain(new int[] {4, 6}), 24), runs),
                path -> path.toString(),
                path -> FakeRuns.events(2),
                FakeCalibration.open(1),
                runs,
                RunConfig.standard("generated", "tiny", 1, 7),
                new MemoryPreferences(),
                SampleRuns.in(Path.of("")),
                HostEnvironment.unknown()));
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

  private static Node anywhere(String id) {
    return Window.getWindows().stream()
        .map(shown -> shown.getScene().lookup(id))
        .filter(found -> found != null)
        .findFirst()
        .orElse(null);
  }

  private static String text(String id) {
    return anywhere(id) instanceof Labeled found ? found.getText() : "";
  }

  private static void write(FxRobot robot, String id, String words) {
    robot.interact(() -> ((TextInputControl) anywhere(id)).setText(words));
  }

  private static void fire(FxRobot robot, String id) {
    robot.interact(() -> ((ButtonBase) anywhere(id)).fire());
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
    await(() -> anywhere("#round-1") != null);
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
    robot.interact(() -> ((ListView<?>) anywhere("#notes-list")).getSelectionModel().select(0));
    fire(robot, "#notes-go");
    await(() -> ((ToggleButton) anywhere("#round-0")).isSelected());

    robot.interact(() -> window.actions().search());
    await(() -> Shown.is(window.scene().lookup("#search")));
    write(robot, "#search-field", "jumps");
    await(() -> ((ListView<?>) anywhere("#search-results")).getItems().size() == 1);
    robot.interact(() -> window.scene().getWindow().requestFocus());
    robot.type(KeyCode.ENTER);
    await(() -> ((ToggleButton) anywhere("#round-1")).isSelected());

    fire(robot, "#notes-delete");
    await(() -> text("#notes-count").equals("0 of 1 note"));
    assertEquals(List.of(kept.get(1)), new NotesFile(run).read());
  }
}
