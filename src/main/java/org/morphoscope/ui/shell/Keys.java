package org.morphoscope.ui.shell;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.morphoscope.ui.frame.Shortcut;
import org.morphoscope.ui.replay.ReplayKeys;
import org.morphoscope.ui.run.WindowActions;
import org.morphoscope.ui.tour.TourOverlay;

/** The keyboard of the window. Keys without Ctrl are left alone while text is typed. */
final class Keys {
  private final WindowActions actions;
  private final Commands commands;
  private final TourOverlay tour;
  private final List<? extends Node> typing;
  private final ReplayKeys replay;

  /**
   * @param tour has the keys to itself while it is on
   * @param typing have the keys to themselves while they are open
   */
  Keys(
      WindowActions actions,
      Commands commands,
      TourOverlay tour,
      List<? extends Node> typing,
      ReplayKeys replay) {
    this.actions = actions;
    this.commands = commands;
    this.tour = tour;
    this.typing = List.copyOf(typing);
    this.replay = replay;
  }

  void install(Scene scene) {
    // a filter, because the table would take Space and Enter for itself
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (pressed(event, scene.getFocusOwner())) {
            event.consume();
          }
        });
    scene.addEventFilter(
        KeyEvent.KEY_TYPED,
        event -> {
          if ("?".equals(event.getCharacter())
              && !(scene.getFocusOwner() instanceof TextInputControl)) {
            actions.showHelp();
            event.consume();
          }
        });
  }

  private boolean pressed(KeyEvent event, Node focus) {
    if (tour.isVisible()) {
      return inTour(event, focus);
    }
    if (typing.stream().anyMatch(Node::isVisible)) {
      return false;
    }
    Optional<Shortcut> shortcut = Shortcut.of(event);
    if (shortcut.isEmpty()) {
      return false;
    }
    if (event.getCode() == KeyCode.Z && focus instanceof TextInputControl) {
      return false;
    }
    if (!event.isShortcutDown()) {
      boolean function = event.getCode().isFunctionKey();
      if (event.isAltDown()
          || event.isMetaDown()
          || !function && focus instanceof TextInputControl
          || ownedByControl(event.getCode(), focus)) {
        return false;
      }
    }
    if (shortcut.get().group() == Shortcut.Group.REPLAY) {
      return replay.press(event, focus);
    }
    commands.run(shortcut.get());
    return true;
  }

  private boolean inTour(KeyEvent event, Node focus) {
    if (event.getCode() == KeyCode.ENTER && focus instanceof ButtonBase button) {
      button.fire();
      return true;
    }
    return tour.turn(event.getCode());
  }

  private static boolean ownedByControl(KeyCode code, Node focus) {
    return switch (code) {
      case SPACE -> focus instanceof ButtonBase || focus instanceof ComboBoxBase;
      case ENTER -> !(focus instanceof TableView);
      default -> false;
    };
  }
}
