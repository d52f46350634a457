package org.morphoscope.ui.shell;

import java.util.Optional;
import org.morphoscope.run.Phase;
import org.morphoscope.ui.model.RunModel;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.session.RunSession;

/**
 * What changes without events, or with nearly every event: countdown, progress with the time left,
 * memory, pause, the length of the recording. Each no more often than a person can read it, because
 * every change of a text costs a layout of the window.
 */
final class PeriodicViews {
  private static final long PHASES_NANOS = 200_000_000L;
  private static final long REPLAY_NANOS = 500_000_000L;
  private static final long MEMORY_NANOS = 1_000_000_000L;

  /** What the buttons and the words about the phase depend on. */
  private record State(boolean paused, boolean running, boolean asked, Optional<Phase> active) {}

  private final RunModel model;
  private final WindowViews views;
  private final RunSession session;
  private State before = new State(false, false, false, Optional.empty());
  private boolean over;
  private boolean lookedBack;
  private long phasesShown;
  private long memoryShown;
  private long replayShown;
  private int revisionShown;

  PeriodicViews(RunModel model, WindowViews views, RunSession session) {
    this.model = model;
    this.views = views;
    this.session = session;
  }

  /**
   * Brings these views up to date.
   *
   * @param now as {@link System#nanoTime}
   * @param decision the one under way
   * @return whether the run was started, ended, paused or went on since the last call
   */
  boolean show(long now, Optional<WhatIf> decision) {
    if (decision.isPresent()) {
      views.candidates.showCountdown(session.decider().secondsLeft());
    }
    State state =
        new State(
            session.isPaused(), session.isRunning(), decision.isPresent(), model.phases().active());
    boolean switched = state.paused() != before.paused() || state.running() != before.running();
    if (switched) {
      views.runBar.update(state.running(), state.paused());
    }
    over = before.running() && !state.running();
    phases(now, state);
    before = state;
    views.runBar.setUndoable(model.undoable().isPresent() && session.rests());
    replay(now);
    if (now - memoryShown > MEMORY_NANOS) {
      memoryShown = now;
      views.status.showMemory(Runtime.getRuntime());
    }
    return switched;
  }

  private void phases(long now, State state) {
    boolean back = views.player.lookingBack();
    boolean due = now - phasesShown > PHASES_NANOS || !state.equals(before) || lookedBack;
    if (!back && due) {
      phasesShown = now;
      views.phases.show(model.phases(), state.paused(), state.asked());
    }
    lookedBack = back;
  }

  private void replay(long now) {
    int revision = views.player.recording().revision();
    if (revision != revisionShown && (now - replayShown > REPLAY_NANOS || over)) {
      replayShown = now;
      revisionShown = revision;
      views.timeline.replayBar().refresh();
    }
  }

  /** Whether the run came to its end with the last call. */
  boolean over() {
    return over;
  }
}
