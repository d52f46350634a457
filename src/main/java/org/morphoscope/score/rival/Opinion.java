package org.morphoscope.score.rival;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.selection.Candidates;

/**
 * What a rival thinks of every candidate, in the order of {@link Candidates}: NaN where it has no
 * opinion. Negative scores are good.
 *
 * @param samples images looked at
 * @param scores in the method's own quantity
 * @param errors standard errors of the scores, NaN where the method has none
 * @param predicted change of the mean loss by each candidate alone, nats; 0 where the method keeps
 *     the function
 * @param theta offsets of the splits, {@code [O, I, k, k]} per layer
 * @param newNeurons the candidates for new neurons as they would be added
 * @param lineSearch multiply-accumulates spent on searching for step lengths
 * @param signed units whose split is a signed one
 */
public record Opinion(
    long samples,
    double[] scores,
    double[] errors,
    double[] predicted,
    List<double[]> theta,
    NewNeurons newNeurons,
    long lineSearch,
    Set<UnitId> signed) {

  /**
   * Of a method without signed splits.
   *
   * @param samples images looked at
   * @param scores in the method's own quantity
   * @param errors standard errors of the scores, NaN where the method has none
   * @param predicted change of the mean loss by each candidate alone, nats
   * @param theta offsets of the splits, {@code [O, I, k, k]} per layer
   * @param newNeurons the candidates for new neurons as they would be added
   * @param lineSearch multiply-accumulates spent on searching for step lengths
   */
  public Opinion(
      long samples,
      double[] scores,
      double[] errors,
      double[] predicted,
      List<double[]> theta,
      NewNeurons newNeurons,
      long lineSearch) {
    this(samples, scores, errors, predicted, theta, newNeurons, lineSearch, Set.of());
  }

  /**
   * New neurons that are as good as each other and keep the function, and no other candidate.
   *
   * @param samples images looked at
   */
  static Opinion unscored(long samples, NetworkSpec spec, NewNeurons neurons) {
    Candidates order = new Candidates(spec, neurons.perGroup());
    double[] scores = none(order.size());
    Arrays.fill(scores, 2 * order.units(), scores.length, 0);
    return new Opinion(
        samples, scores, none(scores.length), scores.clone(), Splits.none(spec), neurons, 0);
  }

  /**
   * Scores of prunes, and of no other candidate.
   *
   * @param samples images looked at
   * @param spec the net
   * @param scores by unit; NaN where there is none
   * @param errors their standard errors
   * @param predicted change of the mean loss by each prune alone, nats
   * @return the opinion
   */
  public static Opinion ofPrunes(
      long samples, NetworkSpec spec, double[] scores, double[] errors, double[] predicted) {
    Candidates order = new Candidates(spec);
    return new Opinion(
        samples,
        prunes(order, scores),
        prunes(order, errors),
        prunes(order, predicted),
        Splits.none(spec),
        NewNeurons.none(),
        0);
  }

  private static double[] prunes(Candidates order, double[] values) {
    double[] all = none(order.size());
    System.arraycopy(values, 0, all, order.units(), values.length);
    return all;
  }

  /**
   * {@return numbers without an opinion}
   *
   * @param length how many
   */
  public static double[] none(int length) {
    double[] none = new double[length];
    Arrays.fill(none, Double.NaN);
    return none;
  }
}
