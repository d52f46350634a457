package org.morphoscope.engine;

import java.io.IOException;
import java.util.stream.Stream;
import org.morphoscope.compute.BatchNormStatistics;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.OptimiserState;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.SeedState;
import org.morphoscope.text.Texts;

/** A trained net as the state that a run begins with. */
public final class SeedWeights {
  /** Images per batch while statistics are taken. */
  private static final int BATCH = 256;

  private SeedWeights() {}

  /**
   * {@return the numbers of the same function with BatchNorm statistics of the run's own images, so
   * that training mode agrees with it (method.md section 3.1)} On one thread: equal files and data
   * give equal digits on any number of them.
   *
   * @param spec the net's architecture
   * @param weights the net's numbers
   * @param config everything that determines the run
   * @throws IOException in one sentence when the data cannot be read or this machine cannot compute
   * @throws IllegalArgumentException in one sentence when the images do not fit the net
   */
  public static Weights rebased(NetworkSpec spec, Weights weights, RunConfig config)
      throws IOException {
    Dataset dataset = DataSource.open(config.data().name());
    ImageSet train = dataset.train();
    TensorShape images = new TensorShape(train.channels(), train.height(), train.width());
    if (!spec.input().equals(images)) {
      throw new IllegalArgumentException(
          Texts.of(
              "seed network '%s': expected images of %s as in %s, found %s; change the net or the data",
              spec.name(), images, config.data().name(), spec.input()));
    }
    ImagePart part = new RunData(dataset, config).learning(0);
    try (Team team = Team.of(Backend.load(1), Precision.FLOAT);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, BATCH)) {
      BatchNormStatistics.<RuntimeException>rebase(passes, part.size(), part.loader(), done -> {});
      return network.download();
    } catch (IllegalStateException e) {
      // says why this machine does not compute and what to do
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * {@return the net before its first step here: the optimiser remembers nothing}
   *
   * @param spec the net's architecture
   * @param weights the net's numbers
   */
  public static Snapshot of(NetworkSpec spec, Weights weights) {
    OptimiserState fresh =
        new OptimiserState(Stream.generate(weights::zeros).limit(SeedState.SLOTS).toList(), 0);
    return Snapshots.of(spec, weights, fresh);
  }
}
