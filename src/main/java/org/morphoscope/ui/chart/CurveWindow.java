package org.morphoscope.ui.chart;

import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import org.morphoscope.history.TrainingCurve;
import org.morphoscope.history.TrainingCurve.Point;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.WindowPlace;

/** The course of the loss within the rounds, beside the window while a run goes on. */
public final class CurveWindow {
  private static final double WIDTH = 860;
  private static final double HEIGHT = 520;

  /** Often enough for an eye, seldom enough for a machine that trains. */
  private static final long REDRAWN_NANOS = 200_000_000L;

  private final Stage stage = new Stage();
  private final CurvePlot plot = new CurvePlot();
  private final Label readout = new Label();
  private final Supplier<TrainingCurve> curve;
  private final AnimationTimer timer;
  private long version = -1;
  private TrainingCurve drawn;
  private long drawnAt;

  /**
   * @param owner window whose look it takes
   * @param curve of the run on show, asked for while the window is open
   */
  public CurveWindow(Stage owner, Supplier<TrainingCurve> curve) {
    this.curve = curve;
    readout.setId("curve-readout");
    readout.getStyleClass().add("view-note");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox header =
        new HBox(
            12,
            key("curve-batches", "training, smoothed batches"),
            key("curve-epochs", "training, epochs"),
            key("curve-tail", "tail"),
            key("curve-validation", "validation"),
            space,
            readout);
    header.setAlignment(Pos.CENTER_LEFT);
    header.setPadding(new Insets(10, 14, 4, 14));
    VBox.setVgrow(plot, Priority.ALWAYS);
    plot.addEventHandler(MouseEvent.MOUSE_MOVED, e -> read(e.getX(), e.getY()));
    plot.addEventHandler(MouseEvent.MOUSE_EXITED, e -> readout.setText(""));
    VBox root = new VBox(header, plot);
    root.getStyleClass().setAll(owner.getScene().getRoot().getStyleClass());
    Scene scene = new Scene(root, WIDTH, HEIGHT);
    scene.getStylesheets().setAll(owner.getScene().getStylesheets());
    stage.initOwner(owner);
    stage.setTitle("Training");
    stage.setScene(scene);
    WindowPlace.closeOnEscape(stage);
    timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            if (now - drawnAt >= REDRAWN_NANOS) {
              drawnAt = now;
              refresh();
            }
          }
        };
    stage.setOnHidden(e -> timer.stop());
  }

  private static HBox key(String style, String words) {
    Rectangle mark = new Rectangle(14, 4);
    mark.getStyleClass().addAll(style, "curve-key");
    Label label = new Label(words);
    label.setMinWidth(Region.USE_PREF_SIZE);
    HBox key = new HBox(5, mark, label);
    key.setAlignment(Pos.CENTER_LEFT);
    return key;
  }

  /** Opens the window, or brings it to the front. */
  public void show() {
    timer.start();
    refresh();
    WindowPlace.show(stage, WIDTH, HEIGHT);
  }

  private void refresh() {
    TrainingCurve now = curve.get();
    if (now != drawn || now.version() != version) {
      drawn = now;
      version = now.version();
      plot.show(now);
    }
  }

  private void read(double x, double y) {
    readout.setText(plot.nearest(x, y).map(this::words).orElse(""));
  }

  private String words(Point point) {
    StringBuilder text =
        new StringBuilder(
            Texts.of(
                "round %d, epoch %.2f: %s %s",
                point.round(), point.epoch(), point.kind().words(), Formats.loss(point.loss())));
    if (Double.isFinite(point.learningRate())) {
      text.append(" \u00b7 rate ").append(Formats.significant(point.learningRate()));
    }
    if (Double.isFinite(point.imagesPerSecond())) {
      text.append(Texts.of(" \u00b7 %,.0f images/s", point.imagesPerSecond()));
    }
    curve
        .get()
        .gradients()
        .range(point.epoch())
        .filter(range -> point.kind() == TrainingCurve.Kind.EPOCH)
        .ifPresent(
            range ->
                text.append(
                    Texts.of(
                        " \u00b7 gradients %s (%s) to %s (%s)",
                        Formats.significant(range.get(0).norm()),
                        range.get(0).layer(),
                        Formats.significant(range.get(1).norm()),
                        range.get(1).layer())));
    return text.toString();
  }

  /** {@return the content of the window, for those that look at it} */
  public Scene scene() {
    return stage.getScene();
  }
}
