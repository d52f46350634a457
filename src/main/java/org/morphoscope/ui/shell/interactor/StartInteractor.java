package org.morphoscope.ui.shell.interactor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.morphoscope.run.Asking;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.RunService;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.frame.EmptyState;
import org.morphoscope.ui.frame.FolderChooser;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Sentences;
import org.morphoscope.ui.run.NewRunDialog;
import org.morphoscope.ui.run.RunBar;
import org.morphoscope.ui.run.RunRequest;
import org.morphoscope.ui.session.RunOpener;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.session.Services;

/** New runs: at the press of a button, or by the dialog. */
public final class StartInteractor {
  private final Stage stage;
  private final RunBar bar;
  private final EmptyState card;
  private final Banner banner;
  private final Services services;
  private final Fx background;
  private final RunSession session;
  private final RunOpener opener;
  private final Consumer<Path> begun;
  private final LastChoices choices;
  private Optional<NewRunDialog> dialog = Optional.empty();

  /**
   * @param stage the owner of dialogs
   * @param bar knows who decides
   * @param card cannot be pressed while a run is being started
   * @param banner tells what happened
   * @param services what the window gets from outside
   * @param background where work is done that the window does not wait for
   * @param session the run that the window shows
   * @param opener puts another run on show
   * @param begun told the folder of every run that has begun
   */
  public StartInteractor(
      Stage stage,
      RunBar bar,
      EmptyState card,
      Banner banner,
      Services services,
      Fx background,
      RunSession session,
      RunOpener opener,
      Consumer<Path> begun) {
    this.stage = stage;
    this.bar = bar;
    this.card = card;
    this.banner = banner;
    this.services = services;
    this.background = background;
    this.session = session;
    this.opener = opener;
    this.begun = begun;
    choices = new LastChoices(services.preferences());
  }

  /** Starts the demo on generated images; the program decides. */
  public void growGenerated() {
    start(first());
  }

  /** Starts the demo on generated images; the person decides. */
  public void growAsking() {
    RunConfig config = services.firstRun();
    start(new RunRequest(config, Asking.Mode.ASK, bar.countdownSeconds()));
  }

  private RunRequest first() {
    return new RunRequest(services.firstRun(), bar.decisionMode(), bar.countdownSeconds());
  }

  private void start(RunRequest request) {
    start(Optional.empty(), request);
  }

  /**
   * Offers a new run on a server's data.
   *
   * @param where the service of the server
   * @param data names of its data sets
   */
  public void newRunAt(RunService where, List<String> data) {
    NewRunDialog there =
        new NewRunDialog(
            stage,
            first(),
            () -> banner.info("Data of " + where.whereabouts() + ": " + String.join(", ", data)),
            request -> start(Optional.of(where), request));
    there.setData(data.isEmpty() ? "generated" : data.get(0));
    there.show();
  }

  private void start(Optional<RunService> where, RunRequest request) {
    banner.clear();
    bar.setState("starting\u2026");
    card.setDisable(true);
    opener.start(
        where,
        request,
        () -> {
          card.setDisable(false);
          bar.setDecisionMode(request.mode(), request.seconds());
          session.folder().ifPresent(begun);
        },
        error -> {
          card.setDisable(false);
          banner.report(error);
        });
  }

  /** Opens the dialog for a new run. */
  public void newRun() {
    if (dialog.filter(NewRunDialog::isShowing).isEmpty()) {
      offer(choices.config().orElse(services.firstRun()));
    }
  }

  private void offer(RunConfig begin) {
    RunRequest request = new RunRequest(begin, bar.decisionMode(), bar.countdownSeconds());
    dialog = Optional.of(new NewRunDialog(stage, request, this::chooseData, this::chosen));
    dialog.get().setStandard(this::standard);
    dialog.get().setHelp(services.firstRun(), background, services.data()::glance);
    dialog.get().show();
  }

  private void chosen(RunRequest request) {
    choices.keep(request.config());
    start(request);
  }

  /** Begins again with what the program proposes. */
  private void standard() {
    choices.forget();
    offer(services.firstRun());
  }

  /** Asks for a folder of images and offers a new run on it. */
  public void chooseData() {
    new FolderChooser(stage, services.preferences())
        .choose("Open a folder of images")
        .ifPresent(this::openData);
  }

  /**
   * Recognises the images and offers a new run on them.
   *
   * @param folder of images
   */
  public void openData(Path folder) {
    background.call(
        () -> services.data().recognise(folder),
        name -> {
          banner.clear();
          newRun();
          dialog.ifPresent(d -> d.setData(name));
        },
        error -> {
          if (dialog.filter(NewRunDialog::isShowing).isPresent()) {
            dialog.get().setDataError(Sentences.of(error));
          } else {
            banner.report(error);
          }
        });
  }
}
