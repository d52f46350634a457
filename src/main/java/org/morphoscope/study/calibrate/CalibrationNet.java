package org.morphoscope.study.calibrate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.data.Dataset;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.engine.RunData;
import org.morphoscope.engine.Snapshots;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RunConfig;

/**
 * A trained net and the images to study it with.
 *
 * @param origin where it comes from, in words
 * @param config its data, training and scoring
 * @param spec its architecture
 * @param weights its numbers
 * @param data its images
 * @param round the growth round whose samples are used
 */
public record CalibrationNet(
    String origin, RunConfig config, NetworkSpec spec, Weights weights, RunData data, int round) {

  /** Told of every epoch. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Tells how far it is.
     *
     * @param line one line for a person
     */
    void say(String line);
  }

  /**
   * {@return the trained net with its images}
   *
   * @param config its data, training and scoring
   * @param seed weights to begin with; empty for random ones
   * @param teams makes threads and kernels; the team is closed here
   * @param progress told after every epoch
   * @throws IOException in one sentence when the data cannot be read
   * @throws RunStoppedException never: nobody stops this
   */
  public static CalibrationNet trained(
      RunConfig config, Optional<Snapshot> seed, Supplier<Team> teams, Progress progress)
      throws IOException, RunStoppedException {
    Dataset dataset = RunData.open(config);
    int epochs = config.training().firstEpochs();
    try (NumericEngine engine = new NumericEngine(config, dataset, teams.get(), "calibrate")) {
      seed.ifPresent(engine::restore);
      for (int e = 0; e < epochs; e++) {
        var epoch = engine.trainEpoch(0, e, epochs, (done, total, loss) -> {});
        progress.say(
            Numbers.text(
                "epoch %d of %d: training loss %.4f, accuracy %.1f %%",
                e + 1, epochs, epoch.loss(), 100 * epoch.accuracy()));
      }
      return new CalibrationNet(
          Numbers.text("%s after %d epochs", config.seedNet().title(), epochs),
          config,
          engine.spec(),
          Snapshots.weights(engine.snapshot()),
          new RunData(dataset, config),
          1);
    }
  }

  /**
   * {@return the net of a recorded run after its last complete round, with its images}
   *
   * @param run folder of the run
   * @throws IOException in one sentence when the run or its data cannot be read
   */
  public static CalibrationNet recorded(Path run) throws IOException {
    return recorded(run, RunReader.open(run).config());
  }

  /**
   * {@return the same, with the data at another place}
   *
   * @param run folder of the run
   * @param placed its configuration, with the place of the data on this machine
   * @throws IOException in one sentence when the run or its data cannot be read
   */
  public static CalibrationNet recorded(Path run, RunConfig placed) throws IOException {
    RunReader reader = RunReader.open(run);
    Optional<RoundState> last = reader.lastState();
    if (last.isEmpty()) {
      throw new IOException(
          run + ": expected a run with at least one complete round, found none; resume it first.");
    }
    RoundState state = last.get();
    Dataset dataset = RunData.open(placed);
    return new CalibrationNet(
        Numbers.text("run %s after round %d", reader.info().runId(), state.round()),
        reader.config(),
        state.snapshot().spec(),
        Snapshots.weights(state.snapshot()),
        new RunData(dataset, reader.config()),
        state.round() + 1);
  }
}
