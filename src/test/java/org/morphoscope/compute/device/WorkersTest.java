package org.morphoscope.compute.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
  @Test
  void everyShardRunsOnceInEveryRound() {
    try (Workers workers = new Workers(3)) {
      AtomicIntegerArray counts = new AtomicIntegerArray(3);
      for (int i = 0; i < 2000; i++) {
        workers.run(counts::incrementAndGet);
        assertEquals(i + 1, counts.get(2));
      }
      assertArrayEquals(
          new int[] {2000, 2000, 2000}, new int[] {counts.get(0), counts.get(1), counts.get(2)});
    }
  }

  @Test
  void shardsRunAtTheSameTimeAndTheCallerIsMemberZero() {
    try (Workers workers = new Workers(3)) {
      CyclicBarrier barrier = new CyclicBarrier(3);
      Thread[] threads = new Thread[3];
      workers.run(
          shard -> {
            threads[shard] = Thread.currentThread();
            meet(barrier);
          });
      assertSame(Thread.currentThread(), threads[0]);
      assertEquals("compute-2", threads[2].getName());
      assertTrue(threads[1].isDaemon());
      assertFalse(threads[1] == threads[2]);
    }
  }

  @Test
  void aTeamThatWentToSleepWakesUp() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      AtomicIntegerArray counts = new AtomicIntegerArray(2);
      for (int i = 0; i < 10; i++) {
        Thread.sleep(3);
        workers.run(counts::incrementAndGet);
      }
      assertEquals(10, counts.get(1));
    }
  }

  @Test
  void theCallerWaitsForASlowShard() {
    try (Workers workers = new Workers(2)) {
      boolean[] done = new boolean[1];
      workers.run(
          shard -> {
            if (shard == 1) {
              pause(20);
              done[0] = true;
            }
          });
      assertTrue(done[0]);
    }
  }

  @Test
  void firstFailureIsThrownOthersAreSuppressedAndTheTeamStaysUsable() {
    try (Workers workers = new Workers(3)) {
      IllegalArgumentException thrown =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  workers.run(
                      shard -> {
                        if (shard > 0) {
                          throw new IllegalArgumentException("shard " + shard);
                        }
                      }));
      assertEquals("shard 1", thrown.getMessage());
      assertEquals("shard 2", thrown.getSuppressed()[0].getMessage());
      Set<Integer> shards = ConcurrentHashMap.newKeySet();
      workers.run(shards::add);
      assertEquals(Set.of(0, 1, 2), shards);
    }
  }

  @Test
  void oneThreadRunsInTheCaller() {
    try (Workers workers = new Workers(1)) {
      Thread[] thread = new Thread[1];
      workers.run(shard -> thread[shard] = Thread.currentThread());
      assertSame(Thread.currentThread(), thread[0]);
    }
  }

  @Test
  void anInterruptOfTheCallerIsKept() {
    try (Workers workers = new Workers(2)) {
      Thread.currentThread().interrupt();
      workers.run(shard -> spin(2_000_000L * shard));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void nestedAndLateCallsAreRefused() {
    Workers workers = new Workers(2);
    assertThrows(IllegalStateException.class, () -> workers.run(shard -> workers.run(inner -> {})));
    workers.close();
    assertThrows(IllegalStateException.class, () -> workers.run(shard -> {}));
    assertThrows(IllegalArgumentException.class, () -> new Workers(0));
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void spin(long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      Thread.onSpinWait();
    }
  }
}
