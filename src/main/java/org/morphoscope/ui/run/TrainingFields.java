package org.morphoscope.ui.run;

import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Training;

/** The fields about how a net trains: rate, batch, tail, and how many images it gets. */
final class TrainingFields {
  private static final int LARGEST_BATCH = 65_536;
  private static final int MOST = 100_000_000;
  private static final int LONGEST_TAIL = 100_000;

  private final RunConfig base;
  private final TextField rate = new TextField();
  private final TextField batch = new TextField();
  private final TextField limit = new TextField();
  private final TextField tail = new TextField();

  TrainingFields(RunConfig base) {
    this.base = base;
    Training training = base.training();
    rate.setText(Double.toString(training.learningRate()));
    batch.setText(Integer.toString(training.batch()));
    base.data().trainLimit().ifPresent(images -> limit.setText(Integer.toString(images)));
    training.tail().epochs().ifPresent(epochs -> tail.setText(Integer.toString(epochs)));
    limit.setPromptText("all");
    tail.setPromptText("as usual");
    for (TextField field : new TextField[] {rate, batch, limit, tail}) {
      field.setPrefColumnCount(6);
    }
  }

  /** Adds the fields to a form. */
  void addTo(NewRunForm form) {
    form.field(
        "Learning rate",
        row(rate, "batch", batch),
        rate,
        "form-rate",
        "Peak of the learning rate, such as 0.05; of images per step 16 to 512 are usual");
    batch.setId("form-batch");
    batch.setAccessibleText("Images per training step");
    form.field(
        "Images at most",
        row(limit, "tail, epochs", tail),
        limit,
        "form-limit",
        "Training images that are used; empty: all. The tail are epochs behind the last round in"
            + " which the rate falls; empty: as many as are usual for the schedule, 0: none");
    tail.setId("form-tail");
    tail.setAccessibleText("Epochs of the tail");
  }

  private static HBox row(TextField first, String words, TextField second) {
    HBox row = new HBox(8, first, new Label(words), second);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /**
   * What the fields say about training; epochs stay as they were.
   *
   * @throws IllegalArgumentException in one sentence when a field cannot be used
   */
  Training training() {
    Training training = base.training();
    Training paced =
        WrongFieldException.in(
            rate,
            () ->
                training.withLearningRate(
                    Numbers.decimal("learning rate", rate.getText(), "0.05")));
    Training stepped =
        WrongFieldException.in(
            batch,
            () -> paced.withBatch(Numbers.whole("batch size", batch.getText(), 2, LARGEST_BATCH)));
    OptionalInt epochs =
        WrongFieldException.in(tail, () -> whole("epochs of the tail", tail, 0, LONGEST_TAIL));
    // a tail that fills a run up to an amount of arithmetic stays as it is while nothing is typed
    return epochs.equals(training.tail().epochs())
        ? stepped
        : stepped.withTail(epochs, training.tail().at());
  }

  /**
   * {@return the most training images; empty: all}
   *
   * @throws IllegalArgumentException in one sentence when the field cannot be used
   */
  OptionalInt limit() {
    return WrongFieldException.in(limit, () -> whole("images at most", limit, 1, MOST));
  }

  private static OptionalInt whole(String what, TextField field, int least, int most) {
    String text = field.getText();
    return text.isBlank()
        ? OptionalInt.empty()
        : OptionalInt.of(Numbers.whole(what, text, least, most));
  }
}
