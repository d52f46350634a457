package org.morphoscope.study.calibrate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.selection.CurvatureMode;

/**
 * What a calibration found (method.md section 10).
 *
 * @param setting what was studied
 * @param inject injected net against grown net
 * @param singles every measured candidate
 * @param agreements by kind and mode
 * @param sets greedy and random sets
 * @param thetas learned theta against theta optimised on the true loss
 * @param costs of each pass
 * @param sensitivity how selections change, when asked for
 */
public record CalibrationReport(
    Setting setting,
    Inject inject,
    List<Single> singles,
    List<KindAgreement> agreements,
    List<SetOutcome> sets,
    List<ThetaOutcome> thetas,
    List<Cost> costs,
    Optional<Sensitivity> sensitivity) {

  /**
   * What was studied.
   *
   * @param origin where the net comes from, in words
   * @param data name of the data
   * @param net architecture in words
   * @param parameters trainable numbers of the net
   * @param learnSamples images theta is learned on
   * @param scoreSamples images of the scoring pass
   * @param heldOutSamples images neither learned on nor scored
   * @param learnSteps Adam steps
   * @param loss mean loss on the scoring samples in nats
   * @param lossError its standard error
   * @param backend what computed, in words
   */
  public record Setting(
      String origin,
      String data,
      String net,
      long parameters,
      int learnSamples,
      int scoreSamples,
      int heldOutSamples,
      int learnSteps,
      double loss,
      double lossError,
      String backend) {}

  /**
   * The inject test.
   *
   * @param splits number of splits compared, in groups of one layer
   * @param prunes number of prunes without compensation compared
   * @param images images each was compared on
   * @param worst largest difference of a loss, relative where the loss is above 1
   * @param skipped groups of several layers, where injecting into one z is not the grown net
   */
  public record Inject(int splits, int prunes, int images, double worst, int skipped) {}

  /**
   * One candidate.
   *
   * @param kind split, prune or new neuron
   * @param unit the channel; that of a new neuron counts on behind the group's last
   * @param predicted dL by mode
   * @param predictedError standard error in the run's own mode
   * @param measured change of the frozen loss, on the scoring samples
   */
  public record Single(
      MorphKind kind,
      UnitId unit,
      Map<CurvatureMode, Double> predicted,
      double predictedError,
      Measured measured) {}

  /**
   * Predicted against measured of one kind in one mode.
   *
   * @param kind split, prune or new neuron
   * @param mode curvature mode of the predictions
   * @param agreement over all candidates of the kind
   */
  public record KindAgreement(MorphKind kind, CurvatureMode mode, Agreement agreement) {}

  /**
   * A set.
   *
   * @param how greedy or random, of which kinds
   * @param size candidates in the set
   * @param parameterChange exact
   * @param predicted by the joint formula
   * @param sumOfSingles what it would be without interactions
   * @param measured on the scoring samples
   * @param heldOut on images neither learned on nor scored
   */
  public record SetOutcome(
      String how,
      int size,
      long parameterChange,
      double predicted,
      double sumOfSingles,
      Measured measured,
      Measured heldOut) {}

  /**
   * The best splits with three thetas; gains are measured ones, on the scoring samples.
   *
   * @param unit the channel that is split
   * @param predicted dL in the run's own mode, nats
   * @param learned with theta learned on the model
   * @param continued with the learned theta optimised further on the true loss
   * @param optimised with theta optimised on the true loss from a random start
   */
  public record ThetaOutcome(
      UnitId unit, double predicted, Measured learned, Measured continued, Measured optimised) {
    /** {@return the gain of the learned theta over that of the better of the two optimised ones} */
    public double ratio() {
      return learned.delta() / Math.min(continued.delta(), optimised.delta());
    }
  }

  /**
   * What a pass costs.
   *
   * @param pass what was timed, in words
   * @param seconds of processor time, all threads together
   * @param images that the time was taken over
   * @param trainingSteps cost per image, a training step's cost per image being 1
   * @param expected by the count of operations (method.md section 6)
   */
  public record Cost(
      String pass, double seconds, long images, double trainingSteps, double expected) {}
}
