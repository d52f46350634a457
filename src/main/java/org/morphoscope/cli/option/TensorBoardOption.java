package org.morphoscope.cli.option;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.morphoscope.tensorboard.TensorBoardLog;
import picocli.CommandLine.Option;

/** Where a run writes its log for TensorBoard. */
public final class TensorBoardOption {
  private static final String BESIDE_THE_RUN = "";

  @Option(
      names = "--tensorboard",
      arity = "0..1",
      fallbackValue = BESIDE_THE_RUN,
      paramLabel = "DIR",
      description =
          "Write event files for TensorBoard while running (without DIR: RUN/tensorboard).")
  private String folder;

  /**
   * {@return the log of a run, if one is asked for}
   *
   * @param run folder of the run, after which the log is called
   * @param clock gives the times of entries
   */
  public Optional<TensorBoardLog> log(Path run, Clock clock) {
    if (folder == null) {
      return Optional.empty();
    }
    Path into = folder.equals(BESIDE_THE_RUN) ? run.resolve("tensorboard") : Path.of(folder);
    return Optional.of(new TensorBoardLog(into, clock));
  }
}
