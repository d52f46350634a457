package org.morphoscope.engine;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
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
  private final Function<OptionalInt, Backend> backend;
  private final Consumer<String> progress;

  private NumericEngineFactory(Function<OptionalInt, Backend> backend, Consumer<String> progress) {
    this.backend = backend;
    this.progress = progress;
  }

  /**
   * @param backend loads the native libraries; called when the first run begins
   */
  public NumericEngineFactory(Supplier<Backend> backend) {
    this(threads -> backend.get(), line -> {});
  }

  /**
   * {@return a factory that computes on so many threads}
   *
   * @param backend loads the native libraries for a number of threads, empty for the standard;
   *     called when the first run begins
   */
  public static NumericEngineFactory byThreads(Function<OptionalInt, Backend> backend) {
    return byThreads(backend, line -> {});
  }

  /**
   * {@return a factory that computes on so many threads}
   *
   * @param backend loads the native libraries for a number of threads, empty for the standard;
   *     called when the first run begins
   * @param progress told in a line how far the reading of data has come, when it takes long
   */
  public static NumericEngineFactory byThreads(
      Function<OptionalInt, Backend> backend, Consumer<String> progress) {
    return new NumericEngineFactory(backend, progress);
  }

  /**
   * Reads the data before the native libraries are loaded: a wrong name is told at once. Whatever
   * was opened is closed again when a later step fails.
   *
   * @throws IOException in one sentence when the data cannot be used or this machine does not
   *     compute
   */
  @Override
  public GrowthEngine open(RunConfig config) throws IOException {
    return open(config, OptionalInt.empty());
  }

  @Override
  public GrowthEngine open(RunConfig config, OptionalInt threads) throws IOException {
    Dataset dataset = RunData.open(config, progress);
    Backend loaded;
    Team team;
    try {
      loaded = backend.apply(threads);
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
