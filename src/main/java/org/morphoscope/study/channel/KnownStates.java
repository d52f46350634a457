package org.morphoscope.study.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.RoundState;

/**
 * The last few checkpoints that were looked at, so that a view that asks for channel after channel
 * reads each once. A round that was taken back and grown again is read again: its file is another.
 */
final class KnownStates {
  private static final int MOST = 3;

  private record Key(Path run, int round) {}

  private record Known(FileTime written, long bytes, RoundState state) {}

  private final Map<Key, Known> known =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
          return size() > MOST;
        }
      };

  /**
   * {@return the state at the end of a round}
   *
   * @param run folder of the run
   * @throws IOException in one sentence when it cannot be read
   */
  synchronized RoundState of(Path run, int round) throws IOException {
    Path file = RunReader.stateFile(run, round);
    Key key = new Key(run, round);
    if (!Files.exists(file)) {
      known.remove(key);
      return RunReader.open(run).state(round); // says what is missing
    }
    FileTime written = Files.getLastModifiedTime(file);
    long bytes = Files.size(file);
    Known before = known.get(key);
    if (before != null && before.written.equals(written) && before.bytes == bytes) {
      return before.state;
    }
    RoundState read = RunReader.open(run).state(round);
    known.put(key, new Known(written, bytes, read));
    return read;
  }
}
