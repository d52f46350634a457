package org.morphoscope.ui.shell.interactor;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.morphoscope.history.Change;
import org.morphoscope.history.ChannelFamily;
import org.morphoscope.history.Lineage;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.study.channel.ChannelStudy;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.channel.ChannelSource;
import org.morphoscope.ui.channel.ChannelWindow;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.session.RunSession;

/** What the channel under the pointer sees, else that of the selection, at the moment on show. */
public final class ChannelInteractor implements Interactor {
  /** Who only passes over a channel does not ask for it. */
  private static final Duration REST = Duration.millis(350);

  private final Supplier<ChannelWindow> making;
  private final ChannelStudy study;
  private final ShownMoment shown;
  private final SelectionState selection;
  private final RunSession session;
  private final PauseTransition rest = new PauseTransition(REST);
  private Optional<ChannelWindow> window = Optional.empty();

  /** Of the run on show: it keeps what was brought from another machine. */
  private Optional<ChannelSource> source = Optional.empty();

  /**
   * @param making makes the window when it is first asked for
   * @param study computes what channels see
   * @param shown what is on show
   * @param selection the candidates that are selected, and the channel pointed at
   * @param session has the run on show
   */
  public ChannelInteractor(
      Supplier<ChannelWindow> making,
      ChannelStudy study,
      ShownMoment shown,
      SelectionState selection,
      RunSession session) {
    this.making = making;
    this.study = study;
    this.shown = shown;
    this.selection = selection;
    this.session = session;
    selection.selectedProperty().addListener(o -> follow(Optional.empty()));
    selection
        .pointedProperty()
        .addListener(
            o -> {
              rest.stop();
              if (isOpen() && selection.pointed().isPresent()) {
                rest.playFromStart();
              }
            });
    rest.setOnFinished(e -> follow(selection.pointed()));
  }

  /** Opens the window, or brings it to the front. */
  public void open() {
    if (window.isEmpty()) {
      window = Optional.of(making.get());
    }
    window.get().open();
    follow(Optional.empty());
  }

  private boolean isOpen() {
    return window.filter(ChannelWindow::isOpen).isPresent();
  }

  /** Follows the look of the main window. */
  public void dress() {
    window.ifPresent(ChannelWindow::dress);
  }

  @Override
  public void show(Frame frame) {
    if (frame.has(Change.RUN)) {
      source = Optional.empty();
      window.ifPresent(ChannelWindow::forget);
    }
    if (frame.has(Change.RUN, Change.NET, Change.ROUND)
        || frame.changes().isEmpty() && frame.picture() == Frame.Picture.ALL) {
      follow(Optional.empty());
    }
  }

  /** Shows a channel; without one that of the selection; without that leaves what is on show. */
  private void follow(Optional<UnitId> pointed) {
    if (!isOpen()) {
      return;
    }
    Optional<RunSnapshot> moment = shown.snapshot();
    Optional<UnitId> unit = pointed.or(() -> selection.units().stream().sorted().findFirst());
    if (moment.isEmpty() || session.folder().isEmpty()) {
      window.get().say("There is no network yet: grow one, or open a run.");
    } else if (unit.filter(chosen -> !moment.get().isNew(chosen)).isPresent()) {
      show(moment.get(), unit.get(), session.folder().get(), "");
    } else if (window.get().isEmpty()) {
      String why =
          unit.isPresent()
              ? "A place for a new neuron has no weights yet: "
              : "No channel is selected: ";
      Optional<UnitId> best = ChannelSources.mostPromising(moment.get());
      why += best.isPresent() ? "this one is the best to split. " : "this is the first one. ";
      UnitId any = best.orElse(new UnitId(0, 0));
      show(moment.get(), any, session.folder().get(), why);
    }
  }

  private void show(RunSnapshot moment, UnitId unit, Path folder, String why) {
    ChannelInfo info = moment.architecture().channels().get(unit.group()).get(unit.channel());
    int round = ChannelFamily.roundOf(shown.model(), moment.architecture(), moment.round());
    Optional<ChannelFamily> family = ChannelFamily.of(Lineage.of(shown.model()), info.id(), round);
    if (family.isEmpty()) {
      window
          .get()
          .say(
              Texts.of(
                  "The weights of this channel are written at the end of round %d: select it then.",
                  Math.max(info.bornRound(), moment.round())));
      return;
    }
    if (source.filter(kept -> kept.folder().equals(folder)).isEmpty()) {
      source = Optional.of(sourceOf(folder));
    }
    window.get().show(family.get(), source.get(), why);
  }

  private ChannelSource sourceOf(Path folder) {
    return session
        .remote()
        .<ChannelSource>map(run -> new ChannelSources.There(folder, run, scored()))
        .orElseGet(() -> new ChannelSources.Here(folder, study));
  }

  private int scored() {
    return shown
        .model()
        .run()
        .map(start -> start.config().scoring().scored(start.trainImages()))
        .orElse(0);
  }
}
