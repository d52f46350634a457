package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.RunReader;
import org.morphoscope.ui.export.ExportPanel;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** The export panel of the real window on a sample run. */
class ExportWindowTest extends WindowTest {
  private static final Path RUN = Path.of("samples", "generated-tiny");

  @Override
  Services services() {
    return FakeServices.reading(
        path -> RunReader.open(path).allEvents(), new FakeCalibration(1, new Semaphore(0)), runs);
  }

  private String state() {
    return ((Label) node("#export-state")).getText();
  }

  private Image preview() {
    return ((ImageView) node("#export-preview")).getImage();
  }

  @SuppressWarnings("unchecked")
  private ComboBox<String> box(String id) {
    return (ComboBox<String>) node(id);
  }

  private void press(FxRobot robot, String focus) {
    robot.interact(() -> node(focus).requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.E);
  }

  @Test
  void aFigureIsPreviewedChangedSavedAndCopied(FxRobot robot) throws Exception {
    await(() -> node("#candidates-table") != null);
    press(robot, "#candidates-table");
    assertFalse(Shown.is(node("#export")), "nothing to export yet");
    robot.interact(() -> window.open(RUN));
    await(() -> ((Label) node("#run-state")).getText().startsWith("finished"));

    press(robot, "#candidates-table");
    assertTrue(Shown.is(node("#export")));
    await(() -> preview() != null);
    assertEquals("score-distribution", box("#export-figure").getValue());
    Image first = preview();

    robot.interact(() -> box("#export-figure").getSelectionModel().select("loss-vs-parameters"));
    await(() -> preview() != first && state().startsWith("The preview"));
    Image column = preview();
    robot.interact(() -> box("#export-preset").getSelectionModel().select(1));
    await(() -> preview().getWidth() > 1.9 * column.getWidth());
    Image page = preview();
    robot.interact(() -> ((CheckBox) node("#export-log-y")).setSelected(true));
    await(() -> preview() != page);
    assertNotSame(page, preview());

    Path pdf = runs.resolve("figure.pdf");
    robot.interact(() -> ((ExportPanel) node("#export")).save(pdf));
    await(() -> state().equals("Saved: " + pdf));
    assertTrue(
        Files.readString(pdf, java.nio.charset.StandardCharsets.ISO_8859_1).startsWith("%PDF"));

    robot.interact(() -> box("#export-format").getSelectionModel().select("csv"));
    await(() -> !node("#export-copy").isDisabled());
    robot.interact(() -> ((ButtonBase) node("#export-copy")).fire());
    await(() -> state().startsWith("Copied"));
    robot.interact(
        () -> assertTrue(Clipboard.getSystemClipboard().getString().contains("parameters")));

    Path nowhere = runs.resolve("none").resolve("figure.pdf");
    robot.interact(() -> ((ExportPanel) node("#export")).save(nowhere));
    await(() -> state().contains("cannot be written"));

    robot.push(KeyCode.ESCAPE);
    assertFalse(Shown.is(node("#export")));
  }

  @Test
  void aFigureThatDoesNotFitIsOneSentence(FxRobot robot) throws Exception {
    robot.interact(() -> window.open(RUN));
    await(() -> ((Label) node("#run-state")).getText().startsWith("finished"));
    press(robot, "#candidates-table");
    await(() -> preview() != null);
    robot.interact(() -> box("#export-figure").getSelectionModel().select("lineage"));
    robot.interact(() -> ((CheckBox) node("#export-log-x")).setSelected(true));
    await(() -> preview() == null && state().contains("cannot be logarithmic"));
    assertTrue(state().endsWith("."), state());
    robot.interact(() -> ((CheckBox) node("#export-log-x")).setSelected(false));
    await(() -> preview() != null);
  }

  @Test
  void theRightMouseButtonOffersThePictureUnderIt(FxRobot robot) throws Exception {
    robot.interact(() -> window.open(RUN));
    await(() -> ((Label) node("#run-state")).getText().startsWith("finished"));
    for (List<String> each :
        List.of(
            List.of("#graph-canvas", "network"), List.of("#loss-chart", "loss-vs-parameters"))) {
      Node view = node(each.get(0));
      openMenu(robot, view);
      await(() -> robot.lookup("#menu-export-picture").tryQuery().isPresent());
      Labeled shown = robot.lookup("#menu-export-picture").lookup(".label").queryLabeled();
      assertEquals("Export this picture\u2026 (Ctrl+E)", shown.getText());
      robot.clickOn("#menu-export-picture");
      await(() -> Shown.is(node("#export")) && preview() != null);
      assertEquals(each.get(1), box("#export-figure").getValue());
      robot.push(KeyCode.ESCAPE);
      await(() -> !Shown.is(node("#export")));
    }
  }

  /** In the middle of the view; the headless platform has no gesture for it. */
  private static void openMenu(FxRobot robot, Node view) {
    Bounds bounds = view.getLayoutBounds();
    Point2D scene = view.localToScene(bounds.getCenterX(), bounds.getCenterY());
    Point2D screen = view.localToScreen(bounds.getCenterX(), bounds.getCenterY());
    robot.interact(
        () ->
            view.fireEvent(
                new ContextMenuEvent(
                    ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                    scene.getX(),
                    scene.getY(),
                    screen.getX(),
                    screen.getY(),
                    false,
                    null)));
  }
}
