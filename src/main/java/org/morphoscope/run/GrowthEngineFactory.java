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
