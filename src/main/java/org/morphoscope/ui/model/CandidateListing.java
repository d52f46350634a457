package org.morphoscope.ui.model;

import java.util.Optional;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;

/**
 * What the table lists.
 *
 * @param moment its net and scores
 * @param outcome the round that tells what became of the candidates; empty while that is open
 * @param linked whether the graph shows the same net, so that a selection means the same channel in
 *     both
 */
public record CandidateListing(RunSnapshot moment, Optional<RoundRecord> outcome, boolean linked) {

  /**
   * {@return the candidates of a past round}
   *
   * @param record of a round, as far as it has come
   */
  public static CandidateListing past(RoundRecord record) {
    return new CandidateListing(RunSnapshots.past(record), Optional.of(record), true);
  }

  /**
   * {@return the candidates of the net as it is now, or was when the model stood still} Between
   * growth and the next scoring pass it has none yet; those of the last scored round stay, with
   * what became of them.
   *
   * @param model of the run that is shown
   * @param now what the graph shows
   */
  public static CandidateListing live(RunModel model, RunSnapshot now) {
    Optional<RoundRecord> last =
        model.rounds().stream()
            .filter(record -> !record.scores().isEmpty() && record.applied().isPresent())
            .reduce((earlier, later) -> later);
    return now.stale() && last.isPresent()
        ? new CandidateListing(RunSnapshots.past(last.get()), last, false)
        : new CandidateListing(now, Optional.empty(), true);
  }
}
