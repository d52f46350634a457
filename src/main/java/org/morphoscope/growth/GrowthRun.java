package org.morphoscope.growth;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Compute;
import org.morphoscope.run.Decider;
import org.morphoscope.run.DivergedException;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.Evaluation;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RoundState;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunIdentity;
import org.morphoscope.run.Standing;
import org.morphoscope.run.config.Training;
import org.morphoscope.text.Texts;

/**
 * The growth loop (method.md section 9), run once and on the calling thread. Round 0 trains and
 * evaluates the seed net; every further round grows, trains and evaluates; the last round is
 * trained on in a tail. Each round's state is handed to {@link Checkpoint} before {@code
 * RoundFinished} is emitted, and so is the state behind a tail.
 */
public final class GrowthRun {
  private final RunIdentity identity;
  private final LiveSettings settings;
  private final GrowthEngine engine;
  private final Decider decider;
  private final EngineControl control;
  private final Consumer<? super GrowthEvent> listener;
  private final Checkpoint checkpoint;
  private final PhaseRunner phases;
  private final EpochRunner epochs;
  private final SoundTraining care;
  private final Tails tails;
  private ChannelRegistry channels;

  /** The last complete round; null before there is one. */
  private RoundState sound;

  /** The seed net before its first training, as long as that may have to begin again. */
  private Snapshot fresh;

  private int round;
  private RoundSummary before;
  private RoundSummary latest;
  private Optional<RoundSummary> latestTail = Optional.empty();
  private boolean inTail;

  /** Saves the state at the end of a round. */
  @FunctionalInterface
  public interface Checkpoint {
    /** Keeps nothing. */
    Checkpoint NONE = state -> {};

    /**
     * Keeps a state before the round is told to be finished.
     *
     * @param state at the end of a round or of its tail
     * @throws IOException when it cannot be kept; the run fails then
     */
    void save(RoundState state) throws IOException;
  }

  /**
   * @param identity name and version that the run is told under
   * @param config everything that determines the run
   * @param engine stays open; closing it is the caller's
   * @param decider answers proposals, on a thread of its own that is waited for; an answer that
   *     does not fit its proposal is an error of the program and ends {@link #run} with an {@code
   *     IllegalArgumentException}, so a person's answer is checked where it is given (see {@link
   *     org.morphoscope.run.AskingDecider#offer})
   * @param control pause, stop and locks
   * @param listener receives every event in order, on this thread
   * @param checkpoint keeps the states
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public GrowthRun(
      RunIdentity identity,
      RunConfig config,
      GrowthEngine engine,
      Decider decider,
      EngineControl control,
      Consumer<? super GrowthEvent> listener,
      Checkpoint checkpoint,
      LongSupplier clock) {
    this.identity = identity;
    this.settings = new LiveSettings(config, engine, control, this::emit);
    this.engine = engine;
    this.decider = decider;
    this.control = control;
    this.listener = listener;
    this.checkpoint = checkpoint;
    this.phases = new PhaseRunner(control, clock, engine::multiplyAccumulates, this::emit);
    this.epochs = new EpochRunner(settings, engine, phases, this::emit);
    this.care = new SoundTraining(settings, phases, epochs, this::emit);
    this.tails = new Tails(settings, engine, phases, epochs, care);
  }

  /** {@return the number of the round under way, for the event that tells of a failure} */
  public int round() {
    return inTail ? round - 1 : round;
  }

  /**
   * Runs until the rounds are done, the budget is reached, the run is stopped or training diverges;
   * each of these ends with a {@code RunEnded} event. Other failures are thrown, without that
   * event. Rounds done or budget reached, the last round gets its tail.
   *
   * @param last where to go on; empty for a new run
   * @throws IOException in one sentence when a checkpoint cannot be saved
   */
  public void run(Optional<Standing> last) throws IOException {
    begin(last);
    try {
      emitStart();
      phases.tellLocks(round);
      Optional<EndReason> end = ended();
      if (last.isPresent()) {
        playTail(last.get().state(), end.isPresent());
      }
      while (end.isEmpty()) {
        RoundState state = playSoundRound();
        control.roundFinished();
        round++;
        end = ended();
        playTail(state, end.isPresent());
      }
      finish(end.get());
    } catch (RunStoppedException e) {
      phases.tellLocks(round());
      emit(new GrowthEvent.RunEnded(round(), EndReason.STOPPED, stoppedSentence()));
    } catch (DivergedException e) {
      emit(new GrowthEvent.RunEnded(round(), EndReason.FAILED, e.getMessage()));
    }
  }

  private void begin(Optional<Standing> last) {
    if (last.isEmpty()) {
      channels = ChannelRegistry.seed(engine.spec());
      Training training = settings.config().training();
      if (training.retries() > 0 && training.firstEpochs() > 0) {
        fresh = engine.snapshot();
      }
      return;
    }
    RoundState state = last.get().state();
    goTo(state);
    latest = state.summary();
    phases.spent(latest.compute().orElse(Compute.NONE));
    before = last.get().before().orElse(null);
    latestTail = last.get().tail();
    if (control.locked().isEmpty()) {
      // listeners start from no locks, but the record of the run knows of them
      phases.assumeLocks(state.locked());
    }
    round = state.round() + 1;
  }

