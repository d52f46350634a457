package org.morphoscope.ui.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import org.morphoscope.run.AskingDecider;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.decisions.DecisionLogWindow;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.PictureMenu;
import org.morphoscope.ui.model.DecisionLog;
import org.morphoscope.ui.model.RunModel;
import org.morphoscope.ui.run.NewRunDialog;
import org.morphoscope.ui.run.RunActions;
import org.morphoscope.ui.run.RunRequest;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.session.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the buttons, menus and keys do. */
final class Commands implements RunActions {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
  private static final String RUN_FILE = "run.json";

  private static final long GIVE_UP_NANOS = 20_000_000_000L;

  private final Stage stage;
  private final Services services;
  private final Fx background;
  private final RunModel model;
  private final Consumer<Path> opened;
  private WindowViews views;
  private RunSession session;
  private Optional<DecisionLogWindow> log = Optional.empty();
  private Optional<NewRunDialog> dialog = Optional.empty();

  /**
   * @param opened told the folder of every run that is opened or begun
   */
  Commands(Stage stage, Services services, Fx background, RunModel model, Consumer<Path> opened) {
    this.stage = stage;
    this.model = model;
    this.services = services;
    this.background = background;
    this.opened = opened;
  }

  void connect(WindowViews connectedViews, RunSession connectedSession) {
    views = connectedViews;
    session = connectedSession;
    views.graph.setOnExport(() -> export("network"));
    PictureMenu.install(views.chart, () -> export("loss-vs-parameters"));
  }

  @Override
  public void growGenerated() {
    start(new RunRequest(services.firstRun(), mode(), seconds()));
  }

  @Override
  public void growAsking() {
    start(new RunRequest(services.firstRun(), AskingDecider.Mode.ASK, seconds()));
  }

  private AskingDecider.Mode mode() {
    return views.runBar.decisionMode();
  }

  private int seconds() {
    return views.runBar.countdownSeconds();
  }

  private void start(RunRequest request) {
    views.banner.clear();
    views.runBar.setState("starting\u2026");
    views.empty.setDisable(true);
    session.start(
        request,
        () -> {
          views.empty.setDisable(false);
          views.runBar.setDecisionMode(request.mode(), request.seconds());
          session.folder().ifPresent(opened);
        },
        error -> {
          views.empty.setDisable(false);
          views.runBar.setState("");
          report(error);
        });
  }

  @Override
  public void openData() {
    chooseFolder("Open a folder of images").ifPresent(this::openData);
  }

  Optional<Path> chooseFolder(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    services
        .preferences()
        .get("folder")
        .map(File::new)
        .filter(File::isDirectory)
        .ifPresent(chooser::setInitialDirectory);
    Optional<Path> chosen = Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    chosen.ifPresent(
        folder -> {
          Path parent = folder.toAbsolutePath().getParent();
          services.preferences().put("folder", (parent == null ? folder : parent).toString());
        });
    return chosen;
  }

  /** Opens what was dropped: a recorded run, or images; of a file, the folder it lies in. */
  void open(Path dropped) {
    Path parent = dropped.toAbsolutePath().getParent();
    Path folder = Files.isRegularFile(dropped) && parent != null ? parent : dropped;
    if (Files.exists(folder.resolve(RUN_FILE))) {
      openRun(folder);
    } else {
      openData(folder);
    }
  }

  /** Recognises the images and offers a new run on them. */
  void openData(Path folder) {
    background.call(
        () -> services.data().recognise(folder),
        name -> {
          views.banner.clear();
          showDialog();
          dialog.ifPresent(d -> d.setData(name));
        },
        error -> {
          if (dialog.filter(NewRunDialog::isShowing).isPresent()) {
            dialog.get().setError(sentence(error));
          } else {
            report(error);
          }
        });
  }

  @Override
  public void openRun() {
    chooseFolder("Open the folder of a run").ifPresent(this::openRun);
  }

  @Override
  public void openSample() {
    services.samples().stream().findFirst().ifPresent(this::openRun);
  }

  void openRun(Path folder) {
    openRun(folder, () -> {});
  }

