package org.morphoscope.ui.shell;

import io.fair_acc.chartfx.ui.HiddenSidesPane;
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
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Which controls of the open windows say nothing to those who hear them. */
final class AccessibleControls {
  final Set<String> silent = new TreeSet<>();
  final Set<String> wrongKeys = new TreeSet<>();
  int looked;

  /** Looks at every control of every window that is open. */
  void look(FxRobot robot, String where) {
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
        .filter(AccessibleControls::filled)
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
