package org.morphoscope.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.morphoscope.journal.disk.JournalException;

/** Width groups that are locked, as the events tell and as a file of their own has them. */
final class RecordedLocks {
  private final LocksFile file;
  private Set<Integer> recorded = Set.of();

  RecordedLocks(Path file) {
    this.file = new LocksFile(file);
  }

  /** Goes on from those that the events tell of; the same in return. */
  Set<Integer> begin(Set<Integer> told) {
    recorded = Set.copyOf(told);
    return recorded;
  }

  /**
   * Takes note of the groups that are locked now.
   *
   * @return whether they are others than before, so that an event is to tell
   * @throws JournalException in one sentence when they cannot be written
   */
  boolean note(List<Integer> locked) throws JournalException {
    Set<Integer> now = Set.copyOf(locked);
    if (recorded.equals(now)) {
      return false;
    }
    file.write(locked);
    recorded = now;
    return true;
  }

  /**
   * The groups that were locked last, also after the last complete round.
   *
   * @throws JournalException in one sentence when their file cannot be read
   */
  Set<Integer> last() throws JournalException {
    return file.read().orElse(recorded);
  }
}
