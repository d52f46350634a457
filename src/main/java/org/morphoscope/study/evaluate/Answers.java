package org.morphoscope.study.evaluate;

import java.util.Arrays;

/**
 * What a net answers to images.
 *
 * @param classes outputs of the net, K
 * @param probabilities {@code [N, K]}, row-major, the softmax of the logits
 * @param losses N cross-entropies in nats, of the labels that the images came with
 * @param labels N classes
 * @param predicted N classes of the largest logit, the first of equal ones
 * @param seconds wall-clock time of all passes, with the normalisation of the images
 */
public record Answers(
    int classes,
    double[] probabilities,
    double[] losses,
    int[] labels,
    int[] predicted,
    double seconds) {

  /** {@return the number of images, N} */
  public int size() {
    return labels.length;
  }

  /**
   * {@return the probability of class k for image n}
   *
   * @param n index of the image
   * @param k index of the class
   */
  public double probability(int n, int k) {
    return probabilities[n * classes + k];
  }

  /**
   * {@return the classes of an image, the most probable first; of equal ones the first}
   *
   * @param n index of the image
   */
  public int[] ranking(int n) {
    Integer[] order = new Integer[classes];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, (a, b) -> Double.compare(probability(n, b), probability(n, a)));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }
}
