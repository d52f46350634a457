package org.morphoscope.ui.look;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import javafx.beans.value.ObservableBooleanValue;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.kit.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the theme as chosen; follows the system's while that is the choice. */
public final class ThemeSwitch {
  private static final Logger LOG = LoggerFactory.getLogger(ThemeSwitch.class);
  private static final Duration PERIOD = Duration.ofSeconds(4);

  private final Fx background;
  private final SystemTheme system;
  private final Consumer<Theme> changed;
  private final Ticker poll;
  private ThemeChoice choice = ThemeChoice.SYSTEM;
  private Theme theme;
  private ObservableBooleanValue focused;
  private boolean asking;

  /**
   * @param clock gives the rhythm in which the system is asked
   * @param background where the system is asked
   * @param system what asks it
   * @param initial the theme until the system has answered
   * @param changed told on the JavaFX thread when the theme changes
   */
  public ThemeSwitch(
      ScheduledExecutorService clock,
      Fx background,
      SystemTheme system,
      Theme initial,
      Consumer<Theme> changed) {
    this.theme = initial;
    this.background = background;
    this.system = system;
    this.changed = changed;
    poll = new Ticker(clock, background, PERIOD, this::follow);
  }

  /**
   * Begins to follow the system.
   *
   * @param windowFocused nobody looks at a window without the focus, so nothing is asked meanwhile
   */
  public void start(ObservableBooleanValue windowFocused) {
    focused = windowFocused;
    focused.addListener(o -> follow());
    poll.start();
    ask();
  }

  /** Asks the system no more. */
  public void stop() {
    poll.stop();
    focused = null;
  }

  /** {@return the theme now} */
  public Theme theme() {
    return theme;
  }

  /** {@return the choice now} */
  public ThemeChoice choice() {
    return choice;
  }

  /**
   * Takes the theme of this choice; that of the system follows when it has answered.
   *
   * @param wanted what the person chose
   */
  public void choose(ThemeChoice wanted) {
    choice = wanted;
    if (wanted.fixed().isPresent()) {
      use(wanted.fixed().get());
    } else {
      ask();
    }
  }

  private void follow() {
    if (focused != null && focused.get()) {
      ask();
    }
  }

  private void ask() {
    if (asking || choice != ThemeChoice.SYSTEM) {
      return;
    }
    asking = true;
    background.call(
        system::read,
        found -> {
          asking = false;
          if (choice == ThemeChoice.SYSTEM) {
            found.ifPresent(this::use);
          }
        },
        error -> {
          asking = false;
          LOG.debug("the system's theme is unknown", error);
        });
  }

  private void use(Theme wanted) {
    if (wanted != theme) {
      theme = wanted;
      changed.accept(wanted);
    }
  }
}