  private void goTo(RoundState state) {
    engine.restore(state.snapshot());
    channels =
        new ChannelRegistry(
            new Architecture(state.snapshot().spec(), state.channels()), state.nextChannelId());
    sound = state;
  }

  private RoundState playSoundRound() throws RunStoppedException, IOException {
    Optional<Runnable> back =
        sound != null
            ? Optional.of(() -> goTo(sound))
            : Optional.ofNullable(fresh).map(seed -> () -> engine.restore(seed));
    sound = care.round(round, this::playRound, back);
    fresh = null;
    return sound;
  }

  /** Training loss that a round begins with: that of chance, or the last one and growing's harm. */
  private double begun(Optional<GrowthResult> growth) {
    return latest == null
        ? Math.log(Math.max(1, engine.data().classNames().size()))
        : latest.trainLoss() + Math.max(0, 0 - growth.map(GrowthResult::measuredGain).orElse(0.0));
  }

  /** Called at the end of a round, when {@link #round} is the next one already. */
  private void playTail(RoundState state, boolean last) throws RunStoppedException, IOException {
    if (latestTail.isPresent() || !tails.follows(before, latest, last)) {
      return;
    }
    inTail = true; // stays so when the tail is stopped or fails
    RoundState after = tails.play(state, last);
    checkpoint.save(after);
    latestTail = Optional.of(after.summary());
    emit(new GrowthEvent.TailFinished(state.round(), after.summary()));
    if (!last) {
      engine.restore(state.snapshot());
      // what a branch cost is its own: the run goes on from before it
      phases.spent(state.summary().compute().orElse(Compute.NONE));
    }
    inTail = false;
  }

  private void emitStart() {
    GrowthEngine.DataInfo data = engine.data();
    emit(
        new GrowthEvent.RunStarted(
            identity.runId(),
            round,
            settings.config(),
            channels.architecture(),
            data.trainImages(),
            data.validationImages(),
            data.testImages(),
            data.classNames(),
            engine.backend(),
            identity.version(),
            data.notes()));
  }

  private RoundState playRound() throws RunStoppedException, IOException {
    phases.beginRound();
    Optional<GrowthResult> growth = Optional.empty();
    int tried = 0;
    if (round > 0) {
      TwoTrials.Kept grown =
          new RoundGrowth(settings, engine, decider, control, phases, epochs, this::emit, channels)
              .run(round, AdaptiveLambda.after(latest));
      growth = Optional.of(grown.result());
      tried = grown.epochs();
    }
    int trained = epochs.train(round, tried);
    Evaluation evaluation = epochs.evaluate(round, false);
    if (trained > 0) {
      care.requireSound(round, false, begun(growth), evaluation);
    }
    before = latest;
    latest = RoundSummaries.of(round, channels.architecture().spec(), evaluation, growth, phases);
    latestTail = Optional.empty();
    RoundState state =
        new RoundState(
            round,
            engine.snapshot(),
            channels.architecture().channels(),
            channels.nextId(),
            latest,
            control.locked());
    checkpoint.save(state);
    emit(new GrowthEvent.RoundFinished(round, latest));
    return state;
  }

  /** Whether the run is over before {@link #round} begins. */
  private Optional<EndReason> ended() {
    if (round == 0) {
      return Optional.empty();
    }
    if (round > settings.config().limits().rounds()) {
      return Optional.of(EndReason.ROUNDS_DONE);
    }
    return budget().reached() ? Optional.of(EndReason.BUDGET_REACHED) : Optional.empty();
  }

  private Budget budget() {
    return new Budget(settings.config(), channels.architecture().spec());
  }

  private void finish(EndReason reason) {
    int last = round - 1;
    RoundSummary found = latestTail.orElse(latest);
    String tail =
        found.tail().map(t -> Texts.of(" after a tail of %d epochs", t.epochs())).orElse("");
    String message =
        reason == EndReason.ROUNDS_DONE
            ? Texts.of(
                "Round %d of %d is done: %,d parameters, validation loss %.4f%s.%s",
                last,
                settings.config().limits().rounds(),
                found.parameters(),
                found.validationLoss(),
                tail,
                budget().shortfall(found))
            : Texts.of(
                "The budget is used up after round %d: %s, validation loss %.4f%s.",
                last, budget().usedUp(), found.validationLoss(), tail);
    emit(new GrowthEvent.RunEnded(last, reason, message));
  }

  private String stoppedSentence() {
    if (round == 0) {
      return "Stopped during the first training, before anything was saved.";
    }
    return Texts.of(
        inTail
            ? "Stopped in the tail of round %d; the run can go on from the end of that round."
            : "Stopped in round %d; the run can go on from the end of round %d.",
        round(),
        round - 1);
  }

  private void emit(GrowthEvent event) {
    listener.accept(event);
  }
}
