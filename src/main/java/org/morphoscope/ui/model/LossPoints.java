package org.morphoscope.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.run.RoundSummary;

/**
 * The points of the chart of loss against parameters, or against multiply-accumulates.
 *
 * @param train one point per finished round
 * @param validation one point per finished round
 * @param test empty without a test file
 * @param predicted ghost points: validation loss of the round before plus the predicted change
 * @param tails one offshoot for each round with a tail
 * @param landings where each growth led, measured before any training
 */
public record LossPoints(
    List<Point> train,
    List<Point> validation,
    List<Point> test,
    List<Point> predicted,
    List<Offshoot> tails,
    List<Landing> landings) {
  /** No points at all. */
  public static final LossPoints NONE =
      new LossPoints(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  /**
   * A tail: the net stays as large as it is, its loss falls.
   *
   * @param before validation loss of the round
   * @param after point behind the tail
   */
  public record Offshoot(double before, Point after) {}

  /**
   * What was measured of a set right after growing, between what was predicted and what training
   * made of it. All are losses on the validation part: that of the round before, and the changes.
   *
   * @param round its round
   * @param size of the grown net in the resource of the axis
   * @param predicted loss that the joint model promised
   * @param measured loss right after growing
   * @param trained loss at the end of the round; NaN before that
   */
  public record Landing(
      int round, double size, double predicted, double measured, double trained) {}

  /**
   * @param round its round
   * @param size of the net in the resource of the axis
   * @param loss nats per image
   * @param error standard error, 0 when unknown
   */
  public record Point(int round, double size, double loss, double error) {}

  /**
   * {@return the points of all rounds so far}
   *
   * @param model the run
   * @param pending the set under decision, for a ghost point; empty when there is none
   * @param axis the resource of the horizontal axis
   */
  public static LossPoints of(RunModel model, Optional<ChosenSet> pending, Resource axis) {
    List<Point> train = new ArrayList<>();
    List<Point> validation = new ArrayList<>();
    List<Point> test = new ArrayList<>();
    List<Point> predicted = new ArrayList<>();
    List<Offshoot> tails = new ArrayList<>();
    List<Landing> landings = new ArrayList<>();
    double lastLoss = Double.NaN;
    for (RoundRecord record : model.rounds()) {
      if (record.applied().isPresent() && !record.applied().get().morphisms().isEmpty()) {
        double size = Resources.of(record.applied().get().architecture().spec()).of(axis);
        predicted.add(
            new Point(record.round(), size, lastLoss + record.applied().get().predictedDelta(), 0));
        landing(record, size, lastLoss).ifPresent(landings::add);
      } else if (pending.isPresent() && pending.get().proposal().round() == record.round()) {
        double now = Resources.of(record.architecture().spec()).of(axis);
        predicted.add(
            new Point(
                record.round(),
                now + pending.get().change(axis),
                lastLoss + pending.get().predictedDelta(),
                0));
      }
      if (record.summary().isPresent()) {
        RoundSummary s = record.summary().get();
        long size = axis == Resource.PARAMETERS ? s.parameters() : s.multiplyAccumulates();
        train.add(new Point(s.round(), size, s.trainLoss(), s.trainLossError()));
        validation.add(new Point(s.round(), size, s.validationLoss(), s.validationLossError()));
        OptionalDouble tested = s.testLoss();
        if (tested.isPresent()) {
          test.add(new Point(s.round(), size, tested.getAsDouble(), 0));
        }
        lastLoss = s.validationLoss();
        record
            .tail()
            .map(t -> new Point(t.round(), size, t.validationLoss(), t.validationLossError()))
            .ifPresent(after -> tails.add(new Offshoot(s.validationLoss(), after)));
      }
    }
    predicted.removeIf(point -> !Double.isFinite(point.loss()));
    return new LossPoints(train, validation, test, predicted, tails, landings);
  }

  /** Where the growth of a round led; empty before it was measured or without a loss before it. */
  private static Optional<Landing> landing(RoundRecord record, double size, double before) {
    return Promise.of(record)
        .filter(promise -> Double.isFinite(before + promise.measured()))
        .map(
            promise ->
                new Landing(
                    record.round(),
                    size,
                    before + promise.predicted(),
                    before + promise.measured(),
                    record.summary().map(RoundSummary::validationLoss).orElse(Double.NaN)));
  }
}
