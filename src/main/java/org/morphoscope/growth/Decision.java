package org.morphoscope.growth;

import java.util.List;

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
    POLICY,
    PERSON,
    COUNTDOWN
  }

  public Decision {
    apply = List.copyOf(apply);
    vetoed = List.copyOf(vetoed);
    approved = List.copyOf(approved);
    deferred = List.copyOf(deferred);
  }

  /** The proposal as it stands, decided by the policy. */
  public static Decision accept(Proposal proposal) {
    return new Decision(proposal.selected(), List.of(), List.of(), List.of(), By.POLICY);
  }
}
