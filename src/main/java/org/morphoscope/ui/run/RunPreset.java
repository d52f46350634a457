package org.morphoscope.ui.run;

import java.util.OptionalInt;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Limits;
import org.morphoscope.run.config.Training;

/** Values for a new run that fit an occasion; data and seed net stay as they are. */
enum RunPreset {
  LECTURE(
      "lecture",
      "A round in well under a minute: 2,000 images, one epoch a round, growth that can be seen"),
  OVERNIGHT("overnight", "Twenty rounds on all images, four epochs each"),
  PAPER(
      "paper",
      "Careful: a net that is well trained first, small steps, scores on twice the images, a long"
          + " tail; repeat it with other seeds");

  private final String words;
  private final String explanation;

  RunPreset(String words, String explanation) {
    this.words = words;
    this.explanation = explanation;
  }

  /** Name in the form. */
  String words() {
    return words;
  }

  /** What it is for, in a sentence. */
  String explanation() {
    return explanation;
  }

  /**
   * The run of this occasion.
   *
   * @param usual what the program proposes
   */
  RunConfig of(RunConfig usual) {
    Training training = usual.training();
    return switch (this) {
      case LECTURE ->
          usual
              .withLimits(Limits.ofRounds(5))
              .withData(limited(usual, 2_000))
              .withTraining(
                  training
                      .withEpochs(3, 1)
                      .withBatch(32)
                      .withTail(OptionalInt.of(0), training.tail().at()))
              .withScoring(usual.scoring().withSamples(512, 512))
              .withSelection(usual.selection().withGrowthFactor(1.5));
      case OVERNIGHT ->
          usual
              .withLimits(Limits.ofRounds(20))
              .withTraining(training.withEpochs(8, 4))
              .withSelection(usual.selection().withGrowthFactor(1.25));
      case PAPER ->
          usual
              .withLimits(Limits.ofRounds(8))
              .withTraining(
                  training.withEpochs(8, 3).withTail(OptionalInt.of(20), training.tail().at()))
              .withScoring(usual.scoring().withSamples(4_096, 4_096))
              .withSelection(usual.selection().withGrowthFactor(1.25));
    };
  }

  private static DataChoice limited(RunConfig usual, int images) {
    return new DataChoice(
        usual.data().name(), OptionalInt.of(images), usual.data().validationShare());
  }
}
