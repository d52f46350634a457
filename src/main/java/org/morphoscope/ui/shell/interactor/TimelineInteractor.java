package org.morphoscope.ui.shell.interactor;

import org.morphoscope.history.Change;
import org.morphoscope.history.RunModel;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.timeline.TimelineView;

/** The rounds in order, and the bar of the replay, whose length follows twice a second. */
public final class TimelineInteractor implements Interactor {
  private static final long REPLAY_NANOS = 500_000_000L;

  private final TimelineView view;
  private final RunModel model;
  private final Player player;
  private final RunSession session;
  private boolean running;
  private int revisionShown;
  private long replayShown;

  /**
   * Drives the timeline.
   *
   * @param view the timeline
   * @param model the run as it is now
   * @param player what is replayed
   * @param session the run that the window shows
   */
  public TimelineInteractor(TimelineView view, RunModel model, Player player, RunSession session) {
    this.view = view;
    this.model = model;
    this.player = player;
    this.session = session;
  }

  @Override
  public void show(Frame frame) {
    boolean another = model.history().size() != view.shownRounds();
    if (frame.has(Change.RUN, Change.ROUND) || frame.has(Change.PHASE) && another) {
      view.show(model.history());
    }
    boolean over = running && !session.isRunning();
    running = session.isRunning();
    int revision = player.recording().revision();
    boolean due = frame.now() - replayShown > REPLAY_NANOS || over || frame.has(Change.RUN);
    if (revision != revisionShown && due) {
      replayShown = frame.now();
      revisionShown = revision;
      view.replayBar().refresh();
    }
  }
}
