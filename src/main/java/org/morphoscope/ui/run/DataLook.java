package org.morphoscope.ui.run;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.ShownImage;
import org.morphoscope.data.source.DataGlance;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Pixels;
import org.morphoscope.ui.kit.Sentences;
import org.morphoscope.ui.kit.Stoppable;

/** What the data is that is being typed: counts and a picture of each class, or what is wrong. */
final class DataLook extends VBox {
  /** Typing rests this long before anything is read. */
  private static final Duration REST = Duration.millis(450);

  private static final double PICTURE = 28;
  private static final double WIDTH = 400;

  /** Of three lines, or of one and the pictures. */
  private static final double HEIGHT = 52;

  private final Fx background;
  private final DataReader reader;
  private final Consumer<Boolean> wrong;
  private final Label words = new Label();
  private final HBox pictures = new HBox(4);
  private final PauseTransition rest = new PauseTransition(REST);
  private Stoppable<DataGlance> looking = new Stoppable<>(() -> null);

  /**
   * @param data what is typed
   * @param background where it is read
   * @param reader reads it
   * @param wrong told whether it cannot be used
   */
  DataLook(TextField data, Fx background, DataReader reader, Consumer<Boolean> wrong) {
    super(4);
    this.background = background;
    this.reader = reader;
    this.wrong = wrong;
    words.setId("form-data-look");
    words.getStyleClass().add("view-note");
    words.setWrapText(true);
    words.setMaxWidth(WIDTH);
    words.setMinHeight(USE_PREF_SIZE);
    pictures.setId("form-data-pictures");
    pictures.setMinHeight(PICTURE);
    // a sentence about what is wrong takes their room, so that the form keeps its height
    pictures.managedProperty().bind(Bindings.isNotEmpty(pictures.getChildren()));
    setMinHeight(HEIGHT);
    getChildren().setAll(words, pictures);
    data.textProperty()
        .addListener(
            (text, before, now) -> {
              wrong.accept(false);
              looking.stop();
              rest.playFromStart();
            });
    rest.setOnFinished(event -> look(data.getText().strip()));
    look(data.getText().strip());
  }

  /** Looks for nothing any more. */
  void stop() {
    rest.stop();
    looking.stop();
  }

  /** A look at what stood there before is stopped: the beginning of a path may be a whole disk. */
  private void look(String name) {
    looking.stop();
    if (name.isEmpty()) {
      words.setText("");
      pictures.getChildren().clear();
      return;
    }
    words.setText("Looking at it\u2026");
    Stoppable<DataGlance> asked = new Stoppable<>(() -> reader.glance(name));
    looking = asked;
    background.call(
        asked,
        found -> {
          if (asked.isWanted()) {
            show(found);
          }
        },
        error -> {
          if (asked.isWanted()) {
            words.setText(Sentences.of(error));
            pictures.getChildren().clear();
            wrong.accept(true);
          }
        });
  }

  private void show(DataGlance found) {
    wrong.accept(false);
    StringBuilder text = new StringBuilder();
    text.append(Formats.count(found.training())).append(" training");
    found
        .validation()
        .ifPresent(n -> text.append(", ").append(Formats.count(n)).append(" validation"));
    found.test().ifPresent(n -> text.append(", ").append(Formats.count(n)).append(" test"));
    int classes = found.classes().size();
    text.append(found.samples().table().isPresent() ? " rows, " : " images, ")
        .append(Formats.count(classes))
        .append(classes == 1 ? " class" : " classes");
    words.setText(text.toString());
    pictures.getChildren().clear();
    ImageSet samples = found.samples();
    for (int i = 0; i < samples.size(); i++) {
      pictures.getChildren().add(picture(samples, i, found.classes().get(samples.label(i))));
    }
  }

  private static ImageView picture(ImageSet samples, int i, String name) {
    ShownImage shown = samples.picture(i);
    ImageView view = new ImageView(Pixels.image(shown.pixels(), shown.height(), shown.width()));
    view.setFitWidth(PICTURE);
    view.setFitHeight(PICTURE);
    view.setPreserveRatio(true);
    view.setSmooth(false);
    boolean row = samples.table().isPresent();
    view.setAccessibleText((row ? "A row" : "An image") + " of the class " + name);
    Tooltip.install(view, new Tooltip(row ? name + ": " + shown.words() : name));
    return view;
  }
}
