package org.morphoscope.run;

import java.io.IOException;
import java.util.OptionalInt;

/** Opens the data and builds the seed net of a run. */
@FunctionalInterface
public interface GrowthEngineFactory {
  /**
   * {@return the engine before its first training; closed by the caller}
   *
   * @param config everything that determines the run
   * @throws IOException in one sentence when the data cannot be used
   * @throws IllegalArgumentException in one sentence when the configuration does not fit the data
   */
  GrowthEngine open(RunConfig config) throws IOException;

  /**
   * Waits until it is a run's turn to open an engine; where engines do not wait for each other,
   * this returns at once. One call of {@code open} belongs to every turn, which ends when that
   * engine is closed or could not be opened.
   *
   * @throws InterruptedException when the waiting thread is interrupted; it has no turn then
   */
  default void awaitTurn() throws InterruptedException {}

  /**
   * {@return the engine before its first training; closed by the caller}
   *
   * @param config everything that determines the run
   * @param threads of the record; empty where it does not know
   * @throws IOException in one sentence when the data cannot be used
   */
  default GrowthEngine open(RunConfig config, OptionalInt threads) throws IOException {
    return open(config);
  }
}
