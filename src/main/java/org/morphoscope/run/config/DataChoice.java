package org.morphoscope.run.config;

import static org.morphoscope.run.config.Ranges.require;

import java.util.OptionalInt;

/**
 * The images of a run.
 *
 * @param name {@code generated}, {@code cifar10:DIR}, ...
 * @param trainLimit use at most this many training images (chosen by seed); empty for all
 * @param validationShare share of the training images set aside for validation, 0.02 to 0.5
 */
public record DataChoice(String name, OptionalInt trainLimit, double validationShare) {
  /**
   * Checks the validation share.
   *
   * @param name {@code generated}, {@code cifar10:DIR},
   * @param trainLimit use at most this many training images (chosen by seed); empty for all
   * @param validationShare share of the training images set aside for validation, 0.02 to 0.5
   */
  public DataChoice {
    require(
        validationShare >= 0.02 && validationShare <= 0.5,
        "validation share",
        "0.02 to 0.5",
        validationShare);
  }

  /**
   * {@return the same data with another limit}
   *
   * @param changed most training images; empty: all
   */
  public DataChoice withTrainLimit(OptionalInt changed) {
    return new DataChoice(name, changed, validationShare);
  }

  /**
   * {@return the same data with another validation share}
   *
   * @param changed share of the training images set aside for validation, 0.02 to 0.5
   */
  public DataChoice withValidationShare(double changed) {
    return new DataChoice(name, trainLimit, changed);
  }
}
