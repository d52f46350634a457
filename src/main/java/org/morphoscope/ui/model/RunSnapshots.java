package org.morphoscope.ui.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;

/** Puts together what is shown: now, or a round of the past. */
public final class RunSnapshots {
  private RunSnapshots() {}

  /**
   * {@return the state now; empty before the first net} {@code whatIf} is present while the person
   * decides.
   *
   * @param model of the run that is shown
   * @param whatIf present while the person decides
   */
  public static Optional<RunSnapshot> live(RunModel model, Optional<WhatIf> whatIf) {
    return model.architecture().map(net -> state(model, true, net, whatIf));
  }

  /**
   * {@return the state of a model that stands still in the past}
   *
   * @param past a model that stands still
   */
  public static Optional<RunSnapshot> at(RunModel past) {
    return past.architecture().map(net -> state(past, false, net, Optional.empty()));
  }

  private static RunSnapshot state(
      RunModel model, boolean now, Architecture architecture, Optional<WhatIf> whatIf) {
    Map<UnitId, CellMark> marks = Map.of();
    Map<CandidateKey, CandidateRow.State> states = Map.of();
    int[] target = architecture.spec().widths();
    Optional<Proposal> proposal = model.proposal();
    if (whatIf.isPresent()) {
      marks = marks(whatIf.get().proposal(), whatIf.get().decision());
      states = states(whatIf.get().proposal(), whatIf.get().decision());
      target = target(whatIf.get().proposal(), whatIf.get().current().selected());
    } else if (proposal.isPresent()) {
      Decision decision = model.decision().orElseGet(() -> Decision.accept(proposal.get()));
      marks = marks(proposal.get(), decision);
      states = states(proposal.get(), decision);
      target = target(proposal.get(), decision.apply());
    }
    RoundRecord record = model.round(model.round()).orElse(null);
    return new RunSnapshot(
        model.round(),
        now,
        architecture,
        model.scores(),
        model.stale(),
        record == null ? 0 : record.samples(),
        record == null ? 0 : record.totalSamples(),
        marks,
        states,
        whatIf.map(WhatIf::locked).orElse(model.locked()),
        target,
        model.quantity());
  }

  /**
   * {@return the net that was scored in a past round, its scores and what was decided}
   *
   * @param record of a round, as far as it has come
   */
  public static RunSnapshot past(RoundRecord record) {
    Map<UnitId, CellMark> marks = Map.of();
    Map<CandidateKey, CandidateRow.State> states = Map.of();
    int[] target = record.architecture().spec().widths();
    if (record.proposal().isPresent()) {
      Proposal proposal = record.proposal().get();
      Decision decision = record.taken().orElseGet(() -> Decision.accept(proposal));
      marks = marks(proposal, decision);
      states = states(proposal, decision);
      target = target(proposal, decision.apply());
    }
    return new RunSnapshot(
        record.round(),
        false,
        record.architecture(),
        record.scores(),
        false,
        record.samples(),
        record.totalSamples(),
        marks,
        states,
        record.locked(),
        target,
        record.quantity());
  }

  private static Map<UnitId, CellMark> marks(Proposal proposal, Decision decision) {
    Map<UnitId, CellMark> marks = new HashMap<>();
    for (int index : decision.deferred()) {
      marks.put(proposal.candidates().get(index).unit(), CellMark.DEFERRED);
    }
    for (int index : decision.vetoed()) {
      marks.put(proposal.candidates().get(index).unit(), CellMark.VETOED);
    }
    for (int index : decision.apply()) {
      Candidate candidate = proposal.candidates().get(index);
      marks.put(
          candidate.unit(), CellMark.chosen(candidate.kind(), decision.approved().contains(index)));
    }
    return marks;
  }

  private static Map<CandidateKey, CandidateRow.State> states(
      Proposal proposal, Decision decision) {
    Map<CandidateKey, CandidateRow.State> states = new HashMap<>();
    decision.apply().forEach(i -> states.put(key(proposal, i), CandidateRow.State.CHOSEN));
    decision.deferred().forEach(i -> states.put(key(proposal, i), CandidateRow.State.DEFERRED));
    decision.vetoed().forEach(i -> states.put(key(proposal, i), CandidateRow.State.VETOED));
    decision.approved().forEach(i -> states.put(key(proposal, i), CandidateRow.State.APPROVED));
    return states;
  }

  private static CandidateKey key(Proposal proposal, int index) {
    Candidate candidate = proposal.candidates().get(index);
    return new CandidateKey(candidate.kind(), candidate.unit());
  }

  private static int[] target(Proposal proposal, List<Integer> set) {
    int[] widths = proposal.architecture().spec().widths();
    for (int index : set) {
      Candidate candidate = proposal.candidates().get(index);
      widths[candidate.unit().group()] += candidate.kind().widthChange();
    }
    return widths;
  }
}
