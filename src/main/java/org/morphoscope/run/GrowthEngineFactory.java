package org.morphoscope.run;

import java.io.IOException;

/** Opens the data and builds the seed net of a run. */
@FunctionalInterface
public interface GrowthEngineFactory {
  /**
   * @throws IOException in one sentence when the data cannot be used
   * @throws IllegalArgumentException in one sentence when the configuration does not fit the data
   */
  GrowthEngine open(RunConfig config) throws IOException;
}
