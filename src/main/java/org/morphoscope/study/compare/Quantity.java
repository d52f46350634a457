package org.morphoscope.study.compare;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** What is compared of a finished run. */
enum Quantity {
  VALIDATION_LOSS("validationLoss", r -> OptionalDouble.of(r.last().validationLoss())),
  VALIDATION_ACCURACY("validationAccuracy", r -> OptionalDouble.of(r.last().validationAccuracy())),
  TEST_LOSS("testLoss", r -> r.last().testLoss()),
  TEST_ACCURACY("testAccuracy", r -> r.last().testAccuracy()),
  TRAIN_LOSS("trainLoss", r -> OptionalDouble.of(r.last().trainLoss())),
  PARAMETERS("parameters", r -> OptionalDouble.of(r.last().parameters())),
  MACS("multiplyAccumulates", r -> OptionalDouble.of(r.last().multiplyAccumulates())),
  EPOCHS("epochs", r -> number(r.epochs())),
  COMPUTE("compute", r -> compute(r, r.compute().total())),
  TRAIN_COMPUTE("trainCompute", r -> compute(r, r.compute().training())),
  SEARCH_COMPUTE("searchCompute", r -> compute(r, r.compute().search())),
  SECONDS_TRAINING("secondsTraining", r -> OptionalDouble.of(r.secondsTraining())),
  SECONDS_SCORING("secondsScoring", r -> OptionalDouble.of(r.secondsScoring()));

  private final String label;
  private final Function<RunResult, OptionalDouble> value;

  Quantity(String label, Function<RunResult, OptionalDouble> value) {
    this.label = label;
    this.value = value;
  }

  private static OptionalDouble number(OptionalInt value) {
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(value.getAsInt());
  }

  /** Empty in runs from before it was counted. */
  private static OptionalDouble compute(RunResult result, long amount) {
    return result.last().compute().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(amount);
  }

  /** Its name in the JSON file. */
  String label() {
    return label;
  }

  /** Of a run that is done; empty when it was not measured. */
  OptionalDouble of(RunResult result) {
    return value.apply(result);
  }
}
