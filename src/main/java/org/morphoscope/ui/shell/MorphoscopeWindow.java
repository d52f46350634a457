package org.morphoscope.ui.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.morphoscope.ui.engine.Closing;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.frame.EmptyState;
import org.morphoscope.ui.frame.FolderChooser;
import org.morphoscope.ui.frame.Notifier;
import org.morphoscope.ui.frame.StageLine;
import org.morphoscope.ui.frame.StatusBar;
import org.morphoscope.ui.frame.WindowRoot;
import org.morphoscope.ui.frame.WorkArea;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.replay.ReplayKeys;
import org.morphoscope.ui.run.AppMenu;
import org.morphoscope.ui.run.PhaseStrip;
import org.morphoscope.ui.run.RunBar;
import org.morphoscope.ui.run.WindowActions;
import org.morphoscope.ui.search.CommandPalette;
import org.morphoscope.ui.search.SearchOverlay;
import org.morphoscope.ui.session.EventChannel;
import org.morphoscope.ui.session.EventPump;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.settings.Preferences;
import org.morphoscope.ui.shell.interactor.AboutInteractor;
import org.morphoscope.ui.shell.interactor.EndInteractor;
import org.morphoscope.ui.shell.interactor.LookInteractor;
import org.morphoscope.ui.shell.interactor.OpenInteractor;
import org.morphoscope.ui.shell.interactor.PhaseInteractor;
import org.morphoscope.ui.shell.interactor.ShownMoment;
import org.morphoscope.ui.shell.interactor.StageInteractor;
import org.morphoscope.ui.shell.interactor.StatusInteractor;
import org.morphoscope.ui.shell.interactor.TourInteractor;
import org.morphoscope.ui.shell.interactor.WindowMemory;
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
  private final Banner banner = new Banner();
  private final Unexpected unexpected = new Unexpected(background, banner::error);
  private final EventPump pump = new EventPump(threads.clock(), background);
  private final RunSession session = new RunSession(background, pump);

  // the views
  private final RunViews views =
      new RunViews(background, fonts, session, banner, pump, this::export);
  private final StageLine line = new StageLine();
  private final AppMenu menu = new AppMenu();
  private final RunBar runBar = new RunBar(menu);
  private final PhaseStrip phases = new PhaseStrip();
  private final EmptyState card = new EmptyState();
  private final StatusBar status = new StatusBar();
  private final SearchOverlay search = new SearchOverlay();
  private final CommandPalette palette = new CommandPalette();
  private final TourOverlay tour = new TourOverlay();
  private final Panels panels;
  private final WorkArea area = views.area(card);
  private final WindowRoot root;
  private final LateViews late;

  // what drives them
  private final Stage stage;
  private final Services services;
  private final Scene scene;
  private final RunControls runs;
  private final WindowMemory memory;
  private final Comparisons comparisons;
  private final LookInteractor look;
  private final AboutInteractor about;
  private final RunPresenter presenter;
  private final WindowActions actions;
  private final Commands commands;
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
    panels = new Panels(stage, background, banner, session, views, services.calibration());
    List<Pane> overlays = new ArrayList<>(panels.overlays());
    overlays.addAll(List.of(search, palette));
    late = views.late(overlays);
    overlays.add(tour);
    root =
        new WindowRoot(
            new VBox(runBar, phases, banner, line),
            area,
            new VBox(views.timeline(), status),
            overlays);
    scene = new Scene(root, WIDTH, HEIGHT);
    scene.getStylesheets().add(style);
    memory = new WindowMemory(preferences);
    memory.restore(area, views.graph().quantityProperty());
    FolderChooser folders = new FolderChooser(stage, preferences);
    runs =
        new RunControls(
            stage, services, threads, session, views, folders, banner, card, runBar, status);
    comparisons =
        new Comparisons(
            stage,
            background,
            views.timeline(),
            views.player(),
            style,
            services.replay(),
            folders,
            banner);
    look = look();
    root.getChildren().add(look.rings());
    about =
        new AboutInteractor(stage, background, services.surroundings().versions(), banner::report);
    presenter = presenter();
    actions =
        new ShellActions(
            runs.starts(),
            runs.opens(),
            runs.bar(),
            views.table(),
            views.loss(),
            views.network(),
            comparisons,
            panels,
            tour(),
            views.finder(search, panels.notes()),
            this::showCommands,
            look,
            about,
            runs.remote(),
            presenter);
    commands =
        new Commands(actions, views.player(), views.timeline()::goLive, runBar::countdownSeconds);
    install();
  }

  private void showCommands() {
    palette.open(commands.all());
  }

  private LookInteractor look() {
    List<Consumer<Theme>> themed = new ArrayList<>(views.themed());
    themed.addAll(List.of(runBar::setTheme, comparisons::setTheme, panels::setTheme));
    List<Node> missable = List.of(status, phases, runBar.lookup("#open-data"));
    return new LookInteractor(
        menu,
        views.graph(),
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

  private void export(String figure) {
    panels.export(figure);
  }

  private RunPresenter presenter() {
    Notifier notifier = new Notifier(stage);
    panels.setOnCalibrated(text -> notifier.finished("Calibration", text));
    ShownMoment shown = views.shown();
    return views.presenter(
        List.of(
            runs.opens(),
            new StatusInteractor(status, views.model()),
            new StageInteractor(line, shown),
            new PhaseInteractor(phases, shown, views.decision(), session)),
        List.of(
            runs.bar(),
            runs.engine(),
            panels.channels(),
            panels.notes(),
            panels.plane(),
            new EndInteractor(banner, shown, session, notifier, runBar::state)),
        unexpected::report);
  }

  private TourInteractor tour() {
    return new TourInteractor(
        tour,
        services,
        background,
        views.model(),
        views.stops(root::reveal),
        runs.opens()::openRun,
        banner::report);
  }

  private void install() {
    menu.setActions(actions);
    views.offer(actions);
    runBar.setActions(actions);
    card.setActions(actions);
    ReplayKeys replay = new ReplayKeys(views.player(), views.timeline()::goLive);
    new Keys(actions, commands, tour, List.of(search, palette), replay).install(scene);
    OpenInteractor.takeDrops(scene, this::open, banner::info);
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
    views.graph().warmUp();
    runs.load(about::setEngine);
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
    runs.close(goesOn);
    panels.close();
    comparisons.close();
    pump.stop();
    // remembered is the window as it was before
    tour.end();
    look.stop();
    memory.save(stage, area, views.graph().quantityProperty().get());
    threads.stop();
    stage.close();
  }

  /**
   * Opens a folder as if it were dropped on the window: a recorded run, or images.
   *
   * @param folder a recorded run, or images
   */
  public void open(Path folder) {
    runs.open(folder);
  }

  /** {@return what is shown first, where the start says so} */
  public FirstLook first() {
    return new FirstLook(views, runs, comparisons, banner);
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
    return views.player();
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
