package org.morphoscope.cli;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.morphoscope.growth.Configs;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.RunHandle;
import org.morphoscope.service.Services;

/**
 * A program whose run waits for a decision that never comes: a layer is locked meanwhile, and
 * standard error says when the record has it. Argument: FOLDER.
 */
final class WaitingProgram {
  static final int LOCKED = 1;

  private WaitingProgram() {}

  public static void main(String[] args) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    RunHandle run =
        Services.fake(new FakeProgram.Quick())
            .start(
                Configs.seeded(2, 1),
                Path.of(args[0]),
                proposal -> {
                  asked.countDown();
                  new CountDownLatch(1).await();
                  throw new IllegalStateException("the wait has no end");
                },
                event -> {
                  if (event instanceof GrowthEvent.LocksChanged) {
                    System.err.println("locked");
                  }
                  if (event instanceof GrowthEvent.RunEnded ended) {
                    System.err.println(ended);
                    System.exit(1);
                  }
                });
    asked.await();
    run.control().setLocked(Set.of(LOCKED));
    run.await();
  }
}
