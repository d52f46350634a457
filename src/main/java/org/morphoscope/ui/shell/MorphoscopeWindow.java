package org.morphoscope.ui.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.morphoscope.history.Recording;
import org.morphoscope.history.RunModel;
import org.morphoscope.ui.calibration.CalibrationPanel;
import org.morphoscope.ui.candidates.CandidatesView;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.engine.Closing;
import org.morphoscope.ui.engine.EngineWatch;
import org.morphoscope.ui.engine.RemoteRuns;
import org.morphoscope.ui.evidence.EvidenceView;
import org.morphoscope.ui.export.ExportPanel;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.frame.CheatSheet;
import org.morphoscope.ui.frame.EmptyState;
import org.morphoscope.ui.frame.FolderChooser;
import org.morphoscope.ui.frame.Notifier;
import org.morphoscope.ui.frame.StageLine;
import org.morphoscope.ui.frame.StatusBar;
import org.morphoscope.ui.frame.WindowRoot;
import org.morphoscope.ui.frame.WorkArea;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Sentences;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.replay.ReplayKeys;
import org.morphoscope.ui.run.AppMenu;
import org.morphoscope.ui.run.PhaseStrip;
import org.morphoscope.ui.run.RunBar;
import org.morphoscope.ui.run.WindowActions;
import org.morphoscope.ui.search.SearchOverlay;
import org.morphoscope.ui.session.Engines;
import org.morphoscope.ui.session.EventChannel;
import org.morphoscope.ui.session.EventPump;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.settings.Preferences;
import org.morphoscope.ui.shell.interactor.AboutInteractor;
import org.morphoscope.ui.shell.interactor.CandidatesInteractor;
import org.morphoscope.ui.shell.interactor.ChartInteractor;
import org.morphoscope.ui.shell.interactor.EndInteractor;
import org.morphoscope.ui.shell.interactor.GraphInteractor;
import org.morphoscope.ui.shell.interactor.Interactor;
import org.morphoscope.ui.shell.interactor.LayerLocks;
import org.morphoscope.ui.shell.interactor.LookInteractor;
import org.morphoscope.ui.shell.interactor.OpenDecision;
import org.morphoscope.ui.shell.interactor.OpenInteractor;
import org.morphoscope.ui.shell.interactor.PhaseInteractor;
import org.morphoscope.ui.shell.interactor.RunBarInteractor;
import org.morphoscope.ui.shell.interactor.SearchInteractor;
import org.morphoscope.ui.shell.interactor.ShownMoment;
import org.morphoscope.ui.shell.interactor.StageInteractor;
import org.morphoscope.ui.shell.interactor.StartInteractor;
import org.morphoscope.ui.shell.interactor.StatusInteractor;
import org.morphoscope.ui.shell.interactor.TimelineInteractor;
import org.morphoscope.ui.shell.interactor.TourInteractor;
import org.morphoscope.ui.shell.interactor.WindowMemory;
import org.morphoscope.ui.timeline.TimelineView;
import org.morphoscope.ui.tour.TourOverlay;

/**
 * The window on a stage. Make it and call it on the JavaFX thread.
 *
 * <p>Made in one go: views first, which know callbacks only; then what drives each of them; then
 * the one {@link WindowActions} that buttons, menus and keys call.
 */
public final class MorphoscopeWindow {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  private final WindowThreads threads = new WindowThreads();
  private final Fx background = threads.background();
  private final Fonts fonts = Fonts.load();
  private final RunModel model = new RunModel(System::nanoTime);
  private final SelectionState selection = new SelectionState();
  private final Player player = new Player(new Recording());

  // the views
  private final Banner banner = new Banner();
  private final StageLine line = new StageLine();
  private final AppMenu menu = new AppMenu();
  private final RunBar runBar = new RunBar(menu);
  private final PhaseStrip phases = new PhaseStrip();
  private final EmptyState card = new EmptyState();
  private final GraphView graph = new GraphView(background, fonts, selection, banner::report);
  private final LossChart chart = new LossChart();
  private final CandidatesView candidates =
      new CandidatesView(selection, new EvidenceView(background), background);
  private final TimelineView timeline = new TimelineView(player, fonts);
  private final StatusBar status = new StatusBar();
  private final CalibrationPanel calibration = new CalibrationPanel(background, Sentences::of);
  private final ExportPanel export = new ExportPanel(background, Sentences::of);
  private final CheatSheet help = new CheatSheet();
  private final SearchOverlay search = new SearchOverlay();
  private final TourOverlay tour = new TourOverlay();
  private final WorkArea area = new WorkArea(graph, card, candidates.whyPanel(), chart, candidates);
  private final WindowRoot root =
      new WindowRoot(
          new VBox(runBar, phases, banner, line),
          area,
          new VBox(timeline, status),
          List.of(calibration, export, help, search, tour));

