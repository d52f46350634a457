package org.morphoscope.ui.candidates;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.morphoscope.history.RecordedProposals;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Proposal;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.WhySource;

/**
 * Brings the joint models of past rounds from the disk, and of those that are too large to travel
 * the row that is asked about; used on the JavaFX thread.
 */
final class ProposalFetcher {
  private final Fx background;
  private Supplier<Optional<Path>> run = Optional::empty;
  private Supplier<Optional<GramRows>> remote = Optional::empty;
  private RecordedProposals recorded;

  /**
   * @param background where the journal is read
   */
  ProposalFetcher(Fx background) {
    this.background = background;
  }

  /** Tells where the run on show is recorded. */
  void setRun(Supplier<Optional<Path>> folder) {
    run = folder;
  }

  /**
   * Tells who has the joint models that are too large to travel; empty for a run of this machine.
   */
  void setRemoteRows(Supplier<Optional<GramRows>> rows) {
    remote = rows;
  }

  /**
   * Fetches what is needed to explain a candidate.
   *
   * @param found told on the JavaFX thread
   * @param failed told there in one sentence, without its full stop, why there is none
   */
  void fetch(
      WhySource wanted, CandidateKey key, Consumer<WhySource> found, Consumer<String> failed) {
    Optional<Path> folder = run.get();
    if (folder.isEmpty()) {
      failed.accept("the run is not recorded in a folder");
      return;
    }
    if (recorded == null || !recorded.folder().equals(folder.get())) {
      recorded = new RecordedProposals(folder.get());
    }
    RecordedProposals source = recorded;
    Optional<GramRows> rows = remote.get();
    background.call(
        () -> fetched(source, rows, wanted, key),
        found,
        error -> failed.accept(error.getMessage() == null ? error.toString() : error.getMessage()));
  }

  private static WhySource fetched(
      RecordedProposals source, Optional<GramRows> rows, WhySource wanted, CandidateKey key)
      throws IOException {
    int round = wanted.proposal().round();
    Proposal found =
        source
            .fetch(round, wanted.attempt())
            .orElseThrow(
                () ->
                    new IOException(
                        source.folder() + ": the proposal of round " + round + " is not recorded"));
    if (found.hasModel()) {
      return wanted.with(found);
    }
    int candidate = wanted.find(key).map(Candidate::index).orElseThrow();
    GramRows elsewhere =
        rows.orElseThrow(
            () ->
                new IOException(
                    "The Gram matrix of round "
                        + round
                        + " is with the server that grew the run; connect to it, and open the run there"));
    return wanted.with(candidate, elsewhere.row(round, wanted.attempt(), candidate));
  }
}
