package org.morphoscope.ui.frame;

import java.util.Arrays;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Every key of the window, with what the cheat sheet says about it. */
public enum Shortcut {
  NEW_RUN(Group.FILE, KeyCode.N, true, "Ctrl + N", "new run"),
  OPEN_DATA(Group.FILE, KeyCode.O, true, "Ctrl + O", "open a folder of images"),
  OPEN_RUN(Group.FILE, KeyCode.R, true, "Ctrl + R", "open a recorded run"),
  LOG(Group.FILE, KeyCode.L, true, "Ctrl + L", "log of decisions"),
  CALIBRATE(
      Group.FILE, KeyCode.K, true, "Ctrl + K", "calibrate: how far predictions can be trusted"),
  EXPORT(Group.FILE, KeyCode.E, true, "Ctrl + E", "export: figures, tables, report, nets, events"),
  PAUSE(Group.DECIDE, KeyCode.SPACE, false, "Space", "pause, go on"),
  APPROVE(Group.DECIDE, KeyCode.A, false, "A", "approve the selected candidates"),
  VETO(Group.DECIDE, KeyCode.V, false, "V", "veto them: not these"),
  DEFER(Group.DECIDE, KeyCode.D, false, "D", "defer them: not in this round"),
  LOCK(Group.DECIDE, KeyCode.L, false, "L", "lock, unlock the layer of the selection"),
  UNDO(Group.DECIDE, KeyCode.Z, true, "Ctrl + Z", "undo a round"),
  WHY(Group.DECIDE, KeyCode.W, false, "W", "why? the reasons for a score"),
  LAMBDA_DOWN(
      Group.DECIDE,
      KeyCode.OPEN_BRACKET,
      false,
      "[",
      "lower the price \u03bb: the set gets larger"),
  LAMBDA_UP(
      Group.DECIDE,
      KeyCode.CLOSE_BRACKET,
      false,
      "]",
      "raise the price \u03bb: the set gets smaller"),
  APPLY(Group.DECIDE, KeyCode.ENTER, true, "Ctrl + Enter", "apply the set: grow the network"),
  APPLY_IN_TABLE(Group.DECIDE, KeyCode.ENTER, false, "Enter", "apply, while in the table"),
  PLAY(Group.REPLAY, KeyCode.K, false, "K", "play, pause"),
  EVENT_BACK(Group.REPLAY, KeyCode.COMMA, false, ",", "one event back; with Shift: one round"),
  EVENT_ON(Group.REPLAY, KeyCode.PERIOD, false, ".", "one event on; with Shift: one round"),
  ROUND_BACK(Group.REPLAY, KeyCode.PAGE_UP, false, "Page up", "one round back"),
  ROUND_ON(Group.REPLAY, KeyCode.PAGE_DOWN, false, "Page down", "one round on"),
  FIRST(Group.REPLAY, KeyCode.HOME, false, "Home", "to the beginning of the run"),
  NOW(Group.REPLAY, KeyCode.END, false, "End", "to now"),
  COMPARE(Group.VIEW, KeyCode.C, false, "C", "compare the moment on show with now"),
  SEARCH(Group.VIEW, KeyCode.F, true, "Ctrl + F", "find a layer or channel"),
  FILTER(Group.VIEW, KeyCode.T, true, "Ctrl + T", "filter the table of candidates"),
  FIT(Group.VIEW, KeyCode.F, false, "F", "fit the network into the view"),
  STAGE(Group.VIEW, KeyCode.F5, false, "F5", "stage mode (or Ctrl + Shift + P)"),
  LARGER(Group.VIEW, KeyCode.PLUS, true, "Ctrl + +", "everything larger"),
  SMALLER(Group.VIEW, KeyCode.MINUS, true, "Ctrl + \u2212", "everything smaller"),
  NORMAL_SIZE(Group.VIEW, KeyCode.DIGIT0, true, "Ctrl + 0", "normal size"),
  TOUR(Group.VIEW, KeyCode.F1, false, "F1", "guided tour"),
  ESCAPE(
      Group.VIEW,
      KeyCode.ESCAPE,
      false,
      "Escape",
      "close what is open; clear the selection; to now");

  /** Where it stands on the sheet. */
  public enum Group {
    FILE("Runs and files"),
    DECIDE("Decide"),
    REPLAY("Replay"),
    VIEW("Look around");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  private final Group group;
  private final KeyCode code;
  private final boolean shortcut;
  private final String keys;
  private final String text;

  Shortcut(Group group, KeyCode code, boolean shortcut, String keys, String text) {
    this.group = group;
    this.code = code;
    this.shortcut = shortcut;
    this.keys = keys;
    this.text = text;
  }

  public Group group() {
    return group;
  }

  /** Whether Ctrl (Command on a Mac) goes with it, so that it works while text is typed. */
  public boolean withShortcutKey() {
    return shortcut;
  }

  /** The keys as the sheet shows them. */
  public String keys() {
    return keys;
  }

  /** What they do. */
  public String text() {
    return text;
  }

  /** The shortcut that a key press means. */
  public static Optional<Shortcut> of(KeyEvent event) {
    if (event.isShortcutDown() && event.isShiftDown() && event.getCode() == KeyCode.P) {
      return Optional.of(STAGE);
    }
    KeyCode code =
        switch (event.getCode()) {
          case ADD, EQUALS -> KeyCode.PLUS;
          case SUBTRACT -> KeyCode.MINUS;
          case NUMPAD0 -> KeyCode.DIGIT0;
          default -> event.getCode();
        };
    return Arrays.stream(values())
        .filter(s -> s.code == code && s.shortcut == event.isShortcutDown())
        .findFirst();
  }
}
