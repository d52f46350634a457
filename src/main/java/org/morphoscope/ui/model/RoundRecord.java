package org.morphoscope.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.growth.Architecture;
import org.morphoscope.growth.Decision;
import org.morphoscope.growth.GrowthEvent;
import org.morphoscope.growth.LayerScores;
import org.morphoscope.growth.Proposal;
import org.morphoscope.growth.RoundSummary;

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

  RoundRecord(int round, Architecture architecture) {
    this.round = round;
    this.architecture = architecture;
  }

  RoundRecord copy() {
    RoundRecord copy = new RoundRecord(round, architecture);
    copy.scores = scores;
    copy.samples = samples;
    copy.totalSamples = totalSamples;
    copy.proposal = proposal;
    copy.decision = decision;
    copy.applied = applied;
    copy.measured.addAll(measured);
    copy.summary = summary;
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
