package org.morphoscope.ui.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.morphoscope.ui.engine.EngineWatch;
import org.morphoscope.ui.engine.RemoteRuns;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.frame.EmptyState;
import org.morphoscope.ui.frame.FolderChooser;
import org.morphoscope.ui.frame.StatusBar;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.run.RunBar;
import org.morphoscope.ui.session.Engines;
import org.morphoscope.ui.session.RunOpener;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.shell.interactor.Interactor;
import org.morphoscope.ui.shell.interactor.OpenInteractor;
import org.morphoscope.ui.shell.interactor.RunBarInteractor;
import org.morphoscope.ui.shell.interactor.StartInteractor;

/** What begins, opens and steers runs, and watches over the engine that they need. */
final class RunControls {
  private final RunSession session;
  private final Engines engines;
  private final EmptyState card;
  private final OpenInteractor opens;
  private final StartInteractor starts;
  private final RunBarInteractor bar;
  private final EngineWatch engine;
  private final RemoteRuns remote;

  /**
   * @param stage of the window
   * @param threads the engine is called on one of them
   * @param folders asks for folders
   * @param card before the first run
   */
  RunControls(
      Stage stage,
      Services services,
      WindowThreads threads,
      RunSession session,
      RunViews views,
      FolderChooser folders,
      Banner banner,
      EmptyState card,
      RunBar runBar,
      StatusBar status) {
    this.session = session;
    this.card = card;
    Fx background = threads.background();
    engines = new Engines(services.growth(), threads.engine(), background);
    RunOpener opener = new RunOpener(session, services, engines, threads.engine(), background);
    opener.setOnRefused(banner::info);
    opens =
        new OpenInteractor(
            card,
            banner,
            background,
            services,
            views.model(),
            session,
            opener,
            folders,
            views::isDrawn);
    starts =
        new StartInteractor(
            stage, runBar, card, banner, services, background, session, opener, opens::opened);
    bar =
        new RunBarInteractor(
            runBar, views.shown(), session, opener, banner, services.preferences());
    engine = new EngineWatch(status, banner, session, engines, bar::goOn);
    remote =
        new RemoteRuns(
            stage,
            background,
            services.servers(),
            engines,
            banner,
            (server, run) -> opens.attach(Optional.of(server), run, bar::attached),
            starts::newRunAt);
  }

  OpenInteractor opens() {
    return opens;
  }

  StartInteractor starts() {
    return starts;
  }

  RunBarInteractor bar() {
    return bar;
  }

  RemoteRuns remote() {
    return remote;
  }

  /** Brings the engine's state up to date. */
  Interactor engine() {
    return frame -> engine.show();
  }

  /** Loads the engine and offers the runs that it grows already; tells what computes. */
  void load(Consumer<String> told) {
    engine.load(told, runs -> card.showGrowing(runs, run -> opens.attach(run, bar::attached)));
  }

  /** Opens what was dropped or named: a recorded run, or images for a new one. */
  void open(Path dropped) {
    opens.open(dropped, starts::openData);
  }

  /**
   * Lets go of everything.
   *
   * @param goesOn whether the run is left growing where its engine outlives the window
   */
  void close(boolean goesOn) {
    session.close(goesOn);
    // may wait for an engine, which the window does not
    new Thread(engines::close, "engines").start();
  }
}
