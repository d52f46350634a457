package org.morphoscope.ui.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import javafx.animation.AnimationTimer;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Ticker;

/**
 * Hands waiting events to the window, on the JavaFX thread: twenty times per second, and once per
 * frame while something moves.
 */
public final class EventPump {
  private static final Duration PERIOD = Duration.ofMillis(50);

  private final Ticker ticker;
  private final AnimationTimer frames;
  private EventChannel active = new EventChannel();
  private Predicate<List<GrowthEvent>> sink = events -> false;
  private boolean eachFrame;

  /**
   * @param clock gives the rhythm
   * @param fx brings it to the JavaFX thread
   */
  public EventPump(ScheduledExecutorService clock, Fx fx) {
    this.ticker = new Ticker(clock, fx, PERIOD, this::tick);
    this.frames =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            pump();
          }
        };
  }

  /**
   * From now on hands on the events of this run; those of the run before are dropped.
   *
   * @param channel of the run to show
   */
  public void connect(EventChannel channel) {
    active = channel;
  }

  /**
   * Begins to hand on.
   *
   * @param receiver of the events since the last call, an empty list when there are none; says
   *     whether something moves, so that it wants to be called in the next frame too
   */
  public void start(Predicate<List<GrowthEvent>> receiver) {
    sink = receiver;
    ticker.start();
  }

  /** Hands on nothing more; what waits is dropped. */
  public void stop() {
    ticker.stop();
    frames.stop();
    eachFrame = false;
  }

  /** Something begins to move: the sink is called in the next frame, and as long as it wants. */
  public void hurry() {
    if (!eachFrame) {
      eachFrame = true;
      frames.start();
    }
  }

  private void tick() {
    if (!eachFrame) {
      pump();
    }
  }

  private void pump() {
    boolean moves = sink.test(active.drain());
    if (moves) {
      hurry();
    } else if (eachFrame) {
      eachFrame = false;
      frames.stop();
    }
  }
}