  /** Opens a run and goes on with {@code then} when it is there. */
  void openRun(Path folder, Runnable then) {
    if (session.isRunning()) {
      views.banner.info("Stop the run that is going on before you open another.");
      return;
    }
    long asked = System.nanoTime();
    session.replay(
        folder,
        () -> {
          views.banner.clear();
          logWhenShown(asked);
          opened.accept(folder);
          then.run();
        },
        this::report);
  }

  /** The events wait for the next pump, then the net is laid out. */
  private void logWhenShown(long asked) {
    Object before = model.run().orElse(null);
    BooleanSupplier shown =
        () ->
            model.run().orElse(null) != before && views.graph.isSettled() && !views.isIncomplete();
    // a run without a first event never comes
    AfterFrames.paintedWhen(
        () -> shown.getAsBoolean() || System.nanoTime() - asked > GIVE_UP_NANOS,
        () -> {
          if (shown.getAsBoolean()) {
            LOG.info("run shown after {} ms", (System.nanoTime() - asked) / 1_000_000);
          }
        });
  }

  @Override
  public void newRun() {
    showDialog();
  }

  private void showDialog() {
    if (dialog.filter(NewRunDialog::isShowing).isPresent()) {
      return;
    }
    NewRunDialog next =
        new NewRunDialog(
            stage,
            new RunRequest(services.firstRun(), mode(), seconds()),
            this::openData,
            this::start);
    dialog = Optional.of(next);
    next.show();
  }

  @Override
  public void togglePause() {
    session.togglePause();
  }

  @Override
  public void step() {
    session.step();
  }

  @Override
  public void stop() {
    session.stop();
  }

  @Override
  public void undo() {
    OptionalInt round = model.undoable();
    if (round.isEmpty()) {
      views.banner.info("There is no round to undo: a round can be undone once it was decided.");
    } else if (!session.rests()) {
      views.banner.info("Pause the run, or wait until it asks, before you undo a round.");
    } else {
      session.undo(round.getAsInt(), () -> undone(round.getAsInt()), this::report);
    }
  }

  private void undone(int round) {
    views.runBar.setDecisionMode(AskingDecider.Mode.ASK, seconds());
    views.banner.info(
        Texts.of(
            "Round %d is undone. The same seed gives the same scores, so the same proposal comes again; this time you are asked.",
            round));
  }

  @Override
  public void setDecisionMode(AskingDecider.Mode mode, int seconds) {
    if (session != null) {
      session.setMode(mode, seconds);
      services.preferences().put("decisions", mode.name());
    }
  }

  @Override
  public void showLog() {
    if (log.isEmpty()) {
      log = Optional.of(new DecisionLogWindow(stage, this::report));
    }
    log.get().show(DecisionLog.of(model.history()));
  }

  @Override
  public void calibrate() {
    if (session.isRunning()) {
      views.banner.info("Stop the run, or let it finish, before you calibrate it.");
    } else if (session.folder().isEmpty()) {
      views.banner.info("Open a run, or grow one, before you calibrate it.");
    } else {
      views.calibration.open(services.calibration(), session.folder().get());
    }
  }

  /** Shows a sentence. */
  void tell(String sentence) {
    views.banner.info(sentence);
  }

  /** Offers what the view with the focus shows as a file. */
  @Override
  public void export() {
    export(views.figureInFocus());
  }

  private void export(String figure) {
    if (session.folder().isEmpty()) {
      views.banner.info("Open a run, or grow one, before you export from it.");
    } else {
      views.export.open(session.folder().get(), figure);
    }
  }

  /** Shows the sentence of an error; everything else stays as it is. */
  void report(Throwable error) {
    LOG.warn("shown to the person", error);
    views.banner.error(sentence(error));
  }

  /** Errors of ours are sentences; of others, the kind is told too. */
  static String sentence(Throwable error) {
    boolean ours = error instanceof IOException || error instanceof IllegalArgumentException;
    String message = error.getMessage();
    return ours && message != null
        ? message
        : Texts.of("Something went wrong (%s); the log tells more.", error);
  }
}
