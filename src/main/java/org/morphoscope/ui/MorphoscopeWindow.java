package org.morphoscope.ui;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Png;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.DecisionMode;
import org.morphoscope.ui.model.RunModel;
import org.morphoscope.ui.model.SelectionState;

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
  private final Presenter presenter;
  private final RunSession session;
  private final EventPump pump;
  private final Comparisons comparisons;
  private final ExecutorService engineCalls;
  private final ExecutorService others;

  public MorphoscopeWindow(Stage stage, Services services) {
    this.stage = stage;
    this.services = services;
    engineCalls = Executors.newSingleThreadExecutor(daemons("engine calls"));
    others = Executors.newCachedThreadPool(daemons("window work"));
    Fx background = Fx.on(others);
    RunModel model = new RunModel(System::nanoTime);
    SelectionState selection = new SelectionState();
    Theme theme = Theme.of(services.preferences().get("theme").orElse(""));
    presenter = new Presenter(model, selection);
    commands = new Commands(stage, services, background, model, theme, this::setTheme);
    views = new WindowViews(background, selection, commands, presenter, commands::report);
    pump = new EventPump(presenter::frame);
    session = new RunSession(services, Fx.on(engineCalls), background, pump);
    commands.connect(views, session);
    presenter.connect(views, session);
    scene = new Scene(views.root, WIDTH, HEIGHT);
    scene.getStylesheets().add(resource(STYLE));
    comparisons =
        new Comparisons(stage, background, views, resource(STYLE), services.replay(), commands);
    new Keys(views, commands, presenter, selection, comparisons).install(scene);
    scene.setOnDragOver(MorphoscopeWindow::dragOver);
    scene.setOnDragDropped(this::dropped);
    restore();
    setTheme(theme);
  }

  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  private static String resource(String name) {
    return MorphoscopeWindow.class.getResource(name).toExternalForm();
  }

  private void restore() {
    views.empty.offerSample(!services.samples().isEmpty());
    boolean calm = services.preferences().get("reduceMotion").map(Boolean::valueOf).orElse(false);
    views.runBar.setReduceMotion(calm);
    views.graph.setReduceMotion(calm);
    services
        .preferences()
        .get("decisions")
        .filter(name -> List.of("AUTOMATIC", "ASK", "COUNTDOWN").contains(name))
        .map(DecisionMode::valueOf)
        .ifPresent(mode -> views.runBar.setDecisionMode(mode, views.runBar.countdownSeconds()));
  }

  /** Shows the window and loads the engine behind it. */
  public void show() {
    stage.setTitle("Morphoscope");
    stage.setMinWidth(920);
    stage.setMinHeight(620);
    stage.setScene(scene);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    stage.setWidth(Math.min(screen.getWidth(), remembered("width", WIDTH)));
    stage.setHeight(Math.min(screen.getHeight(), remembered("height", HEIGHT)));
    stage.setMaximized(services.preferences().get("maximized").map(Boolean::valueOf).orElse(false));
    stage.setOnCloseRequest(e -> close());
    stage.show();
    pump.start();
    session.load(
        views.status::setBackend,
        error -> {
          views.status.setBackend("no engine");
          commands.report(error);
        });
  }

  private double remembered(String key, double otherwise) {
    return services
        .preferences()
        .get(key)
        .filter(text -> text.matches("\\d{1,5}"))
        .map(Double::valueOf)
        .orElse(otherwise);
  }

  /** Stops the run, which stays resumable, and remembers the window's place. */
  public void close() {
    session.stop();
    views.calibration.cancel();
    comparisons.close();
    pump.stop();
    Preferences preferences = services.preferences();
    preferences.put("maximized", Boolean.toString(stage.isMaximized()));
    if (!stage.isMaximized()) {
      preferences.put("width", Long.toString(Math.round(stage.getWidth())));
      preferences.put("height", Long.toString(Math.round(stage.getHeight())));
    }
    engineCalls.shutdown();
    others.shutdown();
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
  void calibrate() {
    commands.calibrate();
  }

  /** Locks or unlocks the layer of the selection, as its key does. */
  void lockSelection() {
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
  Comparisons comparisons() {
    return comparisons;
  }

  /** Writes what the window shows as a PNG. */
  public void writePng(Path file) throws IOException {
    Png.write(scene.snapshot(null), file);
  }

  /** Shows the events of a channel, for measurements. */
  void connect(EventChannel channel) {
    pump.connect(channel);
  }

  /** The views, for pictures. */
  WindowViews views() {
    return views;
  }

  Scene scene() {
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
