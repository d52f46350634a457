package org.morphoscope.ui.shell.interactor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.morphoscope.history.RunModel;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Asking;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.run.RunBar;
import org.morphoscope.ui.session.RunLead;
import org.morphoscope.ui.session.RunOpener;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.settings.Preferences;

/** The bar at the top: the line about the run, what can be pressed, and what that does. */
public final class RunBarInteractor implements Interactor {
  private static final String DECISIONS = "decisions";

  /** A long epoch takes minutes; so does a person who decides. */
  private static final Duration LONG = Duration.ofMinutes(3);

  private final RunBar view;
  private final ShownMoment shown;
  private final RunSession session;
  private final RunOpener opener;
  private final Banner banner;
  private final Preferences preferences;
  private boolean running;
  private boolean paused;
  private Optional<String> readOnly = Optional.empty();

  /**
   * Drives the bar of the run.
   *
   * @param view the bar
   * @param shown what is on show
   * @param session the run that the window shows
   * @param opener puts another run on show
   * @param banner tells what happened
   * @param preferences who decides is remembered there
   */
  public RunBarInteractor(
      RunBar view,
      ShownMoment shown,
      RunSession session,
      RunOpener opener,
      Banner banner,
      Preferences preferences) {
    this.view = view;
    this.shown = shown;
    this.session = session;
    this.opener = opener;
    this.banner = banner;
    this.preferences = preferences;
    preferences
        .get(DECISIONS)
        .flatMap(RunBarInteractor::mode)
        .ifPresent(mode -> view.setDecisionMode(mode, view.countdownSeconds()));
  }

  private static Optional<Asking.Mode> mode(String name) {
    return Arrays.stream(Asking.Mode.values()).filter(mode -> mode.name().equals(name)).findFirst();
  }

  @Override
  public void show(Frame frame) {
    boolean runs = session.isRunning() && session.readOnly().isEmpty() || session.isOpening();
    boolean rests = session.isPaused();
    if (runs != running || rests != paused) {
      running = runs;
      paused = rests;
      view.update(runs, rests);
    }
    boolean unknown = session.isOpening() || shown.model().run().isEmpty();
    Optional<String> reason = unknown ? Optional.empty() : session.readOnly();
    if (!reason.equals(readOnly)) {
      readOnly = reason;
      view.setWatched(reason);
    }
    view.setUndoable(shown.model().undoable().isPresent() && session.rests());
    view.setState(state());
  }

  private String state() {
    RunModel model = shown.model();
    if (session.isOpening()) {
      return "starting\u2026";
    }
    if (model.run().isEmpty()) {
      return "";
    }
    int rounds = model.run().get().config().limits().rounds();
    Optional<Integer> past = shown.pastRound();
    if (past.isPresent()) {
      return "looking back \u00b7 " + (past.get() == 0 ? "the seed" : where(past.get(), rounds));
    }
    String where = model.round() == 0 ? "training the seed" : where(model.round(), rounds);
    if (model.ended().isPresent()) {
      String how =
          switch (model.ended().get().reason()) {
            case ROUNDS_DONE -> "finished";
            case BUDGET_REACHED -> "budget reached";
            case STOPPED -> "stopped";
            case FAILED -> "failed";
          };
      return how + " \u00b7 " + where;
    }
    String trouble =
        switch (session.connection().state()) {
          case CONNECTED, CLOSED -> "";
          case LOST -> "connection lost";
          case RECONNECTING -> "connecting again";
          case ENGINE_DIED -> "engine gone";
          case REFUSED -> "refused";
        };
    if (!trouble.isEmpty()) {
      return trouble + " \u00b7 " + where;
    }
    if (session.isWatching()) {
      Duration quiet = session.quiet();
      return quiet.compareTo(LONG) < 0
          ? "watching \u00b7 " + where
          : Texts.of("nothing new for %d min \u00b7 %s", quiet.toMinutes(), where);
    }
    return session.isPaused() ? "paused \u00b7 " + where : where;
  }

  private static String where(int round, int rounds) {
    return "round " + round + " of " + rounds;
  }

  /** Pauses the run or goes on. */
  public void togglePause() {
    steer(session.steering()::togglePause);
  }

  /** Goes on to the end of the round. */
  public void step() {
    steer(session.steering()::step);
  }

  /** Ends the run; it can be resumed. */
  public void stop() {
    steer(session.steering()::stop);
  }

