package org.morphoscope.history;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.LayerScores.ScoreQuantity;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.config.Keep;

/**
 * The run as its events tell it: what is now, and what every round was. The one place where events
 * become a state.
 */
public final class RunModel {
  private final PhaseBoard phases;
  private final RoundHistory rounds;
  private final TrainingCurve curve = new TrainingCurve();
  private TurnedRun run;
  private GrowthEvent.RunEnded ended;
  private Architecture architecture;
  private List<LayerScores> scores = List.of();
  private boolean stale;
  private Proposal proposal;
  private Decision decision;
  private boolean paused;
  private int round;
  private Set<Integer> locked = Set.of();

  /**
   * A run of which nothing is known yet.
   *
   * @param nanos clock that times are taken from, in nanoseconds; only differences matter
   */
  public RunModel(LongSupplier nanos) {
    this(new PhaseBoard(nanos), new RoundHistory());
  }

  private RunModel(PhaseBoard phases, RoundHistory rounds) {
    this.phases = phases;
    this.rounds = rounds;
  }

  /** The same run on a clock that stands still; events given to one do not reach the other. */
  RunModel copy() {
    RunModel copy = new RunModel(phases.copy(), rounds.copy());
    copy.locked = locked;
    copy.run = run == null ? null : run.copy();
    copy.ended = ended;
    copy.architecture = architecture;
    copy.scores = scores;
    copy.stale = stale;
    copy.proposal = proposal;
    copy.decision = decision;
    copy.paused = paused;
    copy.round = round;
    return copy;
  }

  /**
   * {@return the parts of the state that changed}
   *
   * @param events in the order in which they happened
   */
  public Set<Change> apply(List<GrowthEvent> events) {
    Set<Change> changes = EnumSet.noneOf(Change.class);
    for (GrowthEvent event : events) {
      curve.accept(event);
      if (event instanceof GrowthEvent.RunStarted started) {
        begin(started);
        changes.addAll(EnumSet.allOf(Change.class));
      } else if (run != null) {
        round = event.round();
        if (!person(event, changes) && !phase(event, changes)) {
          growth(event, changes);
        }
      }
    }
    return changes;
  }

  private void begin(GrowthEvent.RunStarted started) {
    boolean resumed = run != null && run.now().runId().equals(started.runId());
    if (resumed) {
      rounds.forgetFrom(started.round());
    } else {
      rounds.clear();
    }
    locked = Set.of();
    run = new TurnedRun(started);
    ended = null;
    architecture = started.architecture();
    scores = List.of();
    stale = false;
    proposal = null;
    decision = null;
    paused = false;
    round = started.round();
    phases.clear();
  }

  /** What a person did besides deciding. */
  private boolean person(GrowthEvent event, Set<Change> changes) {
    if (event instanceof GrowthEvent.LocksChanged changed) {
      locked = Set.copyOf(changed.locked());
      record().locked(locked);
      changes.addAll(EnumSet.of(Change.NET, Change.PROPOSAL));
    } else if (event instanceof GrowthEvent.Adjusted adjusted) {
      run.turn(adjusted);
      record().adjusted(adjusted);
      changes.addAll(EnumSet.of(Change.PHASE, Change.ROUND));
    } else if (event instanceof GrowthEvent.Diverged diverged) {
      goBack(diverged.round());
      changes.addAll(EnumSet.allOf(Change.class));
    } else if (event instanceof GrowthEvent.Undone undone) {
      run.takeBack(undone.round());
      goBack(undone.round());
      changes.addAll(EnumSet.allOf(Change.class));
    } else {
      return false;
    }
    return true;
  }

  private void goBack(int to) {
    round(to).ifPresent(repeated -> architecture = repeated.architecture());
    // the net at the end of a round has the scores of the round, as far as its channels had any
    scores =
        round(to - 1)
            .filter(before -> !before.scores().isEmpty())
            .map(before -> ScoreCarry.carry(before.architecture(), before.scores(), architecture))
            .orElse(List.of());
    stale = !scores.isEmpty();
    rounds.abandonFrom(to);
    ended = null;
    proposal = null;
    decision = null;
    paused = false;
    phases.clear();
  }

  /** Events about progress. */
  private boolean phase(GrowthEvent event, Set<Change> changes) {
    if (event instanceof GrowthEvent.PhaseStarted started) {
      phases.start(started);
      record();
    } else if (event instanceof GrowthEvent.PhaseProgress progress) {
      phases.progress(progress);
    } else if (event instanceof GrowthEvent.PhaseFinished finished) {
      phases.finish(finished.phase());
    } else if (event instanceof GrowthEvent.PauseChanged change) {
      paused = change.paused();
      phases.pause(paused);
    } else if (event instanceof GrowthEvent.EpochFinished epoch) {
      phases.epoch(epoch);
    } else {
      return false;
    }
    changes.add(Change.PHASE);
    return true;
  }

