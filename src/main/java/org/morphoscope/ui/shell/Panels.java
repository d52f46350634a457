package org.morphoscope.ui.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.morphoscope.history.DecisionLog;
import org.morphoscope.history.RunModel;
import org.morphoscope.ui.calibration.CalibrationPanel;
import org.morphoscope.ui.calibration.RunCalibrator;
import org.morphoscope.ui.decisions.DecisionLogWindow;
import org.morphoscope.ui.export.ExportPanel;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.frame.CheatSheet;
import org.morphoscope.ui.session.RunSession;

/** What opens above or beside the views: keys, export, calibration, the log of decisions. */
final class Panels {
  static final String MAIN_FIGURE = "loss-vs-parameters";

  private final Stage stage;
  private final CheatSheet help;
  private final CalibrationPanel calibration;
  private final ExportPanel export;
  private final Banner banner;
  private final RunSession session;
  private final RunModel model;
  private final RunCalibrator calibrator;
  private final Map<Node, String> figures;
  private Optional<DecisionLogWindow> log = Optional.empty();

  /**
   * @param calibrator measures how far the predictions of a run can be trusted
   * @param figures names of the figures of views that have one
   */
  Panels(
      Stage stage,
      CheatSheet help,
      CalibrationPanel calibration,
      ExportPanel export,
      Banner banner,
      RunSession session,
      RunModel model,
      RunCalibrator calibrator,
      Map<Node, String> figures) {
    this.stage = stage;
    this.help = help;
    this.calibration = calibration;
    this.export = export;
    this.banner = banner;
    this.session = session;
    this.model = model;
    this.calibrator = calibrator;
    this.figures = Map.copyOf(figures);
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
      calibration.open(calibrator, session.folder().get());
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
    for (Node panel : List.of(help, calibration, export)) {
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
  }
}
