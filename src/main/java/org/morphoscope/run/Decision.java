package org.morphoscope.run;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.morphoscope.net.UnitId;
import org.morphoscope.selection.Candidates;
import org.morphoscope.text.Texts;

/**
 * The answer to a proposal.
 *
 * @param apply candidate indices to apply; at most one per channel
 * @param vetoed indices a person forbade in this round
 * @param approved indices a person asked for
 * @param deferred indices a person left for a later round
 * @param by who decided
 */
public record Decision(
    List<Integer> apply,
    List<Integer> vetoed,
    List<Integer> approved,
    List<Integer> deferred,
    By by) {
  /** Who decided. */
  public enum By {
    /** The proposal stood, nobody was asked. */
    POLICY,
    /** A person answered. */
    PERSON,
    /** The time to answer was up, so the proposal stood. */
    COUNTDOWN
  }

  /**
   * Copies the lists.
   *
   * @param apply candidate indices to apply; at most one per channel
   * @param vetoed indices a person forbade in this round
   * @param approved indices a person asked for
   * @param deferred indices a person left for a later round
   * @param by who decided
   */
  public Decision {
    apply = List.copyOf(apply);
    vetoed = List.copyOf(vetoed);
    approved = List.copyOf(approved);
    deferred = List.copyOf(deferred);
  }

  /**
   * {@return the proposal as it stands, decided by the policy}
   *
   * @param proposal of the round
   */
  public static Decision accept(Proposal proposal) {
    return new Decision(proposal.selected(), List.of(), List.of(), List.of(), By.POLICY);
  }

  /**
   * Checks that the sets fit a proposal.
   *
   * @param proposal of the round
   * @throws IllegalArgumentException in one sentence when an index names no candidate, a channel is
   *     to be changed twice, or a layer would lose all its channels
   */
  public void requireValidFor(Proposal proposal) {
    Candidates order = proposal.order();
    for (List<Integer> set : List.of(apply, vetoed, approved, deferred)) {
      for (int c : set) {
        if (c < 0 || c >= order.size()) {
          throw new IllegalArgumentException(
              Texts.of(
                  "candidate %d does not exist: round %d has candidates 0 to %d",
                  c, proposal.round(), order.size() - 1));
        }
      }
    }
    Set<UnitId> changed = new HashSet<>();
    for (int c : apply) {
      UnitId unit = order.unit(c);
      if (!changed.add(unit)) {
        throw new IllegalArgumentException(
            Texts.of(
                "channel %d of layer %d is chosen twice: a channel takes one morphism per round",
                unit.channel(), unit.group()));
      }
    }
    OptionalInt emptied = emptied(proposal, apply);
    if (emptied.isPresent()) {
      throw new IllegalArgumentException(
          Texts.of(
              "layer %d would lose all its channels: leave at least one prune out",
              emptied.getAsInt()));
    }
  }

  /**
   * {@return the first width group that a set of candidates would leave without a channel}
   *
   * @param proposal of the round
   * @param set indices of candidates
   */
  public static OptionalInt emptied(Proposal proposal, List<Integer> set) {
    Candidates order = proposal.order();
    int[] widths = proposal.architecture().spec().widths();
    for (int c : set) {
      widths[order.unit(c).group()] += order.kind(c).widthChange();
    }
    return IntStream.range(0, widths.length).filter(group -> widths[group] < 1).findFirst();
  }
}
