package org.morphoscope.ui.shell.interactor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.util.Duration;
import org.morphoscope.history.RunModel;
import org.morphoscope.journal.RunFolder;
import org.morphoscope.service.RunService;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.frame.AfterFrames;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.frame.EmptyState;
import org.morphoscope.ui.frame.FolderChooser;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.session.RunOpener;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.settings.RecentRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The card before the first run, and recorded runs: chosen, dropped, recent, or the sample. */
public final class OpenInteractor implements Interactor {
  /** What takes longer is told. */
  private static final Duration SOON = Duration.millis(700);

  private static final Logger LOG = LoggerFactory.getLogger(OpenInteractor.class);
  private static final String RUN_FILE = "run.json";
  private static final long GIVE_UP_NANOS = 20_000_000_000L;

  private final EmptyState card;
  private final Banner banner;
  private final Fx background;
  private final Services services;
  private final RunModel model;
  private final RunSession session;
  private final RunOpener opener;
  private final RecentRuns recent;
  private final FolderChooser folders;
  private final BooleanSupplier drawn;

  /**
   * @param card the start page
   * @param banner tells what happened
   * @param background renames and deletes runs
   * @param services what the window gets from outside
   * @param model the run as it is now
   * @param session the run that the window shows
   * @param opener puts another run on show
   * @param folders asks for folders
   * @param drawn whether everything that was told to be shown is on the screen
   */
  public OpenInteractor(
      EmptyState card,
      Banner banner,
      Fx background,
      Services services,
      RunModel model,
      RunSession session,
      RunOpener opener,
      FolderChooser folders,
      BooleanSupplier drawn) {
    this.card = card;
    this.banner = banner;
    this.background = background;
    this.services = services;
    this.model = model;
    this.session = session;
    this.opener = opener;
    this.folders = folders;
    this.drawn = drawn;
    recent = new RecentRuns(services.preferences());
    card.offerSample(!services.samples().isEmpty());
    card.showRecent(recent.existing());
  }

  @Override
  public void show(Frame frame) {
    boolean empty = model.run().isEmpty();
    if (!empty && card.isVisible() && card.getScene() != null) {
      // the button that had the focus goes; the next control would take the keys
      card.getScene().getRoot().requestFocus();
    }
    card.setVisible(empty);
  }

  /**
   * A run was opened or begun.
   *
   * @param folder the place
   */
  public void opened(Path folder) {
    recent.add(folder);
    card.showRecent(recent.existing());
  }

  /** {@return folders of the runs of late, the last first} */
  public List<Path> recentRuns() {
    return recent.existing();
  }

  /**
   * Gives a run another name beside where it is.
   *
   * @param folder the place
   * @param name the new name
   */
  public void rename(Path folder, String name) {
    background.call(
        () -> new RunFolder(folder).rename(name),
        place -> {
          recent.moved(folder, place);
          card.showRecent(recent.existing());
        },
        banner::report);
  }

  /**
   * Deletes a run once the person has confirmed it.
   *
   * @param folder the place
   */
  public void delete(Path folder) {
    banner.ask(
        Texts.of(
            "Delete the run %s for good, with its checkpoints (%s)?",
            Names.shown(String.valueOf(folder.getFileName())), folder),
        "Delete",
        () ->
            background.call(
                () -> new RunFolder(folder).delete(),
                rest -> {
                  card.showRecent(recent.existing());
                  if (!rest.isEmpty()) {
                    banner.info(
                        Texts.of(
                            "The run is deleted; its folder stays for what else is in it: %s.",
                            Names.shown(String.join(", ", rest))));
                  }
                },
                banner::report));
  }

  /** Asks for the folder of a run and opens it. */
  public void chooseRun() {
    folders.choose("Open the folder of a run").ifPresent(this::openRun);
  }

  /** Opens the recorded run that comes with the program. */
  public void openSample() {
    services.samples().stream().findFirst().ifPresent(this::openRun);
  }

  /**
   * Opens a run.
   *
   * @param folder of the run
   */
  public void openRun(Path folder) {
    openRun(folder, () -> {});
  }

