package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fair_acc.chartfx.ui.HiddenSidesPane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.calibration.CalibrationPanel;
import org.morphoscope.ui.search.SearchOverlay;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.tour.TourOverlay;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** What those who hear the window are told, in every window and panel that there is. */
class AccessibleTextTest extends WindowTest {
  private static final Path RUN = Path.of("samples", "generated-tiny");

  private final Set<String> silent = new TreeSet<>();
  private final Set<String> wrongKeys = new TreeSet<>();
  private int looked;

  @Override
  Services services() throws Exception {
    MemoryPreferences preferences = new MemoryPreferences();
    preferences.put("reduceMotion", "true");
    List<org.morphoscope.run.GrowthEvent> events = RunReader.open(RUN).allEvents();
    return FakeServices.of(
        () -> new RecordedGrowthService(events, 3, RUN),
        RunConfig.standard("generated", "tiny", 4, 7),
        runs,
        preferences,
        folder -> RunReader.open(folder).allEvents());
  }

  @Test
  void everyControlOfEveryWindowHasAName(FxRobot robot) throws Exception {
    look(robot, "empty");
    robot.interact(() -> ((ButtonBase) node("#grow-asking")).fire());
    await(() -> Shown.is(node("#decision-bar")));
    robot.interact(() -> ((ButtonBase) node("#why")).fire());
    look(robot, "decision");

    robot.interact(() -> window.actions().startTour());
    await(() -> Shown.is(node("#tour")));
    look(robot, "tour");
    robot.interact(() -> ((TourOverlay) node("#tour")).end());

    robot.interact(() -> window.actions().search());
    look(robot, "search");
    robot.interact(() -> ((SearchOverlay) node("#search")).close());
    robot.interact(() -> window.actions().showHelp());
    look(robot, "keys");
    robot.interact(() -> window.actions().showHelp());

    press(robot, KeyCode.E);
    await(() -> Shown.is(node("#export")));
    look(robot, "export");
    robot.interact(() -> node("#export").setVisible(false));

    press(robot, KeyCode.L);
    int before = Window.getWindows().size();
    look(robot, "log");
    robot.interact(() -> ((ButtonBase) node("#new-run")).fire());
    await(() -> robot.lookup("#new-run-dialog").tryQuery().isPresent());
    look(robot, "new run");
    closeDialog(robot, "#new-run-dialog");
    robot.interact(() -> window.actions().showAbout());
    await(() -> robot.lookup("#about-dialog").tryQuery().isPresent());
    look(robot, "about");
    closeDialog(robot, "#about-dialog");
    assertTrue(before >= 2, "the log is a window of its own");

    robot.interact(() -> window.comparisons().compare());
    await(() -> window.comparisons().window().isPresent());
    look(robot, "compare");

    robot.interact(
        () -> ((CalibrationPanel) node("#calibration")).open(FakeCalibration.open(3), RUN));
    await(() -> Shown.is(node("#calibration")));
    look(robot, "calibration");

    assertEquals(Set.of(), silent);
    assertEquals(Set.of(), wrongKeys);
    assertTrue(looked > 60, "only " + looked + " controls were found");
  }

  private static void press(FxRobot robot, KeyCode code) {
    robot.push(KeyCode.CONTROL, code);
  }

  private static void closeDialog(FxRobot robot, String id) {
    robot.interact(() -> robot.lookup(id).query().getScene().getWindow().hide());
  }

  private void look(FxRobot robot, String where) {
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(
        () -> {
          for (Window each : List.copyOf(Window.getWindows())) {
            if (each instanceof Stage stage && stage.isShowing()) {
              Parent root = stage.getScene().getRoot();
              Set<Node> labelled = labelled(root);
              visit(root, control -> examine(control, labelled, where));
            }
          }
        });
  }

  /** What a label on show stands for. */
  private static Set<Node> labelled(Parent root) {
    Set<Node> targets = new java.util.HashSet<>();
    for (Node found : root.lookupAll(".label")) {
      if (found instanceof Label label && label.getLabelFor() != null) {
        targets.add(label.getLabelFor());
      }
    }
    return targets;
  }

  private static void visit(Parent parent, Consumer<Control> each) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (!child.isVisible()) {
        continue;
      }
      if (child instanceof Control control) {
        each.accept(control);
      }
      // rows of tables and lists read their cells out, and skins of the two others are one control
      boolean whole =
          child instanceof VirtualFlow
              || child instanceof Spinner
              || child instanceof ComboBoxBase
              || child instanceof TextField;
      if (child instanceof Parent next && !whole) {
        visit(next, each);
      }
    }
  }

  private void examine(Control control, Set<Node> labelled, String where) {
    keys(control);
    boolean layout = control instanceof ScrollPane || control instanceof HiddenSidesPane;
    if (!control.isFocusTraversable() || layout) {
      return;
    }
    looked++;
    String name =
        where
            + ": "
            + control.getClass().getSimpleName()
            + " #"
            + control.getId()
            + " "
            + control.getStyleClass();
    boolean text = control instanceof Labeled labeled && filled(labeled.getText());
    if (!text && !filled(control.getAccessibleText()) && !labelled.contains(control)) {
      silent.add(name + " has no name");
    }
    if (!text && control instanceof ButtonBase && control.getTooltip() == null) {
      silent.add(name + " is a picture without a tooltip");
    }
  }

  private static boolean filled(String text) {
    return text != null && !text.isBlank();
  }

  /** Keys in brackets behind what a control or a menu does. */
  private void keys(Control control) {
    List<String> texts = new ArrayList<>();
    if (control.getTooltip() != null) {
      texts.add(control.getTooltip().getText());
    }
    if (control instanceof Labeled labeled && filled(labeled.getText())) {
      texts.add(labeled.getText());
    }
    if (control instanceof MenuButton menu) {
      collect(menu.getItems(), texts);
    }
    texts.stream()
        .filter(AccessibleTextTest::filled)
        .flatMap(text -> KeyNames.inBrackets(text).stream())
        .filter(key -> !KeyNames.known(key))
        .forEach(wrongKeys::add);
  }

  private static void collect(List<MenuItem> items, List<String> texts) {
    for (MenuItem item : items) {
      if (filled(item.getText())) {
        texts.add(item.getText());
      }
      if (item instanceof Menu menu) {
        collect(menu.getItems(), texts);
      }
    }
  }
}
