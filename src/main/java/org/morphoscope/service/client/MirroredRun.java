package org.morphoscope.service.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Asking;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunControl;
import org.morphoscope.service.Ask;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.LeadState;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Messages.Action;
import org.morphoscope.service.wire.Messages.Answer;
import org.morphoscope.service.wire.Messages.Control;
import org.morphoscope.service.wire.Messages.State;
import org.morphoscope.service.wire.Requests;
import org.morphoscope.text.Texts;

/**
 * The picture of a run's question, pause, locks and lead at the viewer's side. What the viewer
 * wants shows here at once and goes out by itself; the engine's side has the last word.
 */
final class MirroredRun implements RunControl, Asking {
  private static final long NOBODY = -1;

  /** First protocol in which settings can be turned. */
  private static final int ADJUSTS = 2;

  /** First protocol in which an answer may have a second set. */
  private static final int TRIES_BOTH = 4;

  private final Requests requests;
  private final LongSupplier clock;
  private State state =
      new State("", false, List.of(), Ask.nobody(), NOBODY, Double.NaN, LeadState.NOBODY, 1, false);
  private int protocol = ADJUSTS;
  private long heard;
  private long proposed = NOBODY;
  private Proposal proposal;
  private long answered = NOBODY;
  private String answer = "";

  MirroredRun(Requests requests, LongSupplier clock) {
    this.requests = requests;
    this.clock = clock;
  }

  /**
   * The engine's side has told how it stands.
   *
   * @return a sentence for the person when the lead is kept that he asked for
   */
  synchronized Optional<String> heard(State told) {
    if (told.question() != answered) {
      answered = NOBODY;
    }
    LeadState before = state.lead();
    LeadState now = told.lead();
    state = told;
    heard = clock.getAsLong();
    boolean kept = before.asks() && !now.asks() && !now.leads() && !told.done();
    return kept
        ? Optional.of(Texts.of("'%s' keeps the lead of this run.", now.leader()))
        : Optional.empty();
  }

  synchronized void proposed(long number, Proposal put) {
    proposed = number;
    proposal = put;
  }

  /** The run went back: proposals from this line on are no more. */
  synchronized void rewound(long lines) {
    if (proposed >= lines) {
      proposed = NOBODY;
      proposal = null;
      answered = NOBODY;
    }
  }

  /** A request was refused; when it was the answer, the question is as open as before. */
  synchronized void refused(String request) {
    if (request.equals(answer)) {
      answered = NOBODY;
    }
  }

  synchronized State state() {
    return state;
  }

  @Override
  public synchronized Optional<Proposal> pending() {
    return state.question() != NOBODY
            && state.question() == proposed
            && state.question() != answered
            && !state.done()
        ? Optional.of(proposal)
        : Optional.empty();
  }

  @Override
  public synchronized boolean offer(Proposal asked, Decision decision) {
    if (pending().orElse(null) != asked) {
      return false;
    }
    decision.requireValidFor(asked);
    if (decision.other().isPresent() && protocol < TRIES_BOTH) {
      throw new IllegalArgumentException(
          "try both: expected a service that can try two sets, found an older one; update it");
    }
    answer = requests.name();
    answered = proposed;
    Answer body = new Answer(answer, state.epoch(), decision);
    return requests.add(answer, new Frame(Kind.ANSWER, proposed, MessageJson.bytes(body.encode())));
  }

  /** Wants something of the run. */
  synchronized void want(Action action) {
    want(action, List.of(), state.ask());
  }

  private void want(Action action, List<Integer> locked, Ask ask) {
    want(action, locked, ask, Optional.empty());
  }

  private void want(Action action, List<Integer> locked, Ask ask, Optional<Adjustment> adjustment) {
    String request = requests.name();
    Control body = new Control(request, action, locked, ask, adjustment);
    requests.add(request, Frame.of(Kind.CONTROL, MessageJson.bytes(body.encode())));
  }

  private void show(boolean paused, List<Integer> locked, Ask ask) {
    state =
        new State(
            state.epoch(),
            paused,
            locked,
            ask,
            state.question(),
            state.secondsLeft(),
            state.lead(),
            state.viewers(),
            state.done());
  }

  @Override
  public synchronized void pause() {
    want(Action.PAUSE);
    show(true, state.locked(), state.ask());
  }

  @Override
  public synchronized void resume() {
    want(Action.RESUME);
    show(false, state.locked(), state.ask());
  }

  @Override
  public synchronized void stepRound() {
    want(Action.STEP);
    show(false, state.locked(), state.ask());
  }

  @Override
  public void stop() {
    want(Action.STOP);
  }

  @Override
  public synchronized void setLocked(Set<Integer> groups) {
    List<Integer> locked = List.copyOf(new TreeSet<>(groups));
    want(Action.LOCK, locked, state.ask());
    show(state.paused(), locked, state.ask());
  }

  /** Takes note of the protocol that is spoken. */
  synchronized void speaks(int version) {
    protocol = version;
  }

  @Override
  public synchronized void adjust(Adjustment wanted) {
    if (protocol < ADJUSTS) {
      throw new IllegalArgumentException(
          wanted.setting().words()
              + ": expected a service that can turn a run, found an older one; update it");
    }
    want(Action.ADJUST, List.of(), state.ask(), Optional.of(wanted));
  }

  @Override
  public synchronized Set<Integer> locked() {
    return Set.copyOf(state.locked());
  }

  @Override
  public synchronized boolean isPaused() {
    return state.paused();
  }

  @Override
  public void hold() {
    want(Action.HOLD);
  }

  @Override
  public synchronized void setMode(Mode changed) {
    setMode(changed, state.ask().seconds());
  }

  @Override
  public synchronized void setMode(Mode changed, double seconds) {
    Ask ask = new Ask(changed, seconds);
    want(Action.MODE, List.of(), ask);
    show(state.paused(), state.locked(), ask);
  }

  @Override
  public synchronized Mode mode() {
    return state.ask().mode();
  }

  @Override
  public synchronized double seconds() {
    return state.ask().seconds();
  }

  @Override
  public synchronized OptionalDouble secondsLeft() {
    if (pending().isEmpty() || Double.isNaN(state.secondsLeft())) {
      return OptionalDouble.empty();
    }
    double since = (clock.getAsLong() - heard) / 1e9;
    return OptionalDouble.of(Math.max(0, state.secondsLeft() - since));
  }
}
