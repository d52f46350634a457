package org.morphoscope.history;

import java.io.IOException;
import java.util.Optional;
import org.morphoscope.run.Proposal;

/** Gives the proposals of past rounds with their joint model, which no history keeps. */
@FunctionalInterface
public interface ProposalSource {
  /**
   * The proposal of a round. Takes as long as reading its line from the disk: up to seconds.
   *
   * @param round the round
   * @param attempt how many proposals of the same round came before it, because it was taken back
   * @return empty when it is not recorded
   * @throws IOException in one sentence when the journal cannot be read
   */
  Optional<Proposal> fetch(int round, int attempt) throws IOException;
}
