package org.morphoscope.ui.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.Recording;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.GrowthEvent;

class PlayerTest {
  private static final long FRAME = 16_666_667;

  private final Recording recording = new Recording();
  private Player player;

  @BeforeEach
  void open() throws IOException {
    recording.append(
        RunReader.open(Path.of("samples", "generated-tiny")).allEvents(), OptionalDouble.empty());
    player = new Player(recording);
  }

  /** Plays to the end and returns the seconds it took. */
  private double play(int speed) {
    player.live();
    player.speedProperty().set(speed);
    player.togglePlay();
    long nanos = 1;
    while (player.playingProperty().get()) {
      player.frame(nanos);
      nanos += FRAME;
    }
    return nanos / 1e9;
  }

  @Test
  void playsFromTheBeginningToNowAtEverySpeed() {
    double length = player.time().length();
    for (int speed : Player.SPEEDS) {
      assertEquals(length / speed, play(speed), 0.1);
      assertFalse(player.lookingBack());
    }
  }

  @Test
  void aRangeIsPlayedAgainAndAgainUntilItIsTakenAway() {
    player.repeat(12, 4);
    Loop loop = player.loopProperty().get().orElseThrow();
    assertTrue(loop.from() < loop.to());
    player.togglePlay();
    assertEquals(loop.from(), player.number(), "begins in the range");
    int returns = 0;
    int before = player.number();
    int[] told = {0};
    player.momentProperty().addListener(o -> told[0]++);
    int moves = 0;
    for (long nanos = 1; nanos < 30_000_000_000L; nanos += FRAME) {
      player.frame(nanos);
      assertTrue(player.number() >= loop.from() && player.number() <= loop.to());
      returns += player.number() < before ? 1 : 0;
      moves += player.number() != before ? 1 : 0;
      before = player.number();
    }
    assertTrue(returns == 3 || returns == 2, returns + " returns in 30 s of a loop of 8 s");
    assertEquals(moves, told[0], "a moment that stays is not told again");
    player.repeatNothing();
    for (long nanos = 30_000_000_000L; player.playingProperty().get(); nanos += FRAME) {
      player.frame(nanos);
    }
    assertFalse(player.lookingBack(), "then it goes on to now");
    player.repeat(12, 4);
    player.opened();
    assertTrue(player.loopProperty().get().isEmpty(), "another run has no range");
  }

  @Test
  void noPauseIsLongerThanTwoSecondsAndNoEventIsPassedOver() {
    for (int i = 1; i < recording.entries().size(); i++) {
      double pause = player.time().at(i) - player.time().at(i - 1);
      assertTrue(pause <= 2 + 1e-9 && pause >= ReplayTime.SHORTEST - 1e-9);
    }
  }

  @Test
  void aRoundTakesEightSecondsAndMostOfThemWhereItGrows() {
    List<Recording.Entry> entries = recording.entries();
    double[] seconds = new double[5];
    double[] grown = new double[5];
    for (int i = 0; i + 1 < entries.size(); i++) {
      Recording.Entry entry = entries.get(i);
      double pause = player.time().at(i + 1) - player.time().at(i);
      seconds[entry.round()] += pause;
      boolean slow =
          entry.proposes() || entry.decision().isPresent() || entry.grows() || entry.measures();
      grown[entry.round()] += slow ? pause : 0;
      assertTrue(!slow || pause > 1, "an event to be seen passes in " + pause + " s");
    }
    assertTrue(seconds[0] <= ReplayTime.QUIET + 1e-9, "the seed took " + seconds[0] + " s");
    for (int round = 1; round <= 4; round++) {
      assertTrue(seconds[round] <= ReplayTime.ROUND + 1e-9, round + " took " + seconds[round]);
      assertTrue(grown[round] > 0.6 * seconds[round], round + " grew for " + grown[round]);
    }
  }

  @Test
  void theMomentOnShowGoesOnFromWhereItWasWhenMoreIsRecorded() throws IOException {
    List<GrowthEvent> all = RunReader.open(Path.of("samples", "generated-tiny")).allEvents();
    Recording growing = new Recording();
    growing.append(all.subList(0, all.size() / 2), OptionalDouble.empty());
    Player watching = new Player(growing);
    watching.first();
    watching.togglePlay();
    long nanos = 1;
    for (int frame = 0; frame < 400; frame++, nanos += FRAME) {
      int before = watching.number();
      if (frame % 10 == 9) {
        int from = all.size() / 2 + frame / 10;
        growing.append(all.subList(from, from + 1), OptionalDouble.empty());
      }
      watching.frame(nanos);
      assertTrue(watching.number() >= before, "it went back from " + before);
    }
    assertTrue(watching.number() > 20, "after 6.7 s it is at event " + watching.number());
  }

  @Test
  void stepsByEventAndComesBackToNowAtTheEnd() {
    player.step(-1);
    assertEquals(Optional.of(recording.entries().size() - 2), player.momentProperty().get());
    player.step(-1);
    player.step(1);
    player.step(1);
    assertEquals(Optional.of(recording.entries().size() - 1), player.momentProperty().get());
    player.step(1);
    assertFalse(player.lookingBack());
    player.first();
    player.step(-1);
    assertEquals(Optional.of(0), player.momentProperty().get());
  }

  @Test
  void jumpsFromDecisionToDecision() {
    player.first();
    player.jumpRound(1);
    assertEquals(recording.momentOfRound(0), now(), "the trained seed");
    player.jumpRound(1);
    assertEquals(recording.momentOfRound(1), now());
    player.jumpRound(1);
    assertEquals(recording.momentOfRound(2), now());
    player.step(1);
    player.jumpRound(-1);
    assertEquals(recording.momentOfRound(2), now());
    player.jumpRound(-1);
    assertEquals(recording.momentOfRound(1), now());
  }

  private OptionalInt now() {
    return player.momentProperty().get().map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  @Test
  void stepsBeginAtTheRoundThatIsLookedBackAt() {
    int anchor = recording.momentOfRound(2).orElseThrow();
    player.setAnchor(OptionalInt.of(anchor));
    player.step(1);
    assertEquals(Optional.of(anchor + 1), player.momentProperty().get());
  }

  @Test
  void seekingFindsTheNearestEvent() {
    for (int i = 0; i < recording.entries().size(); i += 7) {
      player.seek(player.time().at(i) + 0.01);
      assertEquals(Optional.of(i), player.momentProperty().get());
    }
  }

  @Test
  void nothingHappensWithoutARecording() {
    Player idle = new Player(new Recording());
    idle.togglePlay();
    idle.step(1);
    idle.jumpRound(-1);
    idle.first();
    idle.frame(FRAME);
    assertFalse(idle.lookingBack());
    assertFalse(idle.playingProperty().get());
  }
}
