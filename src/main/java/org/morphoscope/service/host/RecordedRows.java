package org.morphoscope.service.host;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import org.morphoscope.journal.ProposalIndex;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.GramRow;
import org.morphoscope.text.Texts;

/**
 * Rows of the Gram matrices that are recorded, for viewers that have none. The last matrix is held
 * as long as there is memory.
 */
final class RecordedRows {
  private SoftReference<Read> last = new SoftReference<>(null);

  /** A proposal, and where the events were that it was read from. */
  private record Read(Path run, int round, int attempt, ProposalIndex index, Proposal proposal) {
    boolean is(Path folder, int wanted, int its) {
      return run.equals(folder) && round == wanted && attempt == its;
    }
  }

  /**
   * {@return what the joint model of a round says of a candidate}
   *
   * @param attempt how many proposals of the same round came before it
   * @throws IOException in one sentence when it is not recorded
   */
  synchronized GramRow row(Path run, int round, int attempt, int candidate) throws IOException {
    RunReader reader = RunReader.open(run);
    Read read = last.get();
    if (read == null || !read.is(run, round, attempt) || read.index().outdated(reader)) {
      ProposalIndex index = reader.proposals();
      if (index.begin(round, attempt).isEmpty()) {
        throw new IOException(
            Texts.of("The proposal of round %d is not recorded; choose another round.", round));
      }
      read = new Read(run, round, attempt, index, reader.proposal(index, round, attempt));
      last = new SoftReference<>(read);
    }
    int size = read.proposal().candidates().size();
    if (candidate < 0 || candidate >= size) {
      throw new IOException(
          Texts.of("expected a candidate from 0 to %d, found %d.", size - 1, candidate));
    }
    return read.proposal().model().row(candidate);
  }
}
