package org.morphoscope.ui;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.replay.ReplayKeys;

/** The keyboard of the window. Keys without Ctrl are left alone while text is typed. */
final class Keys {
  private static final double LAMBDA_STEP = 1.25;

  private final WindowViews views;
  private final Commands commands;
  private final Presenter presenter;
  private final SelectionState selection;
  private final ReplayKeys replay;
  private final Comparisons comparisons;

  Keys(
      WindowViews views,
      Commands commands,
      Presenter presenter,
      SelectionState selection,
      Comparisons comparisons) {
    this.views = views;
    this.commands = commands;
    this.presenter = presenter;
    this.selection = selection;
    this.comparisons = comparisons;
    this.replay = new ReplayKeys(views.player, views.timeline::goLive);
  }

  void install(Scene scene) {
    // a filter, because the table would take Space and Enter for itself
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean used =
              event.isShortcutDown()
                  ? shortcut(event.getCode())
                  : plain(event, scene.getFocusOwner());
          if (used) {
            event.consume();
          }
        });
    scene.addEventFilter(
        KeyEvent.KEY_TYPED,
        event -> {
          if ("?".equals(event.getCharacter())
              && !(scene.getFocusOwner() instanceof TextInputControl)) {
            commands.showHelp();
            event.consume();
          }
        });
  }

  private boolean shortcut(KeyCode code) {
    switch (code) {
      case O -> commands.openData();
      case N -> commands.newRun();
      case L -> commands.showLog();
      case K -> commands.calibrate();
      case E -> commands.export();
      case Z -> commands.undo();
      case F -> views.candidates.focusFilter();
      case ENTER -> presenter.apply();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean plain(KeyEvent event, Node focus) {
    if (focus instanceof TextInputControl || event.isAltDown() || event.isMetaDown()) {
      return false;
    }
    if (replay.press(event, focus)) {
      return true;
    }
    switch (event.getCode()) {
      case SPACE -> {
        if (focus instanceof ButtonBase || focus instanceof ComboBoxBase) {
          return false;
        }
        commands.togglePause();
      }
      case F -> views.graph.fit();
      case A -> presenter.mark(WhatIf.Mark.APPROVED);
      case V -> presenter.mark(WhatIf.Mark.VETOED);
      case C -> comparisons.compare();
      case L -> presenter.locks().toggleSelected();
      case W -> views.candidates.toggleWhy();
      case OPEN_BRACKET -> presenter.stepLambda(1 / LAMBDA_STEP);
      case CLOSE_BRACKET -> presenter.stepLambda(LAMBDA_STEP);
      case D -> presenter.mark(WhatIf.Mark.DEFERRED);
      case ENTER -> {
        if (!(focus instanceof TableView)) {
          return false;
        }
        presenter.apply();
      }
      case ESCAPE -> escape();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void escape() {
    if (views.help.isVisible()) {
      views.help.setVisible(false);
    } else if (views.calibration.isVisible()) {
      views.calibration.setVisible(false);
    } else if (views.export.isVisible()) {
      views.export.setVisible(false);
    } else if (selection.selected().isEmpty()) {
      views.timeline.goLive();
    } else {
      selection.clear();
    }
  }
}
