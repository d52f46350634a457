package org.morphoscope.ui.evidence;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleExpression;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.morphoscope.selection.Evidence;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.kit.Terms;
import org.morphoscope.ui.kit.Theme;

/** The histogram of a candidate's change over the images, and the images at both ends. */
public final class EvidenceView {
  /** Width of both rows of images side by side. */
  private static final double BOTH = 680;

  private final Fx fx;
  private final HistogramPlot plot = new HistogramPlot();
  private final Label caption = new Label();
  private final Label missing = new Label();
  private final ImageRow best =
      new ImageRow(
          "why-best", "Gain most", "The images whose loss is predicted to fall most, in nats");
  private final ImageRow worst =
      new ImageRow(
          "why-worst", "Lose most", "The images whose loss is predicted to rise most, in nats");
  private final FlowPane ends = new FlowPane(24, 8, best, worst);
  private final VBox histogram = new VBox(2, caption, plot);
  private final RunImages images = new RunImages();
  private Supplier<Optional<Path>> run = Optional::empty;
  private Supplier<Optional<PictureSource>> remote = Optional::empty;
  private Palette palette = Theme.LIGHT.palette();
  private Optional<Shown> shown = Optional.empty();

  private record Shown(int round, Evidence evidence, double mean) {}

  /**
   * @param fx where data is read
   */
  public EvidenceView(Fx fx) {
    this.fx = fx;
    caption.getStyleClass().add("evidence-caption");
    caption.setId("why-images");
    caption.setTooltip(new Tooltip(Terms.EVIDENCE));
    missing.getStyleClass().add("evidence-caption");
    missing.setId("why-no-pictures");
    missing.setWrapText(true);
    missing.setMaxWidth(280);
    showNothing();
  }

  /**
   * {@return the parts that the view consists of, to be laid out by others}
   *
   * @param room width that there is
   */
  public List<Node> parts(DoubleExpression room) {
    ends.prefWrapLengthProperty().bind(Bindings.min(room, BOTH));
    return List.of(histogram, ends, missing);
  }

  /**
   * Tells where the run on show is recorded.
   *
   * @param folder asked when it is needed; empty while there is no run
   */
  public void setRun(Supplier<Optional<Path>> folder) {
    run = folder;
  }

  /**
   * Tells who has the pictures of the run on show when they are not on this machine.
   *
   * @param source asked when it is needed; empty for a run whose data is here
   */
  public void setRemote(Supplier<Optional<PictureSource>> source) {
    remote = source;
  }

  /** Nothing is to be explained. */
  public void showNothing() {
    shown = Optional.empty();
    histogram(false);
    best.show(List.of());
    worst.show(List.of());
    say("");
  }

  /**
   * Shows the evidence of a candidate.
   *
   * @param round number of the round in which it was scored
   * @param evidence empty in runs recorded before it was kept
   * @param mean predicted change of the mean loss
   */
  public void show(int round, Optional<Evidence> evidence, double mean) {
    Optional<Shown> next = evidence.map(known -> new Shown(round, known, mean));
    if (next.isPresent() && shown.isPresent() && shown.get().evidence() == evidence.get()) {
      return;
    }
    shown = next;
    best.show(List.of());
    worst.show(List.of());
    histogram(next.isPresent());
    if (next.isEmpty()) {
      say("This run was recorded by a program that did not keep what single images gain.");
      return;
    }
    say("");
    draw();
    readPictures(next.get());
  }

  private void histogram(boolean any) {
    histogram.setVisible(any);
    histogram.setManaged(any);
  }

  private void say(String sentence) {
    missing.setText(sentence);
    missing.setVisible(!sentence.isEmpty());
    missing.setManaged(!sentence.isEmpty());
  }

  private void draw() {
    shown.ifPresent(
        s -> {
          caption.setText("\u0394L over " + Formats.count(s.evidence().samples()) + " images");
          plot.show(s.evidence(), s.mean(), palette);
        });
  }

  private void readPictures(Shown wanted) {
    if (wanted.evidence().best().length + wanted.evidence().worst().length == 0) {
      say("No image changes at all.");
      return;
    }
    Optional<PictureSource> source = remote.get().or(() -> run.get().map(images::of));
    if (source.isEmpty()) {
      say("No pictures: the run is not recorded in a folder.");
      return;
    }
    best.reserve(wanted.evidence().best().length);
    worst.reserve(wanted.evidence().worst().length);
    fx.call(
        () -> RunImages.of(source.get(), wanted.round(), wanted.evidence()),
        ends -> {
          if (shown.filter(now -> now == wanted).isPresent()) {
            best.show(ends.best());
            worst.show(ends.worst());
          }
        },
        error -> {
          if (shown.filter(now -> now == wanted).isPresent()) {
            best.show(List.of());
            worst.show(List.of());
            String why = error.getMessage() == null ? error.toString() : error.getMessage();
            say(why.startsWith("No pictures") ? why : "No pictures: " + why);
          }
        });
  }

  /**
   * Takes the colours of a theme.
   *
   * @param theme light or dark
   */
  public void setTheme(Theme theme) {
    palette = theme.palette();
    draw();
  }
}