  private final LateViews late =
      new LateViews(chart, candidates, List.of(calibration, export, help, search));

  // what drives them
  private final Stage stage;
  private final Services services;
  private final Scene scene;
  private final Unexpected unexpected = new Unexpected(background, banner::error);
  private final EventPump pump = new EventPump(threads.clock(), background);
  private final Engines engines;
  private final RunSession session;
  private final OpenDecision decision;
  private final ShownMoment shown;
  private final WindowMemory memory;
  private final OpenInteractor opens;
  private final StartInteractor starts;
  private final Comparisons comparisons;
  private final LookInteractor look;
  private final AboutInteractor about;
  private final RunBarInteractor bar;
  private final EngineWatch engine;
  private final RunPresenter presenter;
  private final WindowActions actions;
  private Runnable whenComplete = () -> {};
  private boolean closed;

  /**
   * Builds the window in the theme of last time; the stage is not shown yet.
   *
   * @param stage gets the scene
   * @param services what the window gets from outside
   */
  public MorphoscopeWindow(Stage stage, Services services) {
    this(stage, services, WindowDress.dress(services.preferences()));
  }

  private MorphoscopeWindow(Stage stage, Services services, String style) {
    this.stage = stage;
    this.services = services;
    Preferences preferences = services.preferences();
    scene = new Scene(root, WIDTH, HEIGHT);
    scene.getStylesheets().add(style);
    memory = new WindowMemory(preferences);
    memory.restore(area, graph.quantityProperty());
    engines = new Engines(services.growth(), threads.engine(), background);
    session = new RunSession(services, engines, threads.engine(), background, pump);
    session.setOnRefused(banner::info);
    decision = new OpenDecision(model, session, banner::error);
    shown = new ShownMoment(model, player, timeline.shownProperty(), decision);
    FolderChooser folders = new FolderChooser(stage, preferences);
    opens =
        new OpenInteractor(
            card, banner, background, services, model, session, folders, this::isDrawn);
    starts =
        new StartInteractor(
            stage, runBar, card, banner, services, background, session, opens::opened);
    comparisons =
        new Comparisons(
            stage, background, timeline, player, style, services.replay(), folders, banner);
    look = look();
    root.getChildren().add(look.rings());
    about =
        new AboutInteractor(stage, background, services.surroundings().versions(), banner::report);
    Panels panels = panels();
    LayerLocks locks = new LayerLocks(session, selection, decision, banner::info);
    GraphInteractor network =
        new GraphInteractor(graph, shown, locks, () -> panels.export("network"), banner::error);
    ChartInteractor loss =
        new ChartInteractor(
            chart, shown, decision, pump::hurry, () -> panels.export(Panels.MAIN_FIGURE));
    CandidatesInteractor table = new CandidatesInteractor(candidates, shown, decision, session);
    bar = new RunBarInteractor(runBar, shown, session, banner, preferences);
    engine = new EngineWatch(status, banner, session, engines, bar::goOn);
    presenter = presenter(List.of(loss, network, table, bar, frame -> engine.show()));
    player.playingProperty().addListener(o -> pump.hurry());
    SearchInteractor finder = new SearchInteractor(search, shown, selection, graph);
    actions =
        new ShellActions(
            starts,
            opens,
            bar,
            table,
            loss,
            network,
            comparisons,
            panels,
            tour(),
            finder,
            look,
            about,
            remote(),
            presenter);
    install();
  }

  private LookInteractor look() {
    List<Consumer<Theme>> themed =
        List.of(
            runBar::setTheme,
            graph::setTheme,
            candidates::setTheme,
            timeline::setTheme,
            comparisons::setTheme);
    List<Node> missable = List.of(status, phases, runBar.lookup("#open-data"));
    return new LookInteractor(
        menu,
        graph,
        area,
        stage,
        scene,
        themed,
        missable,
        line,
        services,
        threads.clock(),
        background);
  }

  private Panels panels() {
    return new Panels(
        stage,
        help,
        calibration,
        export,
        banner,
        session,
        model,
        services.calibration(),
        Map.of(graph, "network", candidates, "score-distribution"));
  }

