package org.morphoscope.study.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;

/** Starts recorded runs and waits for them. Used by several threads at once. */
public interface RunLauncher {

  /**
   * {@return the event that ended the run}
   *
   * @param config everything that determines the run
   * @param folder new, or empty
   * @param listener receives every event, on the run's own thread
   * @throws IOException in one sentence when the run cannot begin
   * @throws InterruptedException when the thread is interrupted; the run is stopped
   */
  GrowthEvent.RunEnded start(RunConfig config, Path folder, Consumer<? super GrowthEvent> listener)
      throws IOException, InterruptedException;

  /**
   * {@return the event that ended the run}
   *
   * @param folder of a run
   * @param listener receives every event from here on, on the run's own thread
   * @throws IOException in one sentence when the run cannot go on
   * @throws InterruptedException when the thread is interrupted; the run is stopped
   */
  GrowthEvent.RunEnded resume(Path folder, Consumer<? super GrowthEvent> listener)
      throws IOException, InterruptedException;

  /** Ends every run within a batch, and those that are started later too; from any thread. */
  void stop();
}