  /** Opens the settings that can be turned while the run goes on. */
  public void adjust() {
    if (session.isOpening() || shown.model().run().isEmpty() || !session.isRunning()) {
      banner.info("There is nothing to turn: settings are turned while a run goes on.");
    } else if (session.readOnly().isPresent()) {
      tellReadOnly();
    } else {
      RunModel model = shown.model();
      view.showSettings(model.run().orElseThrow().config(), model.round(), this::turn);
    }
  }

  private void turn(List<Adjustment> wanted) {
    try {
      session.steering().adjust(wanted);
      banner.info(
          "Asked for "
              + wanted.stream().map(RunBarInteractor::words).collect(Collectors.joining(", "))
              + "; it counts from the next epoch or proposal on.");
    } catch (IllegalArgumentException e) {
      banner.report(e);
    }
  }

  private static String words(Adjustment wanted) {
    return wanted.setting() == Adjustment.Setting.ROUNDS ? "the tail" : wanted.told();
  }

  private void steer(Runnable action) {
    if (session.isOpening() || session.readOnly().isEmpty()) {
      action.run();
    } else {
      tellReadOnly();
    }
  }

  /** Why nothing can be steered here, with the lead to take where there is one. */
  private void tellReadOnly() {
    String reason = session.readOnly().orElse("");
    RunLead lead = session.lead();
    String leader = lead.elsewhere();
    if (lead.isToBeHad() && leader.isEmpty()) {
      banner.ask(reason, "Take the lead", lead::take);
    } else if (lead.isToBeHad()) {
      banner.choose(
          reason, "Take the lead", lead::take, "Ask for the lead", () -> askForLead(lead, leader));
    } else {
      banner.info(reason);
    }
  }

  private void askForLead(RunLead lead, String leader) {
    lead.ask();
    banner.info(leader + " is asked for the lead.");
  }

  /**
   * Changes who decides, and remembers it.
   *
   * @param mode who decides
   * @param seconds of the countdown, where there is one
   */
  public void setMode(Asking.Mode mode, int seconds) {
    if (session.readOnly().isEmpty()) {
      if (view.decisionMode() != mode) {
        view.setDecisionMode(mode, seconds);
      }
      session.setMode(mode, seconds);
      preferences.put(DECISIONS, mode.name());
    }
  }

  /** Shows who decides about the run that the window was attached to. */
  public void attached() {
    Asking asking = session.asking();
    view.setDecisionMode(asking.mode(), (int) Math.max(1, Math.round(asking.seconds())));
  }

  /** Takes back the latest round that was decided; of a recording, in a copy. */
  public void undo() {
    OptionalInt round = shown.model().undoable();
    OptionalInt decided = shown.model().decided();
    if (round.isEmpty() && decided.isPresent()) {
      banner.info(
          Texts.of(
              "Round %d cannot be undone: the run keeps the net of its last round alone (--keep last), and the net before is gone.",
              decided.getAsInt()));
    } else if (round.isEmpty()) {
      banner.info("There is no round to undo: a round can be undone once it was decided.");
    } else if (!session.isRecording() && session.readOnly().isPresent()) {
      tellReadOnly();
    } else if (!session.rests()) {
      banner.info("Pause the run, or wait until it asks, before you undo a round.");
    } else if (session.isRecording()) {
      banner.ask(
          Texts.of("%s Undo round %d in a copy of it?", untouched(), round.getAsInt()),
          "Undo in a copy",
          () -> undo(round.getAsInt()));
    } else {
      undo(round.getAsInt());
    }
  }

  private String untouched() {
    return session.isWatching()
        ? "Another process grows this run, which stays as it is."
        : "This is a recording, which stays as it is.";
  }

  private void undo(int round) {
    opener.undo(
        round,
        () -> {
          view.setDecisionMode(Asking.Mode.ASK, view.countdownSeconds());
          banner.info(
              Texts.of(
                  "Round %d is undone. The same seed gives the same scores, so the same proposal comes again; this time you are asked.",
                  round));
        },
        banner::report);
  }

  /** Goes on after the last round; of a recording, in a copy. */
  public void resume() {
    if (session.folder().isEmpty()) {
      banner.info("Open a run before you go on with it.");
    } else if (session.isRunning() || session.isOpening()) {
      banner.info("This run goes on already.");
    } else if (session.isRecording()) {
      banner.ask(untouched() + " Go on with a copy of it?", "Go on with a copy", this::goOn);
    } else {
      goOn();
    }
  }

  /** Goes on after the last round, in place where a service has the run. */
  public void goOn() {
    opener.resume(view.decisionMode(), () -> {}, banner::report);
  }
}
