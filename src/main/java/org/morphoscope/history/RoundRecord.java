package org.morphoscope.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Decision.Trial;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.LayerScores.ScoreQuantity;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundSummary;

/** All that is remembered of one round. Filled by {@link RunModel} as events arrive. */
public final class RoundRecord {
  private final int round;
  private final int attempt;
  private Architecture architecture;
  private List<LayerScores> scores = List.of();
  private Optional<ScoreQuantity> quantity = Optional.empty();
  private long samples;
  private long totalSamples;
  private Proposal proposal;
  private Decision decision;
  private final List<GrowthEvent.Applied> changes = new ArrayList<>();
  private final List<GrowthEvent.Measured> measured = new ArrayList<>();
  private Trial.Both tried;
  private boolean putBack;
  private RoundSummary summary;
  private RoundSummary tail;
  private Set<Integer> locked;
  private final List<Set<Integer>> lockChanges = new ArrayList<>();
  private final List<Integer> undone = new ArrayList<>();
  private final List<GrowthEvent.Adjusted> adjusted = new ArrayList<>();
  private boolean abandoned;

  RoundRecord(int round, int attempt, Architecture architecture, Set<Integer> locked) {
    this.round = round;
    this.attempt = attempt;
    this.architecture = architecture;
    this.locked = locked;
    lockChanges.add(locked);
  }

  RoundRecord copy() {
    RoundRecord copy = new RoundRecord(round, attempt, architecture, locked);
    copy.scores = scores;
    copy.quantity = quantity;
    copy.samples = samples;
    copy.totalSamples = totalSamples;
    copy.proposal = proposal;
    copy.decision = decision;
    copy.changes.addAll(changes);
    copy.measured.addAll(measured);
    copy.tried = tried;
    copy.putBack = putBack;
    copy.summary = summary;
    copy.tail = tail;
    copy.lockChanges.clear();
    copy.lockChanges.addAll(lockChanges);
    copy.undone.addAll(undone);
    copy.adjusted.addAll(adjusted);
    copy.abandoned = abandoned;
    return copy;
  }

  /** {@return the number of the round, 0 for the training of the seed net} */
  public int round() {
    return round;
  }

  /**
   * {@return the number of proposals of the same round that came before its own, because it was
   * taken back}
   */
  public int attempt() {
    return attempt;
  }

  /** {@return the net that was scored in this round} */
  public Architecture architecture() {
    return architecture;
  }

  /**
   * {@return the last scores of the round for {@link #architecture}; empty when it was not scored}
   */
  public List<LayerScores> scores() {
    return scores;
  }

  /**
   * {@return what {@link #scores} are; empty for predicted changes of the loss by our own model}
   */
  public Optional<ScoreQuantity> quantity() {
    return quantity;
  }

  /** {@return the number of images scored so far} */
  public long samples() {
    return samples;
  }

  /** {@return the number of images that the scoring pass has in all, 0 before it began} */
  public long totalSamples() {
    return totalSamples;
  }

  /** {@return the outline of what was proposed; a {@link ProposalSource} has its joint model} */
  public Optional<Proposal> proposal() {
    return Optional.ofNullable(proposal);
  }

  /** {@return what was decided; empty before that} */
  public Optional<Decision> decision() {
    return Optional.ofNullable(decision);
  }

  /** {@return the last change of the net; empty before there was one} */
  public Optional<GrowthEvent.Applied> applied() {
    return changes.isEmpty() ? Optional.empty() : Optional.of(changes.get(changes.size() - 1));
  }

  /** {@return the decision for the set that stands: of two that were tried, the one kept} */
  public Optional<Decision> taken() {
    return decision()
        .map(made -> tried == null ? made : tried.keptSecond() ? made.second() : made.first());
  }

  /** {@return the two sets that were tried; empty where one was decided for} */
  public Optional<Trial.Both> tried() {
    return Optional.ofNullable(tried);
  }

  /**
   * {@return every change of the net; several when the set was halved or reverted, or two were
   * tried: those of the one that was kept are the last}
   */
  public List<GrowthEvent.Applied> changes() {
    return List.copyOf(changes);
  }

  /** {@return the net at the end of the round, as far as it has come} */
  public Architecture netAfter() {
    return applied().map(GrowthEvent.Applied::architecture).orElse(architecture);
  }

  /**
   * {@return what the set was measured to bring, one entry for each try; those of the set that was
   * kept are the last; empty before that}
   */
  public List<GrowthEvent.Measured> measured() {
    return List.copyOf(measured);
  }

  /** {@return losses and sizes at the end of the round; empty before it is finished} */
  public Optional<RoundSummary> summary() {
    return Optional.ofNullable(summary);
  }

  /** {@return the round after its tail, when it has one} */
  public Optional<RoundSummary> tail() {
    return Optional.ofNullable(tail);
  }

  /** {@return whether a person took the round back: it stays as a branch that was abandoned} */
  public boolean abandoned() {
    return abandoned;
  }

  /** {@return the width groups that were locked when the round was decided, or are locked now} */
  public Set<Integer> locked() {
    return locked;
  }

  /** The locks at the beginning of the round, then those after each change. */
  List<Set<Integer>> lockChanges() {
    return lockChanges;
  }

  /** Rounds from which on the run was taken back while this was its last one. */
  List<Integer> undone() {
    return undone;
  }

  /** {@return what a person turned in the round, in order} */
  public List<GrowthEvent.Adjusted> adjusted() {
    return List.copyOf(adjusted);
  }

  void adjusted(GrowthEvent.Adjusted event) {
    adjusted.add(event);
  }

  void abandon() {
    abandoned = true;
  }

  void undoneBehind(int fromRound) {
    undone.add(fromRound);
  }

  void locked(Set<Integer> groups) {
    lockChanges.add(groups);
    if (decision == null) {
      locked = groups;
    }
  }

  void scored(GrowthEvent.ScoresUpdated event) {
    scores = event.layers();
    quantity = event.quantity();
    samples = event.samples();
    totalSamples = event.totalSamples();
  }

  void proposed(Proposal made) {
    proposal = made.outline();
    architecture = made.architecture();
  }

  void decided(Decision made) {
    decision = made;
  }

  void grown(GrowthEvent.Applied event) {
    if (!putBack) {
      changes.add(event);
    }
    putBack = false;
  }

  /** The first set's changes and measurements go behind the second's when it is the one kept. */
  void tried(Trial.Both both) {
    tried = both;
    int measurements = both.first().measurements();
    if (!both.keptSecond() && measurements > 0) {
      boolean reverted = both.first().outcome() == RoundSummary.Outcome.REVERTED;
      int applied = measurements + (reverted ? 1 : 0);
      Collections.rotate(measured, -Math.min(measurements, measured.size()));
      Collections.rotate(changes, -Math.min(applied, changes.size()));
      // what is told next is the last of them once more
      putBack = true;
    }
  }

  void measured(GrowthEvent.Measured event) {
    measured.add(event);
  }

  void tailed(RoundSummary result) {
    tail = result;
  }

  void finished(RoundSummary result) {
    summary = result;
  }
}
