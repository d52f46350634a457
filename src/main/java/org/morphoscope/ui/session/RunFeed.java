package org.morphoscope.ui.session;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.Connection;
import org.morphoscope.service.RunListener;

/**
 * What is told of one run, on its way to the window: events into a channel, refusals to whoever
 * shows them. Called on threads of the service.
 */
final class RunFeed implements RunListener {
  private final EventChannel channel = new EventChannel();
  private final CompletableFuture<GrowthEvent> first = new CompletableFuture<>();
  private final Consumer<String> refused;
  private volatile boolean live;

  /**
   * @param live whether events come as they happen; otherwise those of the past come first, until
   *     there is progress
   * @param refused told what the service did not do
   */
  RunFeed(boolean live, Consumer<String> refused) {
    this.live = live;
    this.refused = refused;
  }

  EventChannel channel() {
    return channel;
  }

  /** Whether events come as they happen. */
  boolean isLive() {
    return live;
  }

  /**
   * Told the first event as soon as it is there, on this thread or the service's: the run's
   * beginning, or its end when it could not begin.
   */
  void whenBegun(Consumer<GrowthEvent> told) {
    first.thenAccept(told);
  }

  @Override
  public void event(long number, GrowthEvent event) {
    // the past is recorded, progress never is
    live |= event instanceof GrowthEvent.PhaseProgress;
    channel.accept(event);
    first.complete(event);
  }

  @Override
  public void connection(Connection now) {
    if (now.isFinal()) {
      first.complete(new GrowthEvent.RunEnded(0, EndReason.FAILED, now.reason()));
    }
  }

  @Override
  public void refused(String sentence) {
    refused.accept(sentence);
  }
}
