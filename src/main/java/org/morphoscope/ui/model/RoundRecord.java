package org.morphoscope.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundSummary;

/** All that is remembered of one round. Filled by {@link RunModel} as events arrive. */
public final class RoundRecord {
  private final int round;
  private Architecture architecture;
  private List<LayerScores> scores = List.of();
  private long samples;
  private long totalSamples;
  private Proposal proposal;
  private Decision decision;
  private GrowthEvent.Applied applied;
  private final List<GrowthEvent.Measured> measured = new ArrayList<>();
  private RoundSummary summary;
  private Set<Integer> locked;
  private final List<Set<Integer>> lockChanges = new ArrayList<>();
  private final List<Integer> undone = new ArrayList<>();
  private boolean abandoned;

  RoundRecord(int round, Architecture architecture, Set<Integer> locked) {
    this.round = round;
    this.architecture = architecture;
    this.locked = locked;
    lockChanges.add(locked);
  }

  RoundRecord copy() {
    RoundRecord copy = new RoundRecord(round, architecture, locked);
    copy.scores = scores;
    copy.samples = samples;
    copy.totalSamples = totalSamples;
    copy.proposal = proposal;
    copy.decision = decision;
    copy.applied = applied;
    copy.measured.addAll(measured);
    copy.summary = summary;
    copy.lockChanges.clear();
    copy.lockChanges.addAll(lockChanges);
    copy.undone.addAll(undone);
    copy.abandoned = abandoned;
    return copy;
  }

  public int round() {
    return round;
  }

  /** The net that was scored in this round. */
  public Architecture architecture() {
    return architecture;
  }

  /** Last scores of the round for {@link #architecture}; empty when it was not scored. */
  public List<LayerScores> scores() {
    return scores;
  }

  public long samples() {
    return samples;
  }

  public long totalSamples() {
    return totalSamples;
  }

  public Optional<Proposal> proposal() {
    return Optional.ofNullable(proposal);
  }

  public Optional<Decision> decision() {
    return Optional.ofNullable(decision);
  }

  public Optional<GrowthEvent.Applied> applied() {
    return Optional.ofNullable(applied);
  }

  public List<GrowthEvent.Measured> measured() {
    return List.copyOf(measured);
  }

  public Optional<RoundSummary> summary() {
    return Optional.ofNullable(summary);
  }

  /** Whether a person took the round back: it stays as a branch that was abandoned. */
  public boolean abandoned() {
    return abandoned;
  }

  /** Width groups that were locked when the round was decided, or are locked now. */
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
    samples = event.samples();
    totalSamples = event.totalSamples();
  }

  void proposed(Proposal made) {
    proposal = made;
    architecture = made.architecture();
  }

  void decided(Decision made) {
    decision = made;
  }

  void grown(GrowthEvent.Applied event) {
    applied = event;
  }

  void measured(GrowthEvent.Measured event) {
    measured.add(event);
  }

  void finished(RoundSummary result) {
    summary = result;
  }
}
