package org.morphoscope.ui.session;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import javafx.animation.AnimationTimer;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.ui.kit.Fx;

/**
 * Hands waiting events to the window, on the JavaFX thread: at once when something comes after a
 * rest, about twenty times a second while much comes, and once per frame while something moves.
 */
public final class EventPump {
  private final Rhythm rhythm;
  private final AnimationTimer frames;
  private EventChannel active = new EventChannel();
  private Predicate<List<GrowthEvent>> sink = events -> false;
  private boolean eachFrame;

  /**
   * @param clock gives the rhythm
   * @param fx brings it to the JavaFX thread
   */
  public EventPump(ScheduledExecutorService clock, Fx fx) {
    this.rhythm = new Rhythm(clock, fx, System::nanoTime, new Looks());
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
    active.ring(due -> {});
    active = channel;
    channel.ring(rhythm::arrived);
    channel.due().ifPresent(rhythm::arrived);
  }

  /**
   * Begins to hand on.
   *
   * @param receiver of the events since the last call, an empty list when there are none; says
   *     whether something moves, so that it wants to be called in the next frame too
   */
  public void start(Predicate<List<GrowthEvent>> receiver) {
    sink = receiver;
    rhythm.start();
  }

  /** Hands on nothing more; what waits is dropped. */
  public void stop() {
    rhythm.stop();
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

  /** Says whether there was something. */
  private boolean pump() {
    List<GrowthEvent> events = active.drain();
    boolean moves = sink.test(events);
    if (moves) {
      hurry();
    } else if (eachFrame) {
      eachFrame = false;
      frames.stop();
    }
    return !events.isEmpty();
  }

  /** Each frame looks by itself while something moves. */
  private final class Looks implements Rhythm.Looks {
    @Override
    public boolean look() {
      return !eachFrame && pump();
    }

    @Override
    public OptionalLong due() {
      return eachFrame ? OptionalLong.empty() : active.due();
    }
  }
}
