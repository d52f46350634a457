package org.morphoscope.ui.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.morphoscope.history.DecisionLog;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.ui.calibration.CalibrationPanel;
import org.morphoscope.ui.calibration.FarCalibration;
import org.morphoscope.ui.calibration.RunCalibrator;
import org.morphoscope.ui.chart.CurveWindow;
import org.morphoscope.ui.confusion.ConfusionPanel;
import org.morphoscope.ui.decisions.DecisionLogWindow;
import org.morphoscope.ui.export.ExportPanel;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.frame.CheatSheet;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Sentences;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.shell.interactor.ChannelInteractor;
import org.morphoscope.ui.shell.interactor.NotesInteractor;
import org.morphoscope.ui.shell.interactor.PlaneInteractor;

/**
 * What opens above or beside the views: keys, export, calibration, confusion, the log of decisions.
 */
final class Panels {
  static final String MAIN_FIGURE = "loss-vs-parameters";

  private final Stage stage;
  private final CheatSheet help = new CheatSheet();
  private final CalibrationPanel calibration;
  private final ConfusionPanel confusion;
  private final ExportPanel export;
  private final GrowthFilm film;
  private final PlaneInteractor plane;
  private final Banner banner;
  private final RunSession session;
  private final RunModel model;
  private final RunCalibrator calibrator;
  private final Map<Node, String> figures;
  private final ChannelInteractor channels;
  private final NotesInteractor notes;
  private Optional<DecisionLogWindow> log = Optional.empty();
  private Optional<CurveWindow> curve = Optional.empty();

  /**
   * @param background where figures are drawn and predictions are measured
   * @param views whose figures can be exported
   * @param calibrator measures how far the predictions of a run can be trusted
   */
  Panels(
      Stage stage,
      Fx background,
      Banner banner,
      RunSession session,
      RunViews views,
      RunCalibrator calibrator) {
    this.stage = stage;
    this.calibration = new CalibrationPanel(background, Sentences::of);
    this.confusion = new ConfusionPanel(background, Sentences::of);
    this.export = new ExportPanel(background, Sentences::of);
    this.film = views.film();
    this.plane =
        new PlaneInteractor(() -> views.plane(stage, () -> export("gain-vs-cost")), views.shown());
    this.banner = banner;
    this.session = session;
    this.model = views.model();
    this.calibrator = calibrator;
    this.figures = views.figures();
    this.channels = views.channels(stage, background, calibrator.channels());
    this.notes = views.notes(stage, background, banner);
  }

  /** The panels that open above the views, from the lowest to the highest. */
  List<Pane> overlays() {
    return List.of(calibration, confusion, film.panel(), export, help);
  }

  /** Told in a sentence that a calibration is finished. */
  void setOnCalibrated(Consumer<String> told) {
    calibration.setOnFinished(told);
  }

  /** Ends what is being measured. */
  void close() {
    calibration.cancel();
  }

  void toggleHelp() {
    help.setVisible(!help.isVisible());
  }

  void showLog() {
    if (log.isEmpty()) {
      log = Optional.of(new DecisionLogWindow(stage, banner::report));
    }
    log.get().show(DecisionLog.of(model.history()));
  }

  void calibrate() {
    if (session.isRunning() || session.isOpening()) {
      banner.info("Stop the run, or let it finish, before you calibrate it.");
    } else if (session.folder().isEmpty()) {
      banner.info("Open a run, or grow one, before you calibrate it.");
    } else {
      RunCalibrator there =
          session
              .remote()
              .<RunCalibrator>map(remote -> new FarCalibration(remote::calibrate))
              .orElse(calibrator);
      calibration.open(there, session.folder().get());
    }
  }

  /** Opens the course of the loss within the rounds. */
  void showCurve() {
    if (curve.isEmpty()) {
      curve = Optional.of(new CurveWindow(stage, model::curve));
    }
    curve.get().show();
  }

  /** What the selected channel sees. */
  ChannelInteractor channels() {
    return channels;
  }

  /** The windows beside the main one take its look. */
  void setTheme(Theme theme) {
    plane.setTheme(theme);
    channels.dress();
    notes.dress();
  }

  /** Notes about the run. */
  NotesInteractor notes() {
    return notes;
  }

  /** Opens the confusion matrix of the last finished round. */
  void confusion() {
    List<Integer> finished =
        model.rounds().stream()
            .filter(record -> record.summary().isPresent())
            .map(RoundRecord::round)
            .toList();
    if (session.folder().isEmpty() || finished.isEmpty()) {
      banner.info(
          "Open a run, or wait for its first round: a confusion matrix is that of a round.");
    } else {
      session.fetch(
          () -> confusion.open(calibrator, session.folder().get(), finished), banner::report);
    }
  }

  /** The decision as a plane. */
  PlaneInteractor plane() {
    return plane;
  }

  /** Shows slowly how a channel of the round on show grew. */
  void showFilm() {
    if (!film.open()) {
      banner.info("The net has not grown in this round: choose one in which it did, or wait.");
    }
  }

  void export(String figure) {
    if (session.folder().isEmpty()) {
      banner.info("Open a run, or grow one, before you export from it.");
    } else {
      session.fetch(() -> export.open(session.folder().get(), figure), banner::report);
    }
  }

  /**
   * Opens the export of the figure of the view that has the focus; of the main one where it has
   * none of its own.
   */
  void exportFocused() {
    String figure = MAIN_FIGURE;
    for (Node at = stage.getScene().getFocusOwner(); at != null; at = at.getParent()) {
      figure = figures.getOrDefault(at, figure);
    }
    export(figure);
  }

  /** Closes the uppermost; says whether any was open. */
  boolean closeOne() {
    for (Node panel : List.of(help, calibration, confusion, film.panel(), export)) {
      if (panel.isVisible()) {
        panel.setVisible(false);
        return true;
      }
    }
    return false;
  }

  /** Makes the views free to be pointed at. */
  void closeAll() {
    help.setVisible(false);
    calibration.setVisible(false);
    confusion.setVisible(false);
    film.panel().close();
  }
}