  /** Events about scores, proposals, the net and the rounds. */
  private void growth(GrowthEvent event, Set<Change> changes) {
    if (event instanceof GrowthEvent.ScoresUpdated updated) {
      record().scored(updated);
      phases.scored(updated);
      scores = updated.layers();
      stale = false;
      changes.add(Change.SCORES);
    } else if (event instanceof GrowthEvent.Proposed proposed) {
      proposal = proposed.proposal();
      decision = null;
      record().proposed(proposal);
      changes.add(Change.PROPOSAL);
    } else if (event instanceof GrowthEvent.Decided decided) {
      decision = decided.decision();
      record().decided(decision);
      changes.add(Change.PROPOSAL);
    } else if (event instanceof GrowthEvent.Applied applied) {
      grow(applied);
      changes.addAll(EnumSet.of(Change.NET, Change.PROPOSAL, Change.SCORES, Change.ROUND));
    } else if (event instanceof GrowthEvent.Measured measured) {
      record().measured(measured);
      changes.add(Change.ROUND);
    } else if (event instanceof GrowthEvent.Tried tried) {
      record().tried(tried.both());
      changes.add(Change.ROUND);
    } else if (event instanceof GrowthEvent.RoundFinished finished) {
      record().finished(finished.summary());
      phases.clear();
      proposal = null;
      changes.addAll(EnumSet.of(Change.ROUND, Change.PROPOSAL, Change.PHASE));
    } else if (event instanceof GrowthEvent.TailFinished finished) {
      record().tailed(finished.summary());
      changes.add(Change.ROUND);
    } else if (event instanceof GrowthEvent.RunEnded end) {
      ended = end;
      paused = false;
      proposal = null;
      phases.clear();
      changes.addAll(EnumSet.of(Change.ENDED, Change.PHASE, Change.PROPOSAL));
    }
  }

  private void grow(GrowthEvent.Applied applied) {
    RoundRecord record = record();
    record.grown(applied);
    // scores always start from the scored net, also when a set is halved or reverted
    scores = ScoreCarry.carry(record.architecture(), record.scores(), applied.architecture());
    stale = !applied.architecture().equals(record.architecture());
    architecture = applied.architecture();
    proposal = null;
  }

  private RoundRecord record() {
    return rounds.at(round, attempt -> new RoundRecord(round, attempt, architecture, locked));
  }

  /**
   * {@return the last start, with its settings as they were turned since; empty before the first
   * event}
   */
  public Optional<GrowthEvent.RunStarted> run() {
    return Optional.ofNullable(run).map(TurnedRun::now);
  }

  /** {@return the end; empty while the run goes on} */
  public Optional<GrowthEvent.RunEnded> ended() {
    return Optional.ofNullable(ended);
  }

  /** {@return the course of the loss within the rounds; grows with later events} */
  public TrainingCurve curve() {
    return curve;
  }

  /** {@return whether a run is going on, paused or not} */
  public boolean running() {
    return run != null && ended == null;
  }

  /** {@return whether the run waits at the person's wish} */
  public boolean paused() {
    return paused;
  }

  /** {@return the number of the current round, 0 for the training of the seed net} */
  public int round() {
    return round;
  }

  /** {@return the progress within the current round; changes with later events} */
  public PhaseBoard phases() {
    return phases;
  }

  /**
   * {@return every round begun so far in the order they happened, with those that were taken back}
   */
  public List<RoundRecord> history() {
    return List.copyOf(rounds.all());
  }

  /** {@return the width groups that are locked now} */
  public Set<Integer> locked() {
    return locked;
  }

  /**
   * {@return the number of the latest round that was decided, which can be taken back; empty before
   * the first, and where the net that it began with is no longer kept}
   */
  public OptionalInt undoable() {
    OptionalInt latest = decided();
    boolean last = run != null && run.now().config().keep() == Keep.LAST;
    // the net of a finished round takes the place of the one before
    return last
            && latest.isPresent()
            && round(latest.getAsInt()).orElseThrow().summary().isPresent()
        ? OptionalInt.empty()
        : latest;
  }

  /** {@return the number of the latest round that was decided; empty before the first} */
  public OptionalInt decided() {
    return rounds().stream()
        .filter(record -> record.round() > 0 && record.decision().isPresent())
        .mapToInt(RoundRecord::round)
        .max();
  }

  /** {@return every round that stands and was begun so far, in order} */
  public Collection<RoundRecord> rounds() {
    return rounds.live().values();
  }

  /**
   * {@return a round that stands; empty when it has not begun}
   *
   * @param number of the round, 0 for the training of the seed net
   */
  public Optional<RoundRecord> round(int number) {
    return Optional.ofNullable(rounds.live().get(number));
  }

  /** {@return the net as it is now; empty before the first start} */
  public Optional<Architecture> architecture() {
    return Optional.ofNullable(architecture);
  }

  /** {@return the scores of the net as it is now; those of newborn channels are NaN} */
  public List<LayerScores> scores() {
    return scores;
  }

  /**
   * {@return what scores are, where they are not predicted changes of the loss by our own model}
   */
  public Optional<ScoreQuantity> quantity() {
    return run == null ? Optional.empty() : run.now().config().strategy().quantity();
  }

  /** {@return whether {@link #scores} were taken before the last growth} */
  public boolean stale() {
    return stale;
  }

  /**
   * {@return the proposal that is not applied yet, as it came: live with its joint model, from a
   * recording its outline}
   */
  public Optional<Proposal> proposal() {
    return Optional.ofNullable(proposal);
  }

  /** {@return the decision about {@link #proposal}, once it fell} */
  public Optional<Decision> decision() {
    return proposal == null ? Optional.empty() : Optional.ofNullable(decision);
  }
}
