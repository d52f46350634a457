package org.morphoscope.ui.film;

import java.util.List;
import java.util.Optional;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.AppliedMorphism.Filter;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Terms;

/**
 * One change of a round, and what became of the set that it belongs to.
 *
 * @param morphism split, prune or new neuron, with its numbers where the run has them
 * @param layer name of the channel's layer
 * @param set number of changes that were made together
 * @param losses of the whole set
 * @param takenBack whether the set was measured and not kept
 */
record Film(AppliedMorphism morphism, String layer, int set, FilmLosses losses, boolean takenBack) {

  /** Whether the children have w + theta and w + 2 theta, in place of w + theta and w - theta. */
  boolean signed() {
    return morphism.filter().filter(Filter::signed).isPresent();
  }

  /** Kind, layer and channel. */
  String title() {
    return Texts.of("%s of %s #%d", Terms.name(morphism.kind()), layer, morphism.unit().channel());
  }

  @Override
  public String toString() {
    return title();
  }

  /**
   * The changes of a round, in the order they were taken; none before the net has grown.
   *
   * @param record of the round
   * @param before the round before, as far as it is known
   */
  static List<Film> of(RoundRecord record, Optional<RoundSummary> before) {
    List<GrowthEvent.Applied> changes = record.changes();
    int last = changes.size() - 1;
    while (last >= 0 && changes.get(last).morphisms().isEmpty()) {
      last--;
    }
    if (last < 0) {
      return List.of();
    }
    GrowthEvent.Applied applied = changes.get(last);
    // a set that was taken back is a change without a measurement of its own
    int tries =
        (int) changes.subList(0, last).stream().filter(c -> !c.morphisms().isEmpty()).count();
    Optional<GrowthEvent.Measured> measured =
        tries < record.measured().size()
            ? Optional.of(record.measured().get(tries))
            : Optional.empty();
    boolean takenBack = last < changes.size() - 1;
    FilmLosses losses =
        new FilmLosses(
            before.map(RoundSummary::trainLoss).orElse(Double.NaN),
            applied.predictedDelta(),
            measured.map(GrowthEvent.Measured::measuredDelta).orElse(Double.NaN),
            record.summary().map(RoundSummary::trainLoss).orElse(Double.NaN));
    NetworkSpec net = record.architecture().spec();
    return applied.morphisms().stream()
        .map(
            m ->
                new Film(
                    m,
                    net.layer(net.group(m.unit().group()).first()).id(),
                    applied.morphisms().size(),
                    losses,
                    takenBack))
        .toList();
  }
}
