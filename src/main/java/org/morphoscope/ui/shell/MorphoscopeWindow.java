package org.morphoscope.ui.shell;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Png;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.look.Scaling;
import org.morphoscope.ui.look.StageMode;
import org.morphoscope.ui.look.SystemTheme;
import org.morphoscope.ui.look.ThemeChoice;
import org.morphoscope.ui.look.ThemeSwitch;
import org.morphoscope.ui.model.RunModel;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.session.EventChannel;
import org.morphoscope.ui.session.EventPump;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.settings.Preferences;

/** The window on a stage. Make it and call it on the JavaFX thread. */
public final class MorphoscopeWindow {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final String STYLE = "/org/morphoscope/ui/morphoscope.css";

  private final Stage stage;
  private final Services services;
  private final Scene scene;
  private final WindowViews views;
  private final Commands commands;
  private final Habits habits;
  private final WindowMemory memory;
  private final StageMode stageMode;
  private final ThemeSwitch themes;
  private final RunPresenter presenter;
  private final RunSession session;
  private final EventPump pump;
  private final Comparisons comparisons;
  private final ExecutorService engineCalls;
  private final ExecutorService others;
  private final ScheduledExecutorService clock;
  private Runnable whenComplete = () -> {};
  private boolean closed;

  public MorphoscopeWindow(Stage stage, Services services) {
    this.stage = stage;
    this.services = services;
    engineCalls = Executors.newSingleThreadExecutor(daemons("engine calls"));
    others = Executors.newCachedThreadPool(daemons("window work"));
    clock = Executors.newSingleThreadScheduledExecutor(daemons("window clock"));
    Fx background = Fx.on(others);
    RunModel model = new RunModel(System::nanoTime);
    SelectionState selection = new SelectionState();
    presenter = new RunPresenter(model, selection);
    Theme first = firstTheme(services.preferences());
    // before the first control is made, or JavaFX would read its own style sheet first
    Application.setUserAgentStylesheet(first.userAgentStylesheet());
    commands = new Commands(stage, services, background, model, folder -> opened(folder));
    habits = new Habits(stage, services, background, model, selection);
    views = new WindowViews(background, selection, commands, habits, presenter, commands::report);
    pump = new EventPump(clock, background, presenter::frame);
    session = new RunSession(services, Fx.on(engineCalls), background, pump);
    commands.connect(views, session);
    presenter.connect(views, session, pump::hurry);
    habits.connect(views, commands, presenter);
    scene = new Scene(views.root, WIDTH, HEIGHT);
    scene.getStylesheets().add(style().toExternalForm());
    comparisons =
        new Comparisons(
            stage, background, views, style().toExternalForm(), services.replay(), commands);
    new Keys(views, commands, habits, presenter, selection, comparisons).install(scene);
    scene.setOnDragOver(MorphoscopeWindow::dragOver);
    scene.setOnDragDropped(this::dropped);
    memory = new WindowMemory(services.preferences());
    memory.restore(views);
    views.empty.offerSample(!services.samples().isEmpty());
    Scaling scaling = new Scaling(scene.getStylesheets());
    stageMode = new StageMode(views.root, scaling, new StageLayout(views)::rearrange);
    views.root.getChildren().add(stageMode.rings());
    themes = themes(background, first);
    habits.connectLooks(scaling, stageMode, themes);
    Notifier notifier = new Notifier(stage);
    presenter.setOnRunEnded(() -> notifier.finished("Run ended", views.runBar.state()));
    views.calibration.setOnFinished(text -> notifier.finished("Calibration", text));
  }

  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** The look of last time. */
  public static Theme firstTheme(Preferences preferences) {
    return Theme.of(preferences.get("shownTheme").orElse(""));
  }

  /** The style sheet of the window. */
  public static URL style() {
    return MorphoscopeWindow.class.getResource(STYLE);
  }

