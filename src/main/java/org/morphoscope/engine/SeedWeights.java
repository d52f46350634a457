package org.morphoscope.engine;

import java.util.stream.Stream;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.SeedState;

/** A trained net as the state that a run begins with. */
public final class SeedWeights {
  private SeedWeights() {}

  /** The net before its first step here: the optimiser remembers nothing. */
  public static Snapshot of(NetworkSpec spec, Weights weights) {
    OptimiserState fresh =
        new OptimiserState(Stream.generate(weights::zeros).limit(SeedState.SLOTS).toList(), 0);
    return Snapshots.of(spec, weights, fresh);
  }
}
