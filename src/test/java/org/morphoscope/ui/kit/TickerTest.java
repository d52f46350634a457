package org.morphoscope.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickerTest {
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Deque<Runnable> foreground = new ArrayDeque<>();
  private final CountDownLatch ticked = new CountDownLatch(1);
  private int done;

  private Ticker ticker() {
    Fx fx =
        new Fx(
            Runnable::run,
            work -> {
              synchronized (foreground) {
                foreground.add(work);
              }
              ticked.countDown();
            });
    return new Ticker(clock, fx, Duration.ofNanos(1000), () -> done++);
  }

  private void drain() {
    synchronized (foreground) {
      foreground.poll().run();
    }
  }

  @AfterEach
  void stopClock() {
    clock.shutdownNow();
  }

  @Test
  void ticksThatFindTheOneBeforeUndoneAreLeftOut() throws Exception {
    Ticker ticker = ticker();
    ticker.start();
    assertTrue(ticked.await(1, TimeUnit.MINUTES));
    // thousands of periods of the clock pass until this has been through its queue
    clock.submit(() -> {}).get(1, TimeUnit.MINUTES);
    clock.submit(() -> {}).get(1, TimeUnit.MINUTES);
    synchronized (foreground) {
      assertEquals(1, foreground.size());
    }
    drain();
    assertEquals(1, done);
    ticker.stop();
  }

  @Test
  void aTickThatIsOnItsWayWhenItIsStoppedDoesNothing() throws Exception {
    Ticker ticker = ticker();
    ticker.start();
    assertTrue(ticked.await(1, TimeUnit.MINUTES));
    ticker.stop();
    drain();
    assertEquals(0, done);
  }
}
