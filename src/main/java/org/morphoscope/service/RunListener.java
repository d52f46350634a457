package org.morphoscope.service;

import java.util.function.Consumer;
import org.morphoscope.run.GrowthEvent;

/**
 * Told of a run, in order and on one thread at a time, which is never the JavaFX thread. It should
 * return soon: a listener that is slow misses superseded scores, but delays nobody else.
 */
@FunctionalInterface
public interface RunListener {
  /** The number of events that are not recorded. */
  long NO_NUMBER = -1;

  /**
   * An event.
   *
   * @param number its line in {@code events.jsonl}, counted from 0; {@link #NO_NUMBER} for events
   *     that are not recorded: progress, pauses, a {@code RunStarted} of a run that goes on, an end
   *     before anything was recorded. Numbers rise by one, except over scores that newer ones have
   *     superseded, and after {@link #rewound}
   * @param event what happened
   */
  void event(long number, GrowthEvent event);

  /**
   * The run went back to its last complete round because its engine had died: events from this
   * number on no longer count and are followed by others. A {@code RunStarted} without a number
   * follows before them.
   *
   * @param number of lines that still count
   */
  default void rewound(long number) {}

  /**
   * The connection changed.
   *
   * @param now how the connection is from now on
   */
  default void connection(Connection now) {}

  /**
   * Something that can be asked of {@link LiveRun} changed: the question, pause, locks, who has the
   * lead, how many watch. May be told inside locks of the run: it may only pass the word on, to a
   * thread that then asks.
   */
  default void changed() {}

  /**
   * The service did not do what was asked of it: an answer came too late, somebody else has the
   * lead.
   *
   * @param sentence for the person
   */
  default void refused(String sentence) {}

  /**
   * {@return a listener that hands on events alone}
   *
   * @param events told of every event, without its number
   */
  static RunListener of(Consumer<? super GrowthEvent> events) {
    return (number, event) -> events.accept(event);
  }
}
