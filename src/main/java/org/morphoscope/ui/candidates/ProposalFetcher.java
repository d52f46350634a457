package org.morphoscope.ui.candidates;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.morphoscope.history.RecordedProposals;
import org.morphoscope.run.Proposal;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.model.WhySource;

/** Brings the joint models of past rounds from the disk; used on the JavaFX thread. */
final class ProposalFetcher {
  private final Fx background;
  private Supplier<Optional<Path>> run = Optional::empty;
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
   * Fetches the proposal.
   *
   * @param found told on the JavaFX thread
   * @param failed told there in one sentence why there is none
   */
  void fetch(WhySource wanted, Consumer<Proposal> found, Consumer<String> failed) {
    Optional<Path> folder = run.get();
    if (folder.isEmpty()) {
      failed.accept("the run is not recorded in a folder");
      return;
    }
    if (recorded == null || !recorded.folder().equals(folder.get())) {
      recorded = new RecordedProposals(folder.get());
    }
    RecordedProposals source = recorded;
    background.call(
        () -> fetched(source, wanted),
        found,
        error -> failed.accept(error.getMessage() == null ? error.toString() : error.getMessage()));
  }

  private static Proposal fetched(RecordedProposals source, WhySource wanted) throws IOException {
    int round = wanted.proposal().round();
    return source
        .fetch(round, wanted.attempt())
        .orElseThrow(
            () ->
                new IOException(
                    source.folder() + ": the proposal of round " + round + " is not recorded"));
  }
}
