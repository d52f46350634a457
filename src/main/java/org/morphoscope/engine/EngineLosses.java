package org.morphoscope.engine;

import java.util.OptionalDouble;
import org.morphoscope.compute.FrozenLosses;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.run.GrowthEngine.BatchListener;
import org.morphoscope.run.GrowthEngine.Evaluation;
import org.morphoscope.run.GrowthEngine.Measurement;
import org.morphoscope.run.GrowthEngine.RunStoppedException;

/**
 * Losses of the net as it is now on the parts of the run's data, BatchNorm frozen: cross-entropy in
 * nats. What rounds measure (method.md section 9, step 7) and what they end with (step 8).
 *
 * <p>Made for one use and owns nothing. Called on the thread of the run; listeners too, after every
 * batch, and they may end the run.
 */
final class EngineLosses {
  private final RunData data;
  private final FrozenPasses passes;

  EngineLosses(RunData data, FrozenPasses passes) {
    this.data = data;
    this.passes = passes;
  }

  /**
   * Loss of every held-out image, {@code [held-out]}, always in the same order: two nets are
   * compared image by image.
   */
  <E extends Exception> double[] heldOut(FrozenPasses.AfterBatch<E> after) throws E {
    ImagePart part = data.heldOut();
    return FrozenLosses.of(passes, part.size(), part.loader(), after).losses();
  }

  /**
   * The change since the net was scored: {@code dL = mean_n (L_n' - L_n)} on the scoring images,
   * the very ones that were predicted, and on held-out images with its standard error. Listener
   * units: images.
   *
   * @param before losses of the scored net on the scoring images
   * @param heldOutBefore its losses on the held-out images
   */
  Measurement measure(int round, double[] before, double[] heldOutBefore, BatchListener listener)
      throws RunStoppedException {
    ImagePart part = data.scoring(round);
    int total = part.size() + data.heldOut().size();
    double[] losses =
        FrozenLosses.of(
                passes,
                part.size(),
                part.loader(),
                done -> listener.afterBatch(done, total, Double.NaN))
            .losses();
    double[] heldOut = heldOut(done -> listener.afterBatch(part.size() + done, total, Double.NaN));
    // paired, image by image: the spread of the images themselves, far larger than that of the
    // changes, does not enter the standard error
    double[] change = difference(losses, before);
    double[] heldOutChange = difference(heldOut, heldOutBefore);
    return new Measurement(
        FrozenLosses.mean(change),
        FrozenLosses.mean(heldOutChange),
        FrozenLosses.standardError(heldOutChange));
  }

  /** {@code after - before}, image by image. */
  private static double[] difference(double[] after, double[] before) {
    double[] change = new double[after.length];
    for (int i = 0; i < change.length; i++) {
      change[i] = after[i] - before[i];
    }
    return change;
  }

  /**
   * On training, validation and test images. Listener units: images. Of the training images a fixed
   * choice, the same in every round; without a test file the test's values are empty.
   */
  Evaluation evaluate(BatchListener listener) throws RunStoppedException {
    ImagePart train = data.evaluatedTraining();
    ImagePart validation = data.allValidation();
    int total = train.size() + validation.size() + data.testSize();
    FrozenLosses onTrain = on(train, 0, total, listener);
    FrozenLosses onValidation = on(validation, train.size(), total, listener);
    OptionalDouble testLoss = OptionalDouble.empty();
    OptionalDouble testAccuracy = OptionalDouble.empty();
    if (data.testSize() > 0) {
      FrozenLosses onTest = on(data.test(), total - data.testSize(), total, listener);
      testLoss = OptionalDouble.of(onTest.loss());
      testAccuracy = OptionalDouble.of(onTest.accuracy());
    }
    return new Evaluation(
        onTrain.loss(),
        onTrain.lossError(),
        onValidation.loss(),
        onValidation.lossError(),
        onValidation.accuracy(),
        testLoss,
        testAccuracy);
  }

  /** On all validation images, in nats. Listener units: images. */
  double validation(BatchListener listener) throws RunStoppedException {
    ImagePart part = data.allValidation();
    return on(part, 0, part.size(), listener).loss();
  }

  /**
   * Losses of one part, told to the listener as the images from {@code before} on of {@code total}.
   */
  private FrozenLosses on(ImagePart part, int before, int total, BatchListener listener)
      throws RunStoppedException {
    return FrozenLosses.of(
        passes,
        part.size(),
        part.loader(),
        done -> listener.afterBatch(before + done, total, Double.NaN));
  }
}
