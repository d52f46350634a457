package org.morphoscope.engine;

import java.io.IOException;
import java.util.function.Supplier;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.data.Dataset;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngineFactory;
import org.morphoscope.run.RunConfig;

/** Opens the data by name and builds the engine on the backend of this machine. */
public final class NumericEngineFactory implements GrowthEngineFactory {
  private final Supplier<Backend> backend;

  /**
   * @param backend loads the native libraries; called when the first run begins
   */
  public NumericEngineFactory(Supplier<Backend> backend) {
    this.backend = backend;
  }

  @Override
  public GrowthEngine open(RunConfig config) throws IOException {
    Dataset dataset = RunData.open(config);
    Backend loaded;
    Team team;
    try {
      loaded = backend.get();
      team = Team.of(loaded, Precision.FLOAT);
    } catch (IllegalStateException e) {
      // says why this machine does not compute and what to do: no error of the program
      throw new IOException(e.getMessage(), e);
    }
    try {
      return new NumericEngine(config, dataset, team, loaded.summary());
    } catch (RuntimeException e) {
      team.close();
      throw e;
    }
  }
}
