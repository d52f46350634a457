package org.morphoscope.score;

import java.util.SplittableRandom;

/** Draws the label y~ of {@code ggn-mc} from the model's own softmax. */
@FunctionalInterface
public interface LabelSampler {
  /**
   * {@return the drawn label, 0 to K - 1}
   *
   * @param sample position of the sample in the pass
   * @param probabilities softmax of many samples, row-major
   * @param row index of this sample's row
   * @param classes number of classes K
   */
  int draw(int sample, double[] probabilities, int row, int classes);

  /**
   * {@return labels drawn from the softmax, seeded per sample, so that they do not depend on
   * batches or threads}
   *
   * @param seed of the whole pass
   */
  static LabelSampler seeded(long seed) {
    return (sample, probabilities, row, classes) -> {
      double uniform =
          new SplittableRandom(seed * 0x9E3779B97F4A7C15L + sample).split().nextDouble();
      double sum = 0;
      for (int k = 0; k < classes - 1; k++) {
        sum += probabilities[row * classes + k];
        if (uniform < sum) {
          return k;
        }
      }
      return classes - 1;
    };
  }

  /**
   * {@return labels that are given, one per sample of the pass}
   *
   * @param labels by position of the sample in the pass
   */
  static LabelSampler given(int[] labels) {
    return (sample, probabilities, row, classes) -> labels[sample];
  }
}
