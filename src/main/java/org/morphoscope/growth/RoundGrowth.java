package org.morphoscope.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.Compute;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.Measurement;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEngine.Scores;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.Phase;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundSummary.Outcome;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Scoring;
import org.morphoscope.run.config.Selection;
import org.morphoscope.selection.JointModel;

/**
 * The growing part of a round: refresh, learn, score, propose, decide, apply, measure.
 *
 * <p>A measurement contradicts a predicted gain when the loss rose or the gain is less than half of
 * what was predicted. The first time the first half of the set, in the order taken, is tried
 * instead; the second time the net goes back to what it was. A set that was predicted to cost loss
 * (a person may want it smaller) is contradicted when it costs more than twice as much.
 */
final class RoundGrowth {
  private final LiveSettings settings;
  private final GrowthEngine engine;
  private final Decider decider;
  private final EngineControl control;
  private final PhaseRunner phases;
  private final EpochRunner epochs;
  private final Consumer<GrowthEvent> sink;
  private final ChannelRegistry channels;

  /** A set that was applied and measured. */
  private record Attempt(
      List<Integer> set,
      ChannelRegistry.Change change,
      double predictedDelta,
      Measurement measurement,
      boolean contradicted) {}

  RoundGrowth(
      LiveSettings settings,
      GrowthEngine engine,
      Decider decider,
      EngineControl control,
      PhaseRunner phases,
      EpochRunner epochs,
      Consumer<GrowthEvent> sink,
      ChannelRegistry channels) {
    this.settings = settings;
    this.engine = engine;
    this.decider = decider;
    this.control = control;
    this.phases = phases;
    this.epochs = epochs;
    this.sink = sink;
    this.channels = channels;
  }

  /**
   * @param lambda of the adaptive policy
   */
  TwoTrials.Kept run(int round, OptionalDouble lambda) throws RunStoppedException {
    phases.run(
        round,
        Phase.REFRESH,
        0,
        1,
        listener -> {
          engine.refresh(round, listener);
          return null;
        });
    Scoring scoring = settings.config().scoring();
    phases.run(
        round,
        Phase.LEARN,
        scoring.learnSteps(),
        scoring.learnBatch(),
        listener -> {
          engine.learn(round, listener);
          return null;
        });
    Scores scores = score(round);
    phases.spent(phases.spent().lineSearched(scores.lineSearch()));
    settings.turn(round, LiveSettings.PROPOSAL);
    Proposal proposal =
        phases.run(
            round,
            Phase.PROPOSE,
            0,
            1,
            listener -> {
              Proposal made = proposal(round, settings.config(), scores, lambda, control.locked());
              sink.accept(new GrowthEvent.Proposed(round, made));
              return made;
            });
    Decision decision =
        decide(
            proposal,
            kind -> proposal(round, only(kind), scores, lambda, Set.copyOf(proposal.locked())));
    if (decision.other().isEmpty()) {
      return new TwoTrials.Kept(grow(proposal, decision, new ArrayList<>()), 0);
    }
    return new TwoTrials(engine, phases, epochs, channels, sink)
        .run(proposal, decision, this::grow);
  }

  private Proposal proposal(
      int round, RunConfig config, Scores scores, OptionalDouble lambda, Set<Integer> locked) {
    return Proposals.of(round, config, channels.architecture(), scores, lambda, locked);
  }

  /** The settings with one kind of change. */
  private RunConfig only(MorphKind kind) {
    RunConfig config = settings.config();
    return config.withSelection(
        config.selection().withTryBoth(Optional.empty()).withKinds(Set.of(kind)));
  }

  private Scores score(int round) throws RunStoppedException {
    long images = Math.min(settings.config().scoring().scoreSamples(), engine.data().trainImages());
    long[] total = {images};
    long[] shown = {0};
    return phases.run(
        round,
        Phase.SCORE,
        images,
        1,
        listener -> {
          Scores scores =
              engine.score(
                  round,
                  (done, ofTotal, loss) -> {
                    total[0] = ofTotal;
                    listener.afterBatch(done, ofTotal, loss);
                  },
                  partial -> {
                    shown[0] = partial.samples();
                    sink.accept(scored(round, partial, total[0]));
                  });
          if (shown[0] != scores.samples()) {
            sink.accept(scored(round, scores, scores.samples()));
          }
          return scores;
        });
  }

  private GrowthEvent scored(int round, Scores scores, long total) {
    return new GrowthEvent.ScoresUpdated(
        round, scores.samples(), total, scores.layers(), settings.config().strategy().quantity());
  }

  private Decision decide(Proposal proposal, Function<MorphKind, Proposal> ofKind)
      throws RunStoppedException {
    int round = proposal.round();
    return phases.run(
        round,
        Phase.DECIDE,
        0,
        1,
        listener -> {
          Decision answer =
              new DecisionThread(decider, proposal, control).await(() -> phases.tellLocks(round));
          answer.requireValidFor(proposal);
          Decision decision = SecondSets.with(settings.config(), proposal, answer, ofKind);
          phases.tellLocks(round);
          sink.accept(new GrowthEvent.Decided(round, decision));
          return decision;
        });
  }

