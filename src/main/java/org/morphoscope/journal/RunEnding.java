package org.morphoscope.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Training;

/** Where a recorded run ends, changed while nobody plays it. */
public final class RunEnding {
  private RunEnding() {}

  /**
   * Changes where a recorded run ends and the tail that it gets there.
   *
   * @param folder of the run
   * @param rounds of the run; what it has played beyond them stays
   * @param epochs of the tail
   * @throws JournalException in one sentence when there is no such run or it is under way
   */
  public static void setEnd(Path folder, int rounds, int epochs) throws JournalException {
    try (RunLock lock = RunLock.forExisting(folder)) {
      Json json = new Json();
      RunInfo info = json.read(lock.paths().info(), "a run's description", RunInfo::decode);
      Training training = info.config().training();
      RunConfig changed =
          info.config()
              .withRounds(rounds)
              .withTraining(training.withTail(OptionalInt.of(epochs), training.tail().at()));
      Durable.replace(lock.paths().info(), json.pretty(info.withConfig(changed).encode()));
    } catch (IOException e) {
      throw JournalException.unwritable(folder, e);
    }
  }
}