  /** The theme of last time comes first, until the system has answered. */
  private ThemeSwitch themes(Fx background, Theme first) {
    Preferences preferences = services.preferences();
    setTheme(first);
    ThemeSwitch made =
        new ThemeSwitch(
            clock,
            background,
            new SystemTheme(services.surroundings().commands(), services.surroundings().system()),
            first,
            theme -> {
              preferences.put("shownTheme", theme.name());
              setTheme(theme);
            });
    made.choose(ThemeChoice.of(preferences.get("theme").orElse("")));
    return made;
  }

  private void opened(Path folder) {
    habits.opened(folder);
  }

  /** Shows the window and loads the engine behind it. */
  public void show() {
    stage.setTitle("Morphoscope");
    stage.setMinWidth(920);
    stage.setMinHeight(620);
    stage.setScene(scene);
    memory.restore(stage, WIDTH, HEIGHT);
    stage.setOnCloseRequest(e -> close());
    stage.show();
    pump.start();
    themes.start(stage.focusedProperty());
    AfterFrames.firstPainted(this::complete);
  }

  /** The rest of the views, one per frame; then what would compete with them for the processor. */
  private void complete() {
    if (closed) {
      return; // in its first frames, before everything was there
    }
    if (views.complete()) {
      AfterFrames.nextPainted(this::complete);
    } else {
      views.graph.warmUp();
      loadEngine();
      whenComplete.run();
    }
  }

  /** Told once when every view is on show. */
  public void setOnComplete(Runnable told) {
    whenComplete = told;
  }

  private void loadEngine() {
    session.load(
        name -> {
          views.status.setBackend(name);
          habits.setEngine(name);
        },
        error -> {
          views.status.setBackend("no engine");
          commands.report(error);
        });
  }

  /** Stops the run, which stays resumable, and remembers the window's place. */
  public void close() {
    closed = true;
    session.stop();
    views.calibration.cancel();
    comparisons.close();
    pump.stop();
    themes.stop();
    // remembered is the window as it was before
    views.tour.end();
    stageMode.set(false);
    memory.save(stage, views);
    engineCalls.shutdown();
    others.shutdown();
    clock.shutdown();
    stage.close();
  }

  /** Opens a folder as if it were dropped on the window: a recorded run, or images. */
  public void open(Path folder) {
    commands.open(folder);
  }

  /** Opens a recorded run at its beginning. */
  public void replay(Path folder) {
    views.player.expectBeginning();
    commands.openRun(folder);
  }

  /** Opens the calibration of the run on show, as its key does. */
  public void calibrate() {
    commands.calibrate();
  }

  /** Opens the log of decisions, as its key does. */
  public void showLog() {
    commands.showLog();
  }

  /** Locks or unlocks the layer of the selection, as its key does. */
  public void lockSelection() {
    presenter.locks().toggleSelected();
  }

  /** Switches the look. */
  public void setTheme(Theme theme) {
    Application.setUserAgentStylesheet(theme.userAgentStylesheet());
    scene.getRoot().getStyleClass().removeAll("theme-light", "theme-dark");
    scene.getRoot().getStyleClass().add(theme == Theme.DARK ? "theme-dark" : "theme-light");
    views.setTheme(theme);
    comparisons.setTheme(theme);
  }

  /** The comparisons, for pictures and tests. */
  public Comparisons comparisons() {
    return comparisons;
  }

  /** Writes what the window shows as a PNG. */
  public void writePng(Path file) throws IOException {
    Png.write(scene.snapshot(null), file);
  }

  /** What the menu does. */
  public Habits habits() {
    return habits;
  }

  /** Shows the events of a channel, for measurements. */
  public void connect(EventChannel channel) {
    pump.connect(channel);
  }

  /** The views, for pictures. */
  public WindowViews views() {
    return views;
  }

  public Scene scene() {
    return scene;
  }

  private static void dragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void dropped(DragEvent event) {
    List<File> files = event.getDragboard().getFiles();
    event.setDropCompleted(!files.isEmpty());
    event.consume();
    if (!files.isEmpty()) {
      commands.open(files.get(0).toPath());
    }
  }
}
