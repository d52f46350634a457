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
import org.morphoscope.ui.frame.Shortcut;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.replay.ReplayKeys;
import org.morphoscope.ui.run.WindowActions;
import org.morphoscope.ui.search.SearchOverlay;
import org.morphoscope.ui.tour.TourOverlay;

/** The keyboard of the window. Keys without Ctrl are left alone while text is typed. */
final class Keys {
  private static final double LAMBDA_STEP = 1.25;

  private final WindowActions actions;
  private final TourOverlay tour;
  private final SearchOverlay search;
  private final ReplayKeys replay;

  /**
   * @param tour has the keys to itself while it is on
   * @param search has the keys to itself while it is open
   */
  Keys(WindowActions actions, TourOverlay tour, SearchOverlay search, ReplayKeys replay) {
    this.actions = actions;
    this.tour = tour;
    this.search = search;
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
    if (search.isVisible()) {
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
    return tour.turn(event.getCode());
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
      case NEW_RUN -> actions.newRun();
      case OPEN_DATA -> actions.openData();
      case OPEN_RUN -> actions.openRun();
      case LOG -> actions.showLog();
      case CALIBRATE -> actions.calibrate();
      case CURVE -> actions.showCurve();
      case CONFUSION -> actions.confusion();
      case EXPORT -> actions.export();
      case ADJUST -> actions.adjust();
      case UNDO -> actions.undo();
      case COMPARE -> actions.compare();
      case LOCK -> actions.toggleLock();
      case PAUSE -> actions.togglePause();
      case APPROVE -> actions.mark(WhatIf.Mark.APPROVED);
      case VETO -> actions.mark(WhatIf.Mark.VETOED);
      case DEFER -> actions.mark(WhatIf.Mark.DEFERRED);
      case WHY -> actions.toggleWhy();
      case LAMBDA_DOWN -> actions.stepLambda(1 / LAMBDA_STEP);
      case LAMBDA_UP -> actions.stepLambda(LAMBDA_STEP);
      case APPLY, APPLY_IN_TABLE -> actions.apply();
      case SEARCH -> actions.search();
      case FILTER -> actions.filter();
      case FIT -> actions.fit();
      case STAGE -> actions.toggleStage();
      case FULL_SCREEN -> actions.toggleFullScreen();
      case LARGER -> actions.stepScale(true);
      case SMALLER -> actions.stepScale(false);
      case NORMAL_SIZE -> actions.scale(100);
      case TOUR -> actions.startTour();
      case ESCAPE -> actions.escape();
      case PLAY, EVENT_BACK, EVENT_ON, ROUND_BACK, ROUND_ON, FIRST, NOW ->
          throw new IllegalArgumentException(shortcut + " is a key of the replay");
    }
  }
}
