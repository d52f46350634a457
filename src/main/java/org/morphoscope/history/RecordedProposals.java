package org.morphoscope.history;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Optional;
import org.morphoscope.journal.ProposalIndex;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Proposal;

/**
 * The proposals of a run on the disk, also of one that is being written. The last one is held as
 * long as there is memory. Used by one thread at a time.
 */
public final class RecordedProposals implements ProposalSource {
  private final Path folder;
  private ProposalIndex index;
  private Key key;
  private SoftReference<Proposal> last = new SoftReference<>(null);

  private record Key(int round, int attempt) {}

  /**
   * @param folder of the run
   */
  public RecordedProposals(Path folder) {
    this.folder = folder;
  }

  /** {@return the folder of the run} */
  public Path folder() {
    return folder;
  }

  @Override
  public synchronized Optional<Proposal> fetch(int round, int attempt) throws IOException {
    Key wanted = new Key(round, attempt);
    Proposal held = wanted.equals(key) ? last.get() : null;
    if (held != null) {
      return Optional.of(held);
    }
    RunReader reader = RunReader.open(folder);
    if (index == null || index.begin(round, attempt).isEmpty() || index.outdated(reader)) {
      index = reader.proposals();
    }
    if (index.begin(round, attempt).isEmpty()) {
      return Optional.empty();
    }
    Proposal found = reader.proposal(index, round, attempt);
    key = wanted;
    last = new SoftReference<>(found);
    return Optional.of(found);
  }
}