  private GrowthResult grow(Proposal proposal, Decision decision, List<GrowthEvent> told)
      throws RunStoppedException {
    if (decision.apply().isEmpty()) {
      return GrowthResult.none(Outcome.NOTHING, proposal);
    }
    int firstId = channels.reserve(decision.apply(), proposal.newPerGroup());
    Compute before = phases.spent();
    Attempt whole = attempt(proposal, decision.apply(), firstId, told);
    if (!whole.contradicted()) {
      return keep(proposal, whole, Outcome.APPLIED);
    }
    phases.spent(phases.spent().discardedSince(before));
    List<Integer> half = HalvedSet.of(proposal, decision);
    if (!half.isEmpty()) {
      Attempt halved = attempt(proposal, half, firstId, told);
      if (!halved.contradicted()) {
        return keep(proposal, halved, Outcome.HALVED);
      }
      phases.spent(phases.spent().discardedSince(before));
    }
    int round = proposal.round();
    return phases.run(
        round,
        Phase.APPLY,
        0,
        1,
        listener -> {
          engine.revert();
          tell(new GrowthEvent.Applied(round, List.of(), channels.architecture(), 0), told);
          return GrowthResult.none(Outcome.REVERTED, proposal);
        });
  }

  private void tell(GrowthEvent event, List<GrowthEvent> told) {
    told.add(event);
    sink.accept(event);
  }

  private Attempt attempt(Proposal proposal, List<Integer> set, int firstId, List<GrowthEvent> told)
      throws RunStoppedException {
    int round = proposal.round();
    double predicted = new JointModel(proposal.slope(), proposal.gram()).delta(set);
    ChannelRegistry.Change change =
        phases.run(
            round,
            Phase.APPLY,
            0,
            1,
            listener -> {
              List<int[]> parents = engine.apply(set, listener);
              var grown =
                  channels.grown(
                      engine.spec(), parents, set, proposal.newPerGroup(), firstId, round);
              var shown = withFilters(round, grown.morphisms(), set);
              tell(new GrowthEvent.Applied(round, shown, grown.architecture(), predicted), told);
              return grown;
            });
    return phases.run(
        round,
        Phase.MEASURE,
        0,
        1,
        listener -> {
          Measurement measured = engine.measure(round, listener);
          boolean contradicted = guarded() && contradicts(measured, predicted);
          tell(
              new GrowthEvent.Measured(
                  round,
                  predicted,
                  measured.delta(),
                  measured.heldOutDelta(),
                  measured.heldOutError(),
                  contradicted),
              told);
          return new Attempt(set, change, predicted, measured, contradicted);
        });
  }

  /** With the numbers to be looked at, but where the channels begin anew with others. */
  private List<AppliedMorphism> withFilters(
      int round, List<AppliedMorphism> morphisms, List<Integer> set) {
    if (settings.config().selection().start() == Selection.Start.FRESH
        || settings.config().strategy().startsOverIn(round)) {
      return morphisms;
    }
    List<AppliedMorphism.Filter> filters = engine.filters(set);
    return IntStream.range(0, morphisms.size())
        .mapToObj(
            m -> m < filters.size() ? morphisms.get(m).with(filters.get(m)) : morphisms.get(m))
        .toList();
  }

  /** Whether a set may be taken back: one that begins anew keeps the function, whatever it was. */
  private boolean guarded() {
    return settings.config().strategy().guarded()
        && settings.config().selection().start() == Selection.Start.LEARNED;
  }

  /**
   * Whether a measurement contradicts its prediction: less than half of the predicted gain (more
   * than twice a predicted loss) on the scoring images, or a loss on held-out images that exceeds
   * two standard errors. Written so that a measurement that is not a number contradicts.
   */
  static boolean contradicts(Measurement measured, double predictedDelta) {
    double worstAccepted = predictedDelta < 0 ? 0.5 * predictedDelta : 2 * predictedDelta;
    double harm = Math.max(predictedDelta, 0) + 2 * measured.heldOutError();
    boolean confirmed = measured.delta() <= worstAccepted;
    return !confirmed || measured.heldOutDelta() > harm;
  }

  private GrowthResult keep(Proposal proposal, Attempt attempt, Outcome outcome)
      throws RunStoppedException {
    channels.adopt(attempt.change().architecture());
    if (settings.config().selection().start() == Selection.Start.FRESH
        && settings.config().strategy().choice() == GrowthStrategy.Choice.JOINT_MODEL) {
      phases.run(
          proposal.round(),
          Phase.APPLY,
          0,
          1,
          listener -> {
            engine.startFresh(attempt.set(), listener);
            return null;
          });
    }
    if (settings.config().strategy().startsOverIn(proposal.round())) {
      engine.startOver(proposal.round());
    }
    return new GrowthResult(
        outcome,
        attempt.change().count(MorphKind.SPLIT),
        attempt.change().count(MorphKind.PRUNE),
        attempt.change().count(MorphKind.NEW_NEURON),
        proposal.lambda(),
        HalvedSet.resourceChange(proposal, attempt.set()),
        0 - attempt.predictedDelta(),
        0 - attempt.measurement().delta(),
        0 - attempt.measurement().heldOutDelta());
  }
}
