package org.morphoscope.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.SeedNet;

/** Starts runs of the growth loop in the background. */
public interface GrowthService {

  /**
   * {@return backend and device in words, for example "oneDNN on CPU, 2 threads"} May take seconds.
   */
  String describeBackend();

  /**
   * {@return the run under way} The data is opened on the engine's thread: when it cannot be used,
   * the run ends with a {@code RunEnded} event of reason {@code FAILED} that says so in one
   * sentence, and the folder is given back.
   *
   * @param config what to do
   * @param folder where to record the run; must not exist or be empty
   * @param decider answers proposals, called on a thread of its own ({@code morphoscope-decision})
   * @param listener receives every event, on the engine's thread
   * @throws IOException in one sentence when the folder cannot be used
   */
  RunHandle start(
      RunConfig config, Path folder, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException;

  /**
   * {@return the run under way}
   *
   * @param config everything that determines the run
   * @param seed the weights that {@link SeedNet#file} speaks of
   * @param folder where to record the run; must not exist or be empty
   * @param decider answers proposals, on a thread of its own
   * @param listener receives every event, on the engine's thread
   * @throws IOException in one sentence when the folder cannot be used
   */
  default RunHandle start(
      RunConfig config,
      Snapshot seed,
      Path folder,
      Decider decider,
      Consumer<? super GrowthEvent> listener)
      throws IOException {
    throw new IOException(
        config.seedNet().name()
            + ": expected a service that takes the weights of a file, found one that does not;"
            + " start from one of the program's own seed nets.");
  }

  /**
   * {@return the run under way}
   *
   * @param folder of the run
   * @param decider answers proposals, on a thread of its own
   * @param listener receives every event, on the engine's thread
   * @throws IOException in one sentence when the folder holds no run that can be read, or the run
   *     is under way elsewhere
   */
  RunHandle resume(Path folder, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException;

  /**
   * {@return the run under way} Data at another place must be the same data: its fingerprint
   * decides, and nothing is changed where it differs.
   *
   * @param folder of the run
   * @param change what is to be otherwise from the next round on
   * @param decider answers proposals, on a thread of its own
   * @param listener receives every event, on the engine's thread
   * @throws IOException in one sentence when the folder holds no run that can be read, or the run
   *     is under way elsewhere
   */
  default RunHandle resume(
      Path folder, RunChange change, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException {
    if (change.equals(RunChange.none())) {
      return resume(folder, decider, listener);
    }
    throw new IOException(
        folder + ": expected a service that goes on with other settings, found one that does not.");
  }

  /**
   * {@return the run under way} Their events stay in the record; the listener is told {@code
   * Undone} first. The same seed gives the same scores again: unless the locks changed, the
   * repeated round has the same proposal, and only another answer leads elsewhere.
   *
   * @param folder of the run
   * @param round the round to take back, at least 1
   * @param decider answers proposals, on a thread of its own
   * @param listener receives every event, on the engine's thread
   * @throws IOException in one sentence when there is no such run or round, or the run is under way
   */
  RunHandle undo(Path folder, int round, Decider decider, Consumer<? super GrowthEvent> listener)
      throws IOException;
}
