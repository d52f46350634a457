package org.morphoscope.ui.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import org.morphoscope.run.Asking;
import org.morphoscope.text.Names;
import org.morphoscope.ui.frame.Shortcut;
import org.morphoscope.ui.look.ThemeChoice;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.run.WindowActions;
import org.morphoscope.ui.search.Command;

/** Everything that can be asked of the window: what a key does, and what has no key. */
final class Commands {
  private static final double LAMBDA_STEP = 1.25;

  private final WindowActions actions;
  private final Player player;
  private final Runnable live;
  private final IntSupplier countdown;

  /**
   * @param player is moved by the keys of the replay
   * @param live shows now
   * @param countdown seconds that a question with a countdown waits
   */
  Commands(WindowActions actions, Player player, Runnable live, IntSupplier countdown) {
    this.actions = actions;
    this.player = player;
    this.live = live;
    this.countdown = countdown;
  }

  /** Does what a key stands for. */
  void run(Shortcut shortcut) {
    switch (shortcut) {
      case NEW_RUN -> actions.newRun();
      case OPEN_DATA -> actions.openData();
      case OPEN_RUN -> actions.openRun();
      case LOG -> actions.showLog();
      case CALIBRATE -> actions.calibrate();
      case CURVE -> actions.showCurve();
      case CONFUSION -> actions.confusion();
      case CHANNEL -> actions.showChannel();
      case NOTE -> actions.showNotes();
      case MARK -> actions.markMoment();
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
      case FILM -> actions.showFilm();
      case PLANE -> actions.showPlane();
      case SEARCH -> actions.search();
      case PALETTE -> actions.showCommands();
      case FILTER -> actions.filter();
      case FIT -> actions.fit();
      case STAGE -> actions.toggleStage();
      case FULL_SCREEN -> actions.toggleFullScreen();
      case LARGER -> actions.stepScale(true);
      case SMALLER -> actions.stepScale(false);
      case NORMAL_SIZE -> actions.scale(100);
      case TOUR -> actions.startTour();
      case ESCAPE -> actions.escape();
      case PLAY -> player.togglePlay();
      case EVENT_BACK -> player.step(-1);
      case EVENT_ON -> player.step(1);
      case ROUND_BACK -> player.jumpRound(-1);
      case ROUND_ON -> player.jumpRound(1);
      case MARK_BACK -> player.jumpMark(-1);
      case MARK_ON -> player.jumpMark(1);
      case FIRST -> player.first();
      case NOW -> live.run();
    }
  }

  /** Every command by name: first those with keys, as on the sheet, then the others. */
  List<Command> all() {
    List<Command> all = new ArrayList<>();
    Arrays.stream(Shortcut.values())
        .filter(shortcut -> listed(shortcut))
        .forEach(
            shortcut ->
                all.add(
                    new Command(capital(shortcut.text()), shortcut.keys(), () -> run(shortcut))));
    all.add(command("Grow and watch: a small net on generated images", actions::growGenerated));
    all.add(command("Grow and decide: the same, asked in every round", actions::growAsking));
    all.add(command("Go on with this run", actions::resume));
    all.add(command("Finish this round and pause", actions::step));
    all.add(command("Stop the run", actions::stop));
    all.add(command("Open the recorded sample", actions::openSample));
    all.add(command("Connect to a server\u2026", actions::connect));
    all.add(command("Decide automatically", () -> decide(Asking.Mode.AUTOMATIC)));
    all.add(command("Decide: ask me", () -> decide(Asking.Mode.ASK)));
    all.add(command("Decide: ask with a countdown", () -> decide(Asking.Mode.COUNTDOWN)));
    for (ThemeChoice choice : ThemeChoice.values()) {
      all.add(command("Theme: " + choice.title(), () -> actions.chooseTheme(choice)));
    }
    all.add(command("Theme: dark or light, the other one", actions::toggleTheme));
    all.add(command("Reduce motion", () -> actions.setReduceMotion(true)));
    all.add(command("Let things move", () -> actions.setReduceMotion(false)));
    // a character, not a key: see Keys
    all.add(new Command("Keyboard and mouse: list of all keys", "?", actions::showHelp));
    all.add(command("About Morphoscope", actions::showAbout));
    actions
        .recentRuns()
        .forEach(
            folder ->
                all.add(
                    command(
                        "Open recent: " + Names.shown(String.valueOf(folder.getFileName())),
                        () -> actions.openRecent(folder))));
    return all;
  }

  /** The list itself, what closes it, and what has a line already. */
  private static boolean listed(Shortcut shortcut) {
    return switch (shortcut) {
      case PALETTE, ESCAPE, APPLY_IN_TABLE -> false;
      default -> true;
    };
  }

  private void decide(Asking.Mode mode) {
    actions.setDecisionMode(mode, countdown.getAsInt());
  }

  private static Command command(String name, Runnable action) {
    return new Command(name, "", action);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
