package org.morphoscope.run;

import java.io.IOException;
import java.util.OptionalInt;

/** Opens the data and builds the seed net of a run. */
@FunctionalInterface
public interface GrowthEngineFactory {
  /**
   * @throws IOException in one sentence when the data cannot be used
   * @throws IllegalArgumentException in one sentence when the configuration does not fit the data
   */
  GrowthEngine open(RunConfig config) throws IOException;

  /**
   * As {@link #open(RunConfig)}, with as many threads as the run was begun with.
   *
   * @param threads of the record; empty where it does not know
   */
  default GrowthEngine open(RunConfig config, OptionalInt threads) throws IOException {
    return open(config);
  }
}
