package org.morphoscope.compute;

/** Cross-entropy of a softmax, per sample, in double on the host. */
public final class SoftmaxLoss {
  private SoftmaxLoss() {}

  /**
   * Softmax and loss, with the largest logit subtracted first so that no exponential overflows:
   * {@code p_k = exp(l_k - max) / sum}, {@code L = log sum + max - l_label}.
   *
   * @param logits {@code [n, K]}
   * @param classes number of classes K
   * @param labels classes of the n samples
   * @param n number of samples, not more than the arrays hold
   * @param probabilities receives the softmax {@code [n, K]}
   * @param losses receives {@code -log p[label]} of each sample, in nats
   */
  public static void forward(
      double[] logits, int classes, int[] labels, int n, double[] probabilities, double[] losses) {
    for (int i = 0; i < n; i++) {
      int row = i * classes;
      double max = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        max = Math.max(max, logits[row + k]);
      }
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        double e = Math.exp(logits[row + k] - max);
        probabilities[row + k] = e;
        sum += e;
      }
      for (int k = 0; k < classes; k++) {
        probabilities[row + k] /= sum;
      }
      losses[i] = Math.log(sum) + max - logits[row + labels[i]];
    }
  }

  /**
   * {@code gradient = p - onehot(label)}: the gradient of each sample's own loss in its logits. For
   * {@code ggn-mc} and {@code ggn} it is not the true label (method.md section 4).
   *
   * @param probabilities softmax {@code [n, K]}
   * @param classes number of classes K
   * @param labels classes whose cross-entropy is meant, one per sample
   * @param n number of samples
   * @param gradient {@code [n, K]}, overwritten
   */
  public static void gradient(
      double[] probabilities, int classes, int[] labels, int n, double[] gradient) {
    System.arraycopy(probabilities, 0, gradient, 0, n * classes);
    for (int i = 0; i < n; i++) {
      gradient[i * classes + labels[i]] -= 1;
    }
  }

  /**
   * {@return whether the label has the largest logit (the first one in a tie)}
   *
   * @param logits {@code [N, K]}
   * @param classes number of classes K
   * @param sample row of the logits
   * @param label a class, 0 to K - 1
   */
  public static boolean correct(double[] logits, int classes, int sample, int label) {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (logits[sample * classes + k] > logits[sample * classes + best]) {
        best = k;
      }
    }
    return best == label;
  }
}
