package org.morphoscope.ui.replay;

import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The keys of the replay. Lists and tables keep the keys that move within them. */
public final class ReplayKeys {
  private final Player player;
  private final Runnable live;

  /**
   * @param player which is moved by the keys
   * @param live shows now
   */
  public ReplayKeys(Player player, Runnable live) {
    this.player = player;
    this.live = live;
  }

  /**
   * @param event a key that was pressed
   * @param focus what has the focus; may be null
   * @return whether the key was one of these
   */
  public boolean press(KeyEvent event, Node focus) {
    boolean list =
        focus instanceof TableView
            || focus instanceof ListView
            || focus instanceof TreeView
            || focus instanceof ComboBoxBase;
    switch (event.getCode()) {
      case K -> player.togglePlay();
      case COMMA -> move(-1, event.isShiftDown());
      case PERIOD -> move(1, event.isShiftDown());
      case LEFT, RIGHT -> {
        if (!(focus instanceof ScrubBar)) {
          return false;
        }
        move(event.getCode() == KeyCode.LEFT ? -1 : 1, event.isShiftDown());
      }
      case PAGE_UP, PAGE_DOWN, HOME, END -> {
        return !list && far(event);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void move(int direction, boolean round) {
    if (round) {
      player.jumpRound(direction);
    } else {
      player.step(direction);
    }
  }

  private void round(int direction, boolean mark) {
    if (mark) {
      player.jumpMark(direction);
    } else {
      player.jumpRound(direction);
    }
  }

  private boolean far(KeyEvent event) {
    switch (event.getCode()) {
      case PAGE_UP -> round(-1, event.isShortcutDown());
      case PAGE_DOWN -> round(1, event.isShortcutDown());
      case HOME -> player.first();
      default -> live.run();
    }
    return true;
  }
}
