package org.morphoscope.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;

class EventChannelTest {
  private long nanos;
  private final EventChannel channel = new EventChannel(() -> nanos);

  private static GrowthEvent progress(long done) {
    return new GrowthEvent.PhaseProgress(1, Phase.SCORE, done, 100, 10, Double.NaN);
  }

  private static GrowthEvent scores(long samples) {
    return new GrowthEvent.ScoresUpdated(1, samples, 100, List.of(), Optional.empty());
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
    GrowthEvent finished = new GrowthEvent.PhaseFinished(1, Phase.SCORE, 1, Optional.empty());
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

  @Test
  void scoresLeaveTenTimesASecondAtMost() {
    channel.accept(scores(1));
    assertEquals(List.of(scores(1)), channel.drain());
    nanos += 50_000_000;
    channel.accept(scores(2));
    channel.accept(progress(2));
    assertEquals(List.of(progress(2)), channel.drain());
    channel.accept(scores(3));
    nanos += 50_000_000;
    assertEquals(List.of(scores(3)), channel.drain());
    assertTrue(channel.drain().isEmpty());
  }

  @Test
  void progressLeavesTenTimesASecondAtMostAndWithTheScores() {
    channel.accept(progress(1));
    assertEquals(List.of(progress(1)), channel.drain());
    nanos += 40_000_000;
    channel.accept(progress(2));
    assertEquals(OptionalLong.of(100_000_000), channel.due());
    assertEquals(List.of(), channel.drain());
    channel.accept(scores(2));
    assertEquals(OptionalLong.of(40_000_000), channel.due());
    assertEquals(List.of(progress(2), scores(2)), channel.drain());
    nanos += 40_000_000;
    GrowthEvent finished = new GrowthEvent.PhaseFinished(1, Phase.SCORE, 1, Optional.empty());
    channel.accept(progress(3));
    channel.accept(finished);
    assertEquals(List.of(progress(3), finished), channel.drain());
  }

  @Test
  void scoresDoNotWaitWhenSomethingFollowed() {
    GrowthEvent finished = new GrowthEvent.PhaseFinished(1, Phase.SCORE, 1, Optional.empty());
    channel.accept(scores(1));
    channel.drain();
    channel.accept(scores(2));
    channel.accept(finished);
    assertEquals(List.of(scores(2), finished), channel.drain());
  }

  @Test
  void saysWhenThereIsSomethingToTakeOut() {
    List<Long> rung = new ArrayList<>();
    channel.ring(rung::add);
    assertEquals(OptionalLong.empty(), channel.due());
    channel.accept(scores(1));
    nanos = 30_000_000;
    channel.drain();
    assertEquals(OptionalLong.empty(), channel.due());
    nanos = 70_000_000;
    channel.accept(scores(2));
    channel.accept(progress(2));
    nanos = 80_000_000;
    channel.drain();
    // scores that came too soon are still there
    assertEquals(OptionalLong.of(130_000_000), channel.due());
    assertEquals(List.of(0L, 130_000_000L, 70_000_000L), rung);
  }
}
