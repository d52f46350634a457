package org.morphoscope.export.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunControl;
import org.morphoscope.selection.Candidates;
import org.morphoscope.text.Texts;

/**
 * Takes the decisions of a script again: by channel in a run of the same data, net and seed, where
 * channels are the same; else by layer and rank. What has no counterpart is told and left out.
 *
 * <p>Asked on the thread that decides, told events on the run's; each waits for the other.
 */
public final class ScriptDecider implements Decider {
  private final Map<Integer, DecisionScript.Round> rounds = new TreeMap<>();
  private final boolean sameChannels;
  private final boolean byModel;
  private final Set<Integer> alwaysLocked;
  private final Consumer<String> told;
  private final Set<Integer> left = new TreeSet<>();
  private NetworkSpec net;

  /**
   * @param script what a person decided in another run
   * @param config of the run that is decided
   * @param alwaysLocked width groups that are locked whatever the script says
   * @param told receives a sentence for everything that does not apply
   */
  public ScriptDecider(
      DecisionScript script, RunConfig config, Set<Integer> alwaysLocked, Consumer<String> told) {
    script.rounds().forEach(round -> rounds.put(round.round(), round));
    this.left.addAll(rounds.keySet());
    this.sameChannels =
        script.seed() == config.seed()
            && script.seedNet().equals(config.seedNet().name())
            && script.data().equals(config.data().name());
    this.byModel = config.strategy().choice() == GrowthStrategy.Choice.JOINT_MODEL;
    this.alwaysLocked = Set.copyOf(alwaysLocked);
    this.told = told;
    script
        .changes()
        .forEach(
            change ->
                told.accept(
                    Texts.of(
                        "round %d: the run of the script went on with %s; settings are not changed"
                            + " by a script, give them as options",
                        change.round(), change.what())));
  }

  /**
   * Locks what the script has locked in the round that comes; called with every event.
   *
   * @param event in its order
   * @param control of the run
   */
  public void accept(GrowthEvent event, RunControl control) {
    if (event instanceof RunStarted start) {
      net = start.architecture().spec();
      lock(Math.max(1, start.round()), control);
    } else if (event instanceof RoundFinished finished) {
      lock(finished.round() + 1, control);
    }
  }

  private void lock(int round, RunControl control) {
    DecisionScript.Round entry = rounds.get(round);
    Set<Integer> locked = new TreeSet<>(alwaysLocked);
    for (String layer : entry == null ? List.<String>of() : entry.locked()) {
      OptionalInt group = group(net, layer);
      if (group.isPresent()) {
        locked.add(group.getAsInt());
      } else {
        told.accept(Texts.of("round %d: no layer %s to lock in this net", round, layer));
      }
    }
    if (!locked.equals(control.locked())) {
      control.setLocked(locked);
    }
  }

  /** The width group of a layer. */
  private static OptionalInt group(NetworkSpec spec, String layer) {
    return spec.layers().stream()
        .filter(each -> each.id().equals(layer) && each.group() >= 0)
        .mapToInt(each -> each.group())
        .findFirst();
  }

  @Override
  public Decision decide(Proposal proposal) {
    DecisionScript.Round entry = rounds.get(proposal.round());
    left.remove(proposal.round());
    if (entry == null || !entry.byPerson()) {
      return Decision.accept(proposal);
    }
    List<Integer> apply = applicable(proposal, entry.apply());
    Decision decision =
        new Decision(
            apply,
            found(proposal, entry.vetoed(), false),
            found(proposal, entry.approved(), false).stream().filter(apply::contains).toList(),
            found(proposal, entry.deferred(), false),
            Decision.By.PERSON);
    if (entry.other().isPresent() && !byModel) {
      told.accept(
          Texts.of(
              "round %d: only gauss-newton tries a second set; the first one is applied",
              proposal.round()));
    }
    return entry
        .other()
        .filter(set -> byModel)
        .map(set -> decision.against(applicable(proposal, set)))
        .orElse(decision);
  }

  /** A set of the script as far as it can be applied here. */
  private List<Integer> applicable(Proposal proposal, List<CandidateRef> set) {
    Candidates order = proposal.order();
    Set<Integer> barred = order.of(new HashSet<>(proposal.locked()));
    Set<Integer> places = new HashSet<>();
    List<Integer> apply = new ArrayList<>();
    for (int candidate : found(proposal, set, true)) {
      if (barred.contains(candidate) || !places.add(order.place(candidate))) {
        tell(proposal, CandidateRef.of(proposal, candidate), "its channel is taken or locked");
      } else {
        apply.add(candidate);
      }
    }
    for (OptionalInt bare = Decision.emptied(proposal, apply);
        bare.isPresent();
        bare = Decision.emptied(proposal, apply)) {
      int group = bare.getAsInt();
      int last = -1;
      for (int candidate : apply) {
        boolean prunes = order.kind(candidate) == MorphKind.PRUNE;
        last = prunes && order.unit(candidate).group() == group ? candidate : last;
      }
      apply.remove(Integer.valueOf(last));
      tell(proposal, CandidateRef.of(proposal, last), "the layer would lose all its channels");
    }
    return apply;
  }

  private List<Integer> found(Proposal proposal, List<CandidateRef> refs, boolean tell) {
    List<Integer> found = new ArrayList<>();
    for (CandidateRef ref : refs) {
      Optional<Candidate> candidate = find(proposal, ref);
      if (candidate.isPresent()) {
        found.add(candidate.get().index());
      } else if (tell) {
        tell(proposal, ref, "there is no such candidate");
      }
    }
    return found.stream().distinct().toList();
  }

  private void tell(Proposal proposal, CandidateRef ref, String why) {
    told.accept(Texts.of("round %d: %s does not apply: %s", proposal.round(), ref, why));
  }

  private Optional<Candidate> find(Proposal proposal, CandidateRef ref) {
    OptionalInt group = group(proposal.architecture().spec(), ref.layer());
    if (group.isEmpty()) {
      return Optional.empty();
    }
    List<Candidate> ranked = CandidateRef.ranked(proposal, ref.kind(), group.getAsInt());
    if (sameChannels) {
      Optional<Candidate> same =
          ranked.stream()
              .filter(
                  each ->
                      ref.id() >= 0
                          ? each.channelId() == ref.id()
                          : each.unit().channel() == ref.channel())
              .findFirst();
      if (same.isPresent()) {
        return same;
      }
    }
    return ref.rank() <= ranked.size() ? Optional.of(ranked.get(ref.rank() - 1)) : Optional.empty();
  }

  /** Tells of the rounds that the script speaks of and the run did not come to. */
  public void tellLeft() {
    if (!left.isEmpty()) {
      told.accept(Texts.of("The run did not come to these rounds of the script: %s", left));
    }
  }
}