  private RunPresenter presenter(List<Interactor> views) {
    Notifier notifier = new Notifier(stage);
    calibration.setOnFinished(text -> notifier.finished("Calibration", text));
    List<Interactor> all = new ArrayList<>();
    all.add(opens);
    all.add(new TimelineInteractor(timeline, model, player, session));
    all.add(new StatusInteractor(status, model));
    all.add(new StageInteractor(line, shown));
    all.add(new PhaseInteractor(phases, shown, decision, session));
    all.addAll(views);
    all.add(new EndInteractor(banner, shown, session, notifier, runBar::state));
    return new RunPresenter(
        shown, decision, selection, player, timeline, session, all, unexpected::report);
  }

  private RemoteRuns remote() {
    return new RemoteRuns(
        stage,
        background,
        services.servers(),
        engines,
        banner,
        (server, run) -> opens.attach(Optional.of(server), run, bar::attached),
        starts::newRunAt);
  }

  private TourInteractor tour() {
    TourInteractor.Stops stops =
        new TourInteractor.Stops(
            model, candidates, graph.quantityProperty(), timeline.shownProperty(), root::reveal);
    return new TourInteractor(
        tour, services, background, model, stops, opens::openRun, banner::report);
  }

  private void install() {
    menu.setActions(actions);
    runBar.setActions(actions);
    card.setActions(actions);
    ReplayKeys replay = new ReplayKeys(player, timeline::goLive);
    new Keys(actions, tour, search, replay).install(scene);
    OpenInteractor.takeDrops(scene, this::open, banner::info);
  }

  /** Whether what was told to be shown is on the screen. */
  private boolean isDrawn() {
    return graph.isSettled() && !candidates.getChildren().isEmpty();
  }

  /** Shows the window and loads the engine behind it. */
  public void show() {
    stage.setTitle("Morphoscope");
    stage.setMinWidth(960);
    stage.setMinHeight(520);
    stage.setScene(scene);
    stage.setOnCloseRequest(new Closing(stage, session, this::close)::asked);
    memory.show(stage, WIDTH, HEIGHT);
    pump.start(presenter::frame);
    look.start(stage.focusedProperty());
    late.bringIn(() -> closed, this::complete);
  }

  /** What would compete with the views for the processor comes after them. */
  private void complete() {
    graph.warmUp();
    engine.load(
        about::setEngine, runs -> card.showGrowing(runs, run -> opens.attach(run, bar::attached)));
    whenComplete.run();
  }

  /**
   * Told once when every view is there.
   *
   * @param told called once, on the JavaFX thread
   */
  public void setOnComplete(Runnable told) {
    whenComplete = told;
  }

  /** Stops the run, which stays resumable, and remembers the window's place. */
  public void close() {
    close(false);
  }

  /**
   * As {@link #close()}.
   *
   * @param goesOn whether the run is left growing where its engine outlives the window
   */
  private void close(boolean goesOn) {
    closed = true;
    session.close(goesOn);
    // may wait for an engine, which the window does not
    new Thread(engines::close, "engines").start();
    calibration.cancel();
    comparisons.close();
    pump.stop();
    // remembered is the window as it was before
    tour.end();
    look.stop();
    memory.save(stage, area, graph.quantityProperty().get());
    threads.stop();
    stage.close();
  }

  /**
   * Opens a folder as if it were dropped on the window: a recorded run, or images.
   *
   * @param folder a recorded run, or images
   */
  public void open(Path folder) {
    opens.open(folder, starts::openData);
  }

  /**
   * Opens a recorded run at its beginning.
   *
   * @param folder of a recorded run
   */
  public void replay(Path folder) {
    player.expectBeginning();
    opens.openRun(folder);
  }

  /**
   * Switches the look.
   *
   * @param theme light or dark
   */
  public void setTheme(Theme theme) {
    look.setTheme(theme);
  }

  /** {@return what buttons, menus and keys ask for} */
  public WindowActions actions() {
    return actions;
  }

  /** {@return what is told of errors that nobody expected} */
  public Unexpected unexpected() {
    return unexpected;
  }

  /** {@return the comparisons, for pictures and tests} */
  public Comparisons comparisons() {
    return comparisons;
  }

  /** {@return what moves through the run, for pictures and tests} */
  public Player player() {
    return player;
  }

  /**
   * Shows the events of a channel, for measurements.
   *
   * @param channel of a run
   */
  public void connect(EventChannel channel) {
    pump.connect(channel);
  }

  /** {@return the scene of the window, for pictures and tests} */
  public Scene scene() {
    return scene;
  }
}
