package org.morphoscope.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoppableTest {
  @Test
  void workThatIsStoppedIsInterruptedAndItsThreadIsNotAfterwards() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    List<String> seen = new ArrayList<>();
    Stoppable<String> work =
        new Stoppable<>(
            () -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return "the end";
            });
    FutureTask<Boolean> all =
        new FutureTask<>(
            () -> {
              try {
                seen.add(work.call());
              } catch (InterruptedException e) {
                seen.add("interrupted");
              }
              return Thread.currentThread().isInterrupted();
            });
    Thread thread = new Thread(all);
    thread.start();
    begun.await();
    work.stop();
    assertFalse(all.get(60, TimeUnit.SECONDS));
    assertEquals(List.of("interrupted"), seen);
  }

  @Test
  void whatWasStoppedBeforeDoesNotBegin() {
    List<String> seen = new ArrayList<>();
    Stoppable<Boolean> work = new Stoppable<>(() -> seen.add("begun"));
    work.stop();
    assertThrows(CancellationException.class, work::call);
    assertEquals(List.of(), seen);
  }

  @Test
  void stoppingWhatIsDoneInterruptsNobody() throws Exception {
    Stoppable<String> work = new Stoppable<>(() -> "done");
    assertEquals("done", work.call());
    work.stop();
    assertFalse(Thread.currentThread().isInterrupted());
  }
}
