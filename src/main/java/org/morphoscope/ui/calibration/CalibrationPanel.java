package org.morphoscope.ui.calibration;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.morphoscope.ui.kit.Fx;

/**
 * The calibration report above the window. Closed, a calibration goes on and is found again when
 * the panel is opened.
 */
public final class CalibrationPanel extends StackPane {
  private static final double MARGIN = 40;
  private static final double WIDTH = 940;

  private final Fx background;
  private final Function<Throwable, String> sentences;
  private final Label title = new Label("Calibration");
  private final Label state = new Label();
  private final ProgressBar working = new ProgressBar();
  private final TextArea lines = new TextArea();
  private final ScrollPane scroll = new ScrollPane();
  private final Button cancel = new Button("Cancel");
  private final Button save = new Button("Save page\u2026");
  private final Button again = new Button("Calibrate again");
  private Optional<CalibrationJob> job = Optional.empty();
  private Optional<CalibrationResult> result = Optional.empty();
  private Optional<Path> studied = Optional.empty();
  private RunCalibrator calibrator;
  private Consumer<String> finished = text -> {};

  /**
   * @param background where it is measured
   * @param sentences what is said about an error
   */
  public CalibrationPanel(Fx background, Function<Throwable, String> sentences) {
    this.background = background;
    this.sentences = sentences;
    setId("calibration");
    getStyleClass().add("scrim");
    setPadding(new Insets(MARGIN));
    lines.setId("calibration-lines");
    lines.setEditable(false);
    lines.setAccessibleText("Steps of the calibration");
    scroll.setId("calibration-scroll");
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    state.setId("calibration-state");
    state.setWrapText(true);
    cancel.setId("calibration-cancel");
    cancel.setOnAction(e -> cancel());
    save.setId("calibration-save");
    save.setOnAction(e -> choose());
    again.setId("calibration-again");
    again.setOnAction(e -> studied.ifPresent(this::start));
    BorderPane card = new BorderPane(lines);
    card.setId("calibration-card");
    card.getStyleClass().add("overlay-card");
    card.setMaxWidth(WIDTH);
    card.setTop(header());
    BorderPane.setMargin(card.getTop(), new Insets(0, 0, 12, 0));
    getChildren().add(card);
    setVisible(false);
  }

  private Region header() {
    title.getStyleClass().add("empty-title");
    title.setMinWidth(USE_PREF_SIZE);
    Button close = new Button("Close");
    close.setId("calibration-close");
    close.setOnAction(e -> setVisible(false));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    working.setPrefWidth(120);
    HBox top = new HBox(8, title, space, working, cancel, again, save, close);
    top.setAlignment(Pos.CENTER_LEFT);
    for (Button button : new Button[] {cancel, again, save, close}) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    return new VBox(6, top, state);
  }

  /**
   * Opens the panel: on the calibration of this run, which is started when there is none yet.
   *
   * @param measuring does it, in the background
   * @param run folder of the run
   */
  public void open(RunCalibrator measuring, Path run) {
    calibrator = measuring;
    setVisible(true);
    boolean known = studied.equals(Optional.of(run)) && result.isPresent();
    if (job.isEmpty() && !known) {
      start(run);
    }
  }

  /**
   * Told in a sentence when a calibration has come to its end.
   *
   * @param told gets the sentence, on the JavaFX thread
   */
  public void setOnFinished(Consumer<String> told) {
    finished = told;
  }

  private void start(Path run) {
    studied = Optional.of(run);
    result = Optional.empty();
    lines.clear();
    card().setCenter(lines);
    state.setText("Measuring the net of " + run.getFileName() + "; this takes minutes.");
    CalibrationJob next = new CalibrationJob(background);
    job = Optional.of(next);
    buttons();
    next.start(calibrator, run, this::say, this::done, this::failed);
  }

  private BorderPane card() {
    return (BorderPane) getChildren().get(0);
  }

  private void say(String line) {
    lines.appendText(line + "\n");
  }

  private void buttons() {
    show(cancel, job.isPresent());
    cancel.setDisable(job.filter(CalibrationJob::isCancelled).isPresent());
    show(working, job.isPresent());
    show(save, result.isPresent());
    show(again, job.isEmpty());
  }

  private static void show(Region control, boolean shown) {
    control.setVisible(shown);
    control.setManaged(shown);
  }

  /** Ends a calibration that is going on before its next step. */
  public void cancel() {
    job.ifPresent(
        running -> {
          running.cancel();
          state.setText("Cancelling; the step at hand is finished first.");
          buttons();
        });
  }

  private void done(CalibrationResult found) {
    job = Optional.empty();
    result = Optional.of(found);
    state.setText("How far the predictions can be trusted on this net and data.");
    scroll.setContent(new ReportView(found));
    scroll.setVvalue(0);
    card().setCenter(scroll);
    buttons();
    finished.accept(state.getText());
  }

  private void failed(Throwable error) {
    job = Optional.empty();
    state.setText(error instanceof CancellationException ? "Cancelled." : sentences.apply(error));
    buttons();
    finished.accept(state.getText());
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save the calibration as a page");
    chooser.setInitialFileName("calibration.html");
    studied.map(Path::toFile).filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      save(file.toPath());
    }
  }

  /**
   * Writes the report as a page of HTML; what became of it is said in the panel.
   *
   * @param file where to; one that is there is replaced
   */
  public void save(Path file) {
    result.ifPresent(
        found -> {
          try {
            Files.writeString(file, found.page());
            state.setText("Saved: " + file);
          } catch (IOException e) {
            state.setText(file + ": cannot be written (" + e.getMessage() + "); choose another.");
          }
        });
  }
}
