package org.morphoscope.ui.frame;

import java.util.Arrays;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Every key of the window, with what the cheat sheet says about it. */
public enum Shortcut {
  /** Opens the dialogue of a new run. */
  NEW_RUN(Group.FILE, KeyCode.N, true, "Ctrl + N", "new run"),
  /** Opens a folder of images. */
  OPEN_DATA(Group.FILE, KeyCode.O, true, "Ctrl + O", "open a folder of images"),
  /** Opens a recorded run. */
  OPEN_RUN(Group.FILE, KeyCode.R, true, "Ctrl + R", "open a recorded run"),
  /** Opens the log of decisions. */
  LOG(Group.FILE, KeyCode.L, true, "Ctrl + L", "log of decisions"),
  /** Opens the calibration of predictions. */
  CALIBRATE(
      Group.FILE, KeyCode.B, true, "Ctrl + B", "calibrate: how far predictions can be trusted"),
  /** Opens the course of the loss within the rounds. */
  CURVE(Group.FILE, KeyCode.U, true, "Ctrl + U", "training curve: the loss while it trains"),
  /** Opens the confusion matrix of the last round. */
  CONFUSION(
      Group.FILE, KeyCode.M, true, "Ctrl + M", "confusion matrix: which classes are mistaken"),
  /** Opens what the selected channel sees. */
  CHANNEL(
      Group.FILE,
      KeyCode.I,
      true,
      "Ctrl + I",
      "what a channel sees: filter, maps, pictures that excite it"),
  /** Opens the notes about the run. */
  NOTE(Group.FILE, KeyCode.N, false, "N", "notes: write one on what is selected or looked at"),
  /** Marks the moment on show. */
  MARK(Group.FILE, KeyCode.M, false, "M", "mark this moment: a note that is a flag on the slider"),
  /** Opens the export. */
  EXPORT(Group.FILE, KeyCode.E, true, "Ctrl + E", "export: figures, tables, report, nets, events"),
  /** Pauses the run, or goes on. */
  PAUSE(Group.DECIDE, KeyCode.SPACE, false, "Space", "pause, go on"),
  /** Approves the selected candidates. */
  APPROVE(Group.DECIDE, KeyCode.A, false, "A", "approve the selected candidates"),
  /** Vetoes the selected candidates. */
  VETO(Group.DECIDE, KeyCode.V, false, "V", "veto the selected candidates: not these"),
  /** Defers the selected candidates. */
  DEFER(Group.DECIDE, KeyCode.D, false, "D", "defer the selected candidates: not in this round"),
  /** Locks or unlocks the layer of the selection. */
  LOCK(Group.DECIDE, KeyCode.L, false, "L", "lock, unlock the layer of the selection"),
  /** Opens the settings that can be turned while a run goes on. */
  ADJUST(Group.DECIDE, KeyCode.J, true, "Ctrl + J", "adjust: turn settings while the run goes on"),
  /** Opens the decision as a plane. */
  PLANE(Group.DECIDE, KeyCode.P, false, "P", "decision view: what each candidate costs and brings"),
  /** Takes a round back. */
  UNDO(Group.DECIDE, KeyCode.Z, true, "Ctrl + Z", "undo a round"),
  /** Opens the reasons for a score. */
  WHY(Group.DECIDE, KeyCode.W, false, "W", "why? the reasons for a score"),
  /** Lowers lambda: the set gets larger. */
  LAMBDA_DOWN(
      Group.DECIDE,
      KeyCode.OPEN_BRACKET,
      false,
      "[",
      "lower the price \u03bb: the set gets larger"),
  /** Raises lambda: the set gets smaller. */
  LAMBDA_UP(
      Group.DECIDE,
      KeyCode.CLOSE_BRACKET,
      false,
      "]",
      "raise the price \u03bb: the set gets smaller"),
  /** Applies the set, from anywhere in the window. */
  APPLY(Group.DECIDE, KeyCode.ENTER, true, "Ctrl + Enter", "apply the set: grow the network"),
  /** Applies the set, while the table has the focus. */
  APPLY_IN_TABLE(Group.DECIDE, KeyCode.ENTER, false, "Enter", "apply, while in the table"),
  /** Plays a recorded run, or stops. */
  PLAY(Group.REPLAY, KeyCode.K, false, "K", "play, pause"),
  /** One event back; a round with Shift. */
  EVENT_BACK(Group.REPLAY, KeyCode.COMMA, false, ",", "one event back; with Shift: one round"),
  /** One event on; a round with Shift. */
  EVENT_ON(Group.REPLAY, KeyCode.PERIOD, false, ".", "one event on; with Shift: one round"),
  /** One round back. */
  ROUND_BACK(Group.REPLAY, KeyCode.PAGE_UP, false, "Page up", "one round back"),
  /** One round on. */
  ROUND_ON(Group.REPLAY, KeyCode.PAGE_DOWN, false, "Page down", "one round on"),
  /** To the mark before. */
  MARK_BACK(Group.REPLAY, KeyCode.PAGE_UP, true, "Ctrl + Page up", "to the mark before"),
  /** To the next mark. */
  MARK_ON(Group.REPLAY, KeyCode.PAGE_DOWN, true, "Ctrl + Page down", "to the next mark"),
  /** To the beginning of the run. */
  FIRST(Group.REPLAY, KeyCode.HOME, false, "Home", "to the beginning of the run"),
  /** To the present. */
  NOW(Group.REPLAY, KeyCode.END, false, "End", "to now"),
  /** Opens the list of every command. */
  PALETTE(Group.VIEW, KeyCode.K, true, "Ctrl + K", "every command by its name"),
  /** Compares the moment on show with now. */
  COMPARE(Group.VIEW, KeyCode.C, false, "C", "compare the moment on show with now"),
  /** Shows slowly how a channel of the round grew. */
  FILM(Group.VIEW, KeyCode.G, false, "G", "how a channel grew, slowly"),
  /** Looks for a layer or channel. */
  SEARCH(Group.VIEW, KeyCode.F, true, "Ctrl + F", "find a layer or channel"),
  /** Filters the table of candidates. */
  FILTER(Group.VIEW, KeyCode.T, true, "Ctrl + T", "filter the table of candidates"),
  /** Fits the network into the view. */
  FIT(Group.VIEW, KeyCode.F, false, "F", "fit the network into the view"),
  /** Begins or ends the stage mode. */
  STAGE(Group.VIEW, KeyCode.F5, false, "F5", "stage mode (or Ctrl + Shift + P)"),
  /** The whole screen, and back. */
  FULL_SCREEN(Group.VIEW, KeyCode.F11, false, "F11", "full screen, and back"),
  /** Makes everything larger. */
  LARGER(Group.VIEW, KeyCode.PLUS, true, "Ctrl + +", "everything larger"),
  /** Makes everything smaller. */
  SMALLER(Group.VIEW, KeyCode.MINUS, true, "Ctrl + \u2212", "everything smaller"),
  /** Goes back to the normal size. */
  NORMAL_SIZE(Group.VIEW, KeyCode.DIGIT0, true, "Ctrl + 0", "normal size"),
  /** Begins the guided tour. */
  TOUR(Group.VIEW, KeyCode.F1, false, "F1", "guided tour"),
  /** Closes what is open, else clears the selection, else goes back to now. */
  ESCAPE(
      Group.VIEW,
      KeyCode.ESCAPE,
      false,
      "Escape",
      "close what is open; clear the selection; to now");

  /** Where it stands on the sheet. */
  public enum Group {
    /** Runs and files. */
    FILE("Runs and files"),
    /** Decisions about candidates and rounds. */
    DECIDE("Decide"),
    /** Moments of a recorded run. */
    REPLAY("Replay"),
    /** What is shown and how large. */
    VIEW("Look around");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** {@return the heading on the cheat sheet} */
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

  /** {@return the heading under which the cheat sheet has it} */
  public Group group() {
    return group;
  }

  /**
   * {@return whether Ctrl (Command on a Mac) goes with it, so that it works while text is typed}
   */
  public boolean withShortcutKey() {
    return shortcut;
  }

  /** {@return the keys as the sheet shows them} */
  public String keys() {
    return keys;
  }

  /** {@return the words on the cheat sheet for what they do} */
  public String text() {
    return text;
  }

  /**
   * {@return the shortcut that a key press means; empty for any other key}
   *
   * @param event a key that was pressed, with what was held down
   */
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
