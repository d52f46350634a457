package org.morphoscope.ui.shell;

import java.util.Optional;
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
  private final Habits habits;
  private final RunPresenter presenter;
  private final SelectionState selection;
  private final Comparisons comparisons;
  private final ReplayKeys replay;

  Keys(
      WindowViews views,
      Commands commands,
      Habits habits,
      RunPresenter presenter,
      SelectionState selection,
      Comparisons comparisons) {
    this.views = views;
    this.commands = commands;
    this.habits = habits;
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
          if (pressed(event, scene.getFocusOwner())) {
            event.consume();
          }
        });
    scene.addEventFilter(
        KeyEvent.KEY_TYPED,
        event -> {
          if ("?".equals(event.getCharacter())
              && !(scene.getFocusOwner() instanceof TextInputControl)) {
            habits.showHelp();
            event.consume();
          }
        });
  }

  private boolean pressed(KeyEvent event, Node focus) {
    if (views.tour.isVisible()) {
      return inTour(event, focus);
    }
    if (views.search.isVisible()) {
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
    run(shortcut.get());
    return true;
  }

  private boolean inTour(KeyEvent event, Node focus) {
    if (event.getCode() == KeyCode.ENTER && focus instanceof ButtonBase button) {
      button.fire();
      return true;
    }
    return views.tour.turn(event.getCode());
  }

  private static boolean ownedByControl(KeyCode code, Node focus) {
    return switch (code) {
      case SPACE -> focus instanceof ButtonBase || focus instanceof ComboBoxBase;
      case ENTER -> !(focus instanceof TableView);
      default -> false;
    };
  }

  private void run(Shortcut shortcut) {
    switch (shortcut) {
      case NEW_RUN -> commands.newRun();
      case OPEN_DATA -> commands.openData();
      case OPEN_RUN -> commands.openRun();
      case LOG -> commands.showLog();
      case CALIBRATE -> commands.calibrate();
      case EXPORT -> commands.export();
      case UNDO -> commands.undo();
      case COMPARE -> comparisons.compare();
      case LOCK -> presenter.locks().toggleSelected();
      case PAUSE -> commands.togglePause();
      case APPROVE -> presenter.mark(WhatIf.Mark.APPROVED);
      case VETO -> presenter.mark(WhatIf.Mark.VETOED);
      case DEFER -> presenter.mark(WhatIf.Mark.DEFERRED);
      case WHY -> views.candidates.toggleWhy();
      case LAMBDA_DOWN -> presenter.stepLambda(1 / LAMBDA_STEP);
      case LAMBDA_UP -> presenter.stepLambda(LAMBDA_STEP);
      case APPLY, APPLY_IN_TABLE -> presenter.apply();
      case SEARCH -> habits.search();
      case FILTER -> views.candidates.focusFilter();
      case FIT -> views.graph.fit();
      case STAGE -> habits.toggleStage();
      case LARGER -> habits.stepScale(true);
      case SMALLER -> habits.stepScale(false);
      case NORMAL_SIZE -> habits.scale(100);
      case TOUR -> habits.startTour();
      case ESCAPE -> escape();
      case PLAY, EVENT_BACK, EVENT_ON, ROUND_BACK, ROUND_ON, FIRST, NOW ->
          throw new IllegalArgumentException(shortcut + " is a key of the replay");
    }
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
