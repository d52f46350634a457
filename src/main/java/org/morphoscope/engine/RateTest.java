package org.morphoscope.engine;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngine.RunStoppedException;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Training;

/**
 * A short range test for weights that are trained already: how high a learning rate they bear.
 *
 * <p>The net is trained over a few images with each rate, from the highest down, always from the
 * weights that were brought and on the same images in the same order. The loss of every batch is
 * that before the step on it, so no image has been trained on yet when it counts; a rate does no
 * harm when the mean loss of the second half, with the rate near its peak, is at most a hundredth
 * above that of the weights left as they are (a net at the end of its training lies deeper than
 * steps of a high rate can follow, and shows it within a few steps).
 */
public final class RateTest {
  /** Steps of a trial; the rate rises over all of them. */
  static final int STEPS = 64;

  /** Share of the loss that a rate may cost: less than a point of accuracy at usual losses. */
  private static final double BORNE = 0.01;

  /** As good as none: the weights stay, all else is as in training. */
  private static final double NONE = 1e-12;

  private RateTest() {}

  /**
   * {@return the first rate that does no harm, or the last one}
   *
   * @param config the run that begins with the weights
   * @param seed the weights, before their first step
   * @param rates peak rates, falling
   * @throws IOException in one sentence when the data cannot be read or this machine cannot compute
   * @throws IllegalArgumentException in one sentence when the images do not fit the net
   */
  public static double harmless(RunConfig config, Snapshot seed, List<Double> rates)
      throws IOException {
    int images = STEPS * config.training().batch();
    OptionalInt limit = config.data().trainLimit();
    RunConfig few =
        config
            .withData(
                config
                    .data()
                    .withTrainLimit(OptionalInt.of(Math.min(images, limit.orElse(images)))))
            .withTraining(config.training().withSchedule(Training.Schedule.RUN));
    try (GrowthEngine engine = new NumericEngineFactory(Backend::load).open(few)) {
      double before = loss(engine, seed, NONE);
      for (double rate : rates.subList(0, rates.size() - 1)) {
        if (loss(engine, seed, rate) <= (1 + BORNE) * before) {
          return rate;
        }
      }
      return rates.get(rates.size() - 1);
    }
  }

  /** Mean over the second half of an epoch, in nats. */
  private static double loss(GrowthEngine engine, Snapshot seed, double rate) {
    engine.restore(seed);
    engine.learningRate(rate);
    // images and their summed loss, at the middle and at the end
    double[] half = new double[2];
    double[] whole = new double[2];
    try {
      engine.trainEpoch(
          0,
          0,
          1,
          (done, total, loss) -> {
            double[] to = 2 * done <= total ? half : whole;
            to[0] = done;
            to[1] = done * loss;
          });
    } catch (RunStoppedException e) {
      throw new IllegalStateException("nobody stops this", e);
    }
    return (whole[1] - half[1]) / (whole[0] - half[0]);
  }
}
