package org.morphoscope.run;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
 * @param other another set to try beside {@code apply}: both are grown and trained for an epoch,
 *     and the better one stays; empty to grow by {@code apply} alone
 */
public record Decision(
    List<Integer> apply,
    List<Integer> vetoed,
    List<Integer> approved,
    List<Integer> deferred,
    By by,
    Optional<List<Integer>> other) {
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
   * A set that was grown and trained for the first epoch of its round, beside another one.
   *
   * @param set indices of candidates in the order taken, as decided
   * @param outcome what became of it when it was applied and measured
   * @param parameters of the net that was trained
   * @param validationLoss behind the epoch, nats per image
   * @param measurements number of {@link GrowthEvent.Measured} that are about it
   */
  public record Trial(
      List<Integer> set,
      RoundSummary.Outcome outcome,
      long parameters,
      double validationLoss,
      int measurements) {
    /**
     * Two sets that were tried, and which of them stays.
     *
     * @param first the set that was decided for
     * @param second the other one
     * @param keptSecond whether the second stays: its loss is the smaller one
     */
    public record Both(Trial first, Trial second, boolean keptSecond) {
      /** {@return the trial that the round goes on from} */
      public Trial kept() {
        return keptSecond ? second : first;
      }

      /** {@return which of them stays, with both losses, in a sentence without its full stop} */
      public String told() {
        return Texts.of(
            "the %s set stays: validation loss after an epoch %s of the first, %s of the other",
            keptSecond ? "other" : "first", first.told(), second.told());
      }
    }

    /**
     * Copies the list.
     *
     * @param set indices of candidates in the order taken, as decided
     * @param outcome what became of it when it was applied and measured
     * @param parameters of the net that was trained
     * @param validationLoss behind the epoch, nats per image
     * @param measurements number of {@link GrowthEvent.Measured} that are about it
     */
    public Trial {
      set = List.copyOf(set);
    }

    private String told() {
      String fate =
          switch (outcome) {
            case HALVED -> ", halved";
            case REVERTED -> ", taken back";
            case NOTHING, SEED -> ", not grown";
            case APPLIED -> "";
          };
      return Texts.of("%.4f (%,d parameters%s)", validationLoss, parameters, fate);
    }
  }

  /**
   * Copies the lists.
   *
   * @param apply candidate indices to apply; at most one per channel
   * @param vetoed indices a person forbade in this round
   * @param approved indices a person asked for
   * @param deferred indices a person left for a later round
   * @param by who decided
   * @param other another set to try beside {@code apply}
   */
  public Decision {
    apply = List.copyOf(apply);
    vetoed = List.copyOf(vetoed);
    approved = List.copyOf(approved);
    deferred = List.copyOf(deferred);
    other = other.map(List::copyOf);
  }

  /**
   * A decision for one set.
   *
   * @param apply candidate indices to apply; at most one per channel
   * @param vetoed indices a person forbade in this round
   * @param approved indices a person asked for
   * @param deferred indices a person left for a later round
   * @param by who decided
   */
  public Decision(
      List<Integer> apply,
      List<Integer> vetoed,
      List<Integer> approved,
      List<Integer> deferred,
      By by) {
    this(apply, vetoed, approved, deferred, by, Optional.empty());
  }

  /**
   * {@return the decision to try another set beside this one's}
   *
   * @param second indices of candidates in the order taken; empty for the net as it is
   */
  public Decision against(List<Integer> second) {
    return new Decision(apply, vetoed, approved, deferred, by, Optional.of(second));
  }

  /** {@return the decision for this one's set alone} */
  public Decision first() {
    return new Decision(apply, vetoed, approved, deferred, by);
  }

  /** {@return the decision for the other set alone; for nothing where there is none} */
  public Decision second() {
    return new Decision(other.orElse(List.of()), vetoed, approved, deferred, by);
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
    for (List<Integer> set : List.of(apply, vetoed, approved, deferred, other.orElse(List.of()))) {
      for (int c : set) {
        if (c < 0 || c >= order.size()) {
          throw new IllegalArgumentException(
              Texts.of(
                  "candidate %d does not exist: round %d has candidates 0 to %d",
                  c, proposal.round(), order.size() - 1));
        }
      }
    }
    requireFits(proposal, order, apply);
    other.ifPresent(set -> requireFits(proposal, order, set));
  }

  private static void requireFits(Proposal proposal, Candidates order, List<Integer> apply) {
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
