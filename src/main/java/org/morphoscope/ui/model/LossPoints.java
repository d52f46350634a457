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
 */
public record LossPoints(
    List<Point> train,
    List<Point> validation,
    List<Point> test,
    List<Point> predicted,
    List<Offshoot> tails) {
  /** No points at all. */
  public static final LossPoints NONE =
      new LossPoints(List.of(), List.of(), List.of(), List.of(), List.of());

  /**
   * A tail: the net stays as large as it is, its loss falls.
   *
   * @param before validation loss of the round
   * @param after point behind the tail
   */
  public record Offshoot(double before, Point after) {}

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
    double lastLoss = Double.NaN;
    for (RoundRecord record : model.rounds()) {
      if (record.applied().isPresent() && !record.applied().get().morphisms().isEmpty()) {
        double size = Resources.of(record.applied().get().architecture().spec()).of(axis);
        predicted.add(
            new Point(record.round(), size, lastLoss + record.applied().get().predictedDelta(), 0));
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
    return new LossPoints(train, validation, test, predicted, tails);
  }
}
