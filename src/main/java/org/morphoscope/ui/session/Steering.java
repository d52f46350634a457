package org.morphoscope.ui.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.RunControl;
import org.morphoscope.service.LiveRun;

/** Pause, step and stop. No call waits for the engine. */
public final class Steering {
  private final Supplier<Optional<LiveRun>> steered;
  private final Supplier<Optional<LiveRun>> shown;

  /**
   * @param steered what buttons steer: a run that is about to begin before the one on show
   * @param shown the run on show, while it goes on
   */
  Steering(Supplier<Optional<LiveRun>> steered, Supplier<Optional<LiveRun>> shown) {
    this.steered = steered;
    this.shown = shown;
  }

  private void tell(Consumer<RunControl> order) {
    steered.get().map(LiveRun::control).ifPresent(order);
  }

  /** Pauses the run that goes on, or lets it go on; nothing happens without one. */
  public void togglePause() {
    tell(
        control -> {
          if (control.isPaused()) {
            control.resume();
          } else {
            control.pause();
          }
        });
  }

  /** Goes on to the end of the round and pauses there. */
  public void step() {
    tell(RunControl::stepRound);
  }

  /**
   * Turns settings of the run that goes on.
   *
   * @param wanted each takes effect at the next safe point
   * @throws IllegalArgumentException in one sentence when the run has no such setting
   */
  public void adjust(List<Adjustment> wanted) {
    tell(control -> wanted.forEach(control::adjust));
  }

  /** Ends the run that goes on, and one that has not begun yet. */
  public void stop() {
    tell(RunControl::stop);
    shown.get().map(LiveRun::control).ifPresent(RunControl::stop);
  }
}