  /**
   * Opens a run and goes on with {@code then} when it is there.
   *
   * @param folder the place
   * @param then called when it is there
   */
  public void openRun(Path folder, Runnable then) {
    if (session.isRunning() && !session.isRemote() || session.isOpening()) {
      banner.info("Stop the run that is going on before you open another.");
      return;
    }
    long asked = System.nanoTime();
    PauseTransition waiting = new PauseTransition(SOON);
    waiting.setOnFinished(
        e -> banner.info(Texts.of("Opening %s\u2026", Names.shown(folder.toString()))));
    waiting.play();
    opener.replay(
        folder,
        () -> {
          waiting.stop();
          banner.clear();
          logWhenShown(asked);
          opened(folder);
          then.run();
        },
        error -> {
          waiting.stop();
          banner.report(error);
        });
  }

  /**
   * Comes back to a run that an engine of this machine grows.
   *
   * @param id the name of the run
   * @param then called when it is there
   */
  public void attach(String id, Runnable then) {
    attach(Optional.empty(), id, then);
  }

  /**
   * Shows a run of a service.
   *
   * @param where empty for the one of this machine
   * @param id the name of the run
   * @param then called when it is there
   */
  public void attach(Optional<RunService> where, String id, Runnable then) {
    if (session.isRunning() && !session.isRemote() || session.isOpening()) {
      banner.info("Stop the run that is going on before you open another.");
      return;
    }
    card.setDisable(true);
    opener.attach(
        where,
        id,
        () -> {
          card.setDisable(false);
          banner.clear();
          session.folder().ifPresent(this::opened);
          then.run();
        },
        error -> {
          card.setDisable(false);
          banner.report(error);
        });
  }

  /** The events wait for the next pump, then the net is laid out. */
  private void logWhenShown(long asked) {
    Object before = model.run().orElse(null);
    BooleanSupplier shown = () -> model.run().orElse(null) != before && drawn.getAsBoolean();
    // a run without a first event never comes
    AfterFrames.paintedWhen(
        () -> shown.getAsBoolean() || System.nanoTime() - asked > GIVE_UP_NANOS,
        () -> {
          if (shown.getAsBoolean()) {
            LOG.info("run shown after {} ms", (System.nanoTime() - asked) / 1_000_000);
          }
        });
  }

  /**
   * Opens what was dropped: a recorded run, or one of its files; else images.
   *
   * @param dropped the file or folder
   * @param images told a file or folder that is no run's: what it is, the readers of data know best
   */
  public void open(Path dropped, Consumer<Path> images) {
    Path parent = dropped.toAbsolutePath().getParent();
    Path folder = Files.isRegularFile(dropped) && parent != null ? parent : dropped;
    if (Files.exists(folder.resolve(RUN_FILE))) {
      openRun(folder);
    } else {
      images.accept(dropped);
    }
  }

  /**
   * Takes what is dropped on the window.
   *
   * @param scene of the window
   * @param dropped told the file or folder
   * @param refused told in a sentence that several were dropped
   */
  public static void takeDrops(Scene scene, Consumer<Path> dropped, Consumer<String> refused) {
    scene.setOnDragOver(
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
          }
          event.consume();
        });
    scene.setOnDragDropped(event -> drop(event, dropped, refused));
  }

  private static void drop(DragEvent event, Consumer<Path> dropped, Consumer<String> refused) {
    var files = event.getDragboard().getFiles();
    event.setDropCompleted(!files.isEmpty());
    event.consume();
    dropped(files.stream().map(File::toPath).toList(), dropped, refused);
  }

  /**
   * One thing is opened; of several nobody knows which was meant.
   *
   * @param all everything that was dropped
   * @param opened told the one
   * @param refused told in a sentence that several were dropped
   */
  public static void dropped(List<Path> all, Consumer<Path> opened, Consumer<String> refused) {
    if (all.size() > 1) {
      refused.accept(
          Texts.of(
              "Drop one folder or file at a time, found %d; for pictures of several classes drop"
                  + " the folder that theirs lie in.",
              all.size()));
    } else {
      all.forEach(opened);
    }
  }
}
