package org.morphoscope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.morphoscope.growth.GrowthEvent;
import org.morphoscope.growth.Phase;

class EventChannelTest {
  private final EventChannel channel = new EventChannel();

  private static GrowthEvent progress(long done) {
    return new GrowthEvent.PhaseProgress(1, Phase.SCORE, done, 100, 10, Double.NaN);
  }

  private static GrowthEvent scores(long samples) {
    return new GrowthEvent.ScoresUpdated(1, samples, 100, List.of());
  }

  @Test
  void keepsOnlyTheLatestOfABurst() {
    for (int i = 1; i <= 50; i++) {
      channel.accept(progress(i));
      channel.accept(scores(i));
    }
    assertEquals(List.of(progress(50), scores(50)), channel.drain());
  }

  @Test
  void neverMovesProgressAcrossAnotherEvent() {
    GrowthEvent finished = new GrowthEvent.PhaseFinished(1, Phase.SCORE, 1);
    channel.accept(progress(1));
    channel.accept(finished);
    channel.accept(progress(2));
    assertEquals(List.of(progress(1), finished, progress(2)), channel.drain());
  }

  @Test
  void isEmptyAfterDraining() {
    channel.accept(progress(1));
    channel.drain();
    assertTrue(channel.drain().isEmpty());
  }
}
