package org.morphoscope.growth;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.SecondSet;

/** The set that a run tries beside every proposal that nobody changes, where it is to. */
final class SecondSets {
  private SecondSets() {}

  /**
   * The decision with the second set in it; as it was when a person or another strategy decided, or
   * when the second set would be the first one again.
   *
   * @param ofKind the proposal of the same round and scores with one kind of change only
   */
  static Decision with(
      RunConfig config,
      Proposal proposal,
      Decision decision,
      Function<MorphKind, Proposal> ofKind) {
    Optional<SecondSet> wanted = config.selection().tryBoth();
    boolean chosen = config.strategy().choice() == GrowthStrategy.Choice.JOINT_MODEL;
    if (wanted.isEmpty() || !chosen || decision.by() == Decision.By.PERSON) {
      return decision;
    }
    List<Integer> second =
        switch (wanted.get()) {
          case HALF -> HalvedSet.of(proposal, decision);
          case NOTHING -> List.of();
          case SPLIT, NEW -> ofKind.apply(wanted.get().kind().orElseThrow()).selected();
        };
    Set<Integer> first = new HashSet<>(decision.apply());
    return first.equals(new HashSet<>(second)) ? decision : decision.against(second);
  }
}
