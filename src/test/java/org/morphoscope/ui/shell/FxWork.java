package org.morphoscope.ui.shell;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;

/** Work on the JavaFX thread for programs that are not tests. */
final class FxWork {
  private FxWork() {}

  /** What may fail. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Does it there and waits for it; its failure is thrown here. */
  static void on(Work work) throws InterruptedException, ExecutionException {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              work.run();
              return null;
            });
    Platform.runLater(task);
    task.get();
  }
}
