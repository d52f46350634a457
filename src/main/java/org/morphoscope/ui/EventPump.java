package org.morphoscope.ui;

import java.util.List;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import org.morphoscope.growth.GrowthEvent;

/** Hands waiting events to the window once per frame, on the JavaFX thread. */
final class EventPump extends AnimationTimer {
  private final Consumer<List<GrowthEvent>> sink;
  private EventChannel active = new EventChannel();

  /**
   * @param sink receives the events of every frame, an empty list when there are none
   */
  EventPump(Consumer<List<GrowthEvent>> sink) {
    this.sink = sink;
  }

  /** From now on hands on the events of this run; those of the run before are dropped. */
  void connect(EventChannel channel) {
    active = channel;
  }

  @Override
  public void handle(long now) {
    sink.accept(active.drain());
  }
}
