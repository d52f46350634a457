package org.morphoscope.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.morphoscope.ui.kit.Fx;

/** On a clock of its own, which the test turns. */
class RhythmTest {
  private static final long MILLI = 1_000_000;

  private final List<Planned> planned = new ArrayList<>();
  private final List<Long> looks = new ArrayList<>();
  private final List<Long> finds = new ArrayList<>();
  private long nanos = -7 * MILLI;
  private boolean something;
  private long lookTakes;
  private boolean more;
  private final Rhythm rhythm =
      new Rhythm(clock(), new Fx(Runnable::run, Runnable::run), () -> nanos, new Looks());

  private final class Looks implements Rhythm.Looks {
    @Override
    public boolean look() {
      looks.add(millis());
      if (something) {
        finds.add(millis());
      }
      boolean found = something;
      something = found && more;
      more &= !found;
      if (something) {
        rhythm.arrived(nanos);
      }
      nanos += lookTakes;
      return found;
    }

    @Override
    public OptionalLong due() {
      return something ? OptionalLong.of(nanos) : OptionalLong.empty();
    }
  }

  /** Work that the clock has been given. */
  private static final class Planned extends FutureTask<Void> implements ScheduledFuture<Void> {
    private final long at;

    Planned(Runnable work, long at) {
      super(work, null);
      this.at = at;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Delayed other) {
      throw new UnsupportedOperationException();
    }
  }

  private ScheduledExecutorService clock() {
    return (ScheduledExecutorService)
        Proxy.newProxyInstance(
            RhythmTest.class.getClassLoader(),
            new Class<?>[] {ScheduledExecutorService.class},
            (proxy, method, args) -> {
              Planned work = new Planned((Runnable) args[0], nanos + (long) args[1]);
              planned.add(work);
              return work;
            });
  }

  private long millis() {
    return nanos / MILLI;
  }

  /** Lets the clock run until a time. */
  private void until(long millis) {
    while (true) {
      planned.removeIf(FutureTask::isDone);
      Planned first = planned.stream().min((a, b) -> Long.compare(a.at, b.at)).orElse(null);
      if (first == null || first.at > millis * MILLI) {
        nanos = Math.max(nanos, millis * MILLI);
        return;
      }
      nanos = Math.max(nanos, first.at);
      first.run();
    }
  }

  private void arrives(long millis) {
    until(millis);
    something = true;
    rhythm.arrived(nanos);
  }

  @Test
  void looksTwentyTimesASecondWhenNothingComes() {
    until(0);
    rhythm.start();
    until(1000);
    assertEquals(20, looks.size());
    assertEquals(List.of(50L, 100L, 150L), looks.subList(0, 3));
  }

  @Test
  void whatComesAfterARestIsFoundAtOnce() {
    until(0);
    rhythm.start();
    arrives(111);
    until(112);
    assertEquals(List.of(111L), finds);
    // and nothing is looked for more often afterwards
    until(212);
    assertEquals(List.of(50L, 100L, 111L, 161L, 211L), looks);
  }

  @Test
  void whatComesRightBehindIsFoundInTheNextFrame() {
    until(0);
    rhythm.start();
    arrives(111);
    arrives(113);
    arrives(120);
    until(300);
    assertEquals(List.of(111L, 127L), finds);
  }

  @Test
  void atMostTwoOfAHundredMillisecondsFindSomethingHoweverMuchComes() {
    until(0);
    rhythm.start();
    for (int i = 1; i <= 2000; i++) {
      arrives(i);
    }
    for (int i = 2; i < finds.size(); i++) {
      assertTrue(finds.get(i) - finds.get(i - 2) >= 100, finds.toString());
      assertTrue(finds.get(i) - finds.get(i - 1) >= 16, finds.toString());
    }
    assertTrue(finds.size() >= 39, finds.toString());
  }

  @Test
  void whatComesDuringALookIsNotForgotten() {
    until(0);
    rhythm.start();
    lookTakes = 30 * MILLI;
    more = true;
    arrives(111);
    until(200);
    // the look of 111 ends at 141
    assertEquals(List.of(111L, 157L), finds);
  }

  @Test
  void looksForNothingOnceItIsStopped() {
    until(0);
    rhythm.start();
    until(60);
    rhythm.stop();
    arrives(70);
    until(500);
    assertEquals(List.of(50L), looks);
  }
}
