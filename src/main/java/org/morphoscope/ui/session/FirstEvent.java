package org.morphoscope.ui.session;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.morphoscope.run.GrowthEvent;

/**
 * Passes the events of a new run on, and tells of the first: the run's beginning, or its end when
 * the data could not be opened.
 */
final class FirstEvent implements Consumer<GrowthEvent> {
  private final Consumer<? super GrowthEvent> next;
  private final CompletableFuture<GrowthEvent> first = new CompletableFuture<>();

  FirstEvent(Consumer<? super GrowthEvent> next) {
    this.next = next;
  }

  /** Called on the engine's thread. */
  @Override
  public void accept(GrowthEvent event) {
    next.accept(event);
    first.complete(event);
  }

  /** Told the first event as soon as it is there, on this thread or the engine's. */
  void whenThere(Consumer<GrowthEvent> told) {
    first.thenAccept(told);
  }
}
