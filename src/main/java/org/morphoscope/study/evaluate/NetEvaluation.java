package org.morphoscope.study.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.FrozenLosses;

/**
 * How well a net answers to images whose classes are known.
 *
 * @param loss mean cross-entropy in nats
 * @param lossError standard error of it
 * @param accuracy share of right answers
 * @param classes per class of the net, in its order
 * @param confusion {@code [K][K]} counts: row the true class, column the predicted one
 * @param calibrationError see {@link #calibrationError(Answers)}
 * @param secondsPerImage wall-clock time of the passes over the number of images
 */
public record NetEvaluation(
    double loss,
    double lossError,
    double accuracy,
    List<ClassScore> classes,
    int[][] confusion,
    double calibrationError,
    double secondsPerImage) {
  /** Bins of equal width of the calibration error. */
  public static final int CALIBRATION_BINS = 15;

  /**
   * One class.
   *
   * @param name of the class
   * @param precision share of the images that were taken for it and are of it; 0 where none was
   * @param recall share of its images that were taken for it; 0 where there are none
   * @param f1 {@code 2 precision recall / (precision + recall)}, 0 where both are
   * @param count its images
   */
  public record ClassScore(String name, double precision, double recall, double f1, int count) {}

  /**
   * Copies the list.
   *
   * @param loss mean cross-entropy in nats
   * @param lossError standard error of it
   * @param accuracy share of right answers
   * @param classes per class of the net, in its order
   * @param confusion {@code [K][K]} counts: row the true class, column the predicted one
   * @param calibrationError see {@link #calibrationError(Answers)}
   * @param secondsPerImage wall-clock time of the passes over the number of images
   */
  public NetEvaluation {
    classes = List.copyOf(classes);
  }

  /**
   * {@return the figures of the answers}
   *
   * @param answers at least one
   * @param names of the outputs
   * @throws IllegalArgumentException in one sentence when there are no answers
   */
  public static NetEvaluation of(Answers answers, List<String> names) {
    int n = answers.size();
    if (n == 0) {
      throw new IllegalArgumentException("expected at least one image to evaluate, found none");
    }
    int[][] confusion = new int[answers.classes()][answers.classes()];
    int correct = 0;
    for (int i = 0; i < n; i++) {
      confusion[answers.labels()[i]][answers.predicted()[i]]++;
      correct += answers.labels()[i] == answers.predicted()[i] ? 1 : 0;
    }
    List<ClassScore> classes = new ArrayList<>();
    for (int k = 0; k < answers.classes(); k++) {
      classes.add(score(names.get(k), k, confusion));
    }
    return new NetEvaluation(
        FrozenLosses.mean(answers.losses()),
        FrozenLosses.standardError(answers.losses()),
        (double) correct / n,
        classes,
        confusion,
        calibrationError(answers),
        answers.seconds() / n);
  }

  private static ClassScore score(String name, int k, int[][] confusion) {
    int count = 0;
    int taken = 0;
    for (int j = 0; j < confusion.length; j++) {
      count += confusion[k][j];
      taken += confusion[j][k];
    }
    double precision = share(confusion[k][k], taken);
    double recall = share(confusion[k][k], count);
    double sum = precision + recall;
    return new ClassScore(
        name, precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum, count);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /**
   * Expected calibration error (Guo et al. 2017, "On calibration of modern neural networks", eq.
   * 3): images are sorted into {@value #CALIBRATION_BINS} bins {@code ((b - 1) / 15, b / 15]} of
   * the probability of the predicted class, and {@code ECE = sum_b n_b / N |accuracy_b -
   * confidence_b|}, where confidence is the mean of that probability.
   */
  static double calibrationError(Answers answers) {
    double[] confidence = new double[CALIBRATION_BINS];
    int[] right = new int[CALIBRATION_BINS];
    for (int i = 0; i < answers.size(); i++) {
      double p = answers.probability(i, answers.predicted()[i]);
      int bin = (int) Math.ceil(p * CALIBRATION_BINS) - 1;
      int b = Math.max(0, Math.min(CALIBRATION_BINS - 1, bin));
      confidence[b] += p;
      right[b] += answers.predicted()[i] == answers.labels()[i] ? 1 : 0;
    }
    // n_b / N |right / n_b - sum p / n_b| = |right - sum p| / N
    double error = 0;
    for (int b = 0; b < CALIBRATION_BINS; b++) {
      error += Math.abs(right[b] - confidence[b]) / answers.size();
    }
    return error;
  }
}
