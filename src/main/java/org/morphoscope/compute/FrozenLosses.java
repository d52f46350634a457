package org.morphoscope.compute;

/** Losses and accuracy of the frozen net on given images. */
public final class FrozenLosses {
  private final double[] losses;
  private final int correct;

  private FrozenLosses(double[] losses, int correct) {
    this.losses = losses;
    this.correct = correct;
  }

  /**
   * {@return losses and accuracy of the net; image n's loss is at n, whichever thread computed it}
   *
   * @param <E> what {@code after} may throw
   * @param passes passes over the net; used on the calling thread
   * @param images how many, from the loader's first on
   * @param loader gives the images by position; called from several threads
   * @param after called on the calling thread after every batch
   * @throws E as {@code after} throws it
   */
  public static <E extends Exception> FrozenLosses of(
      FrozenPasses passes, int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after)
      throws E {
    double[] losses = new double[images];
    // by shard: no thread writes where another does
    int[] correct = new int[passes.team().shards()];
    int classes = passes.network().spec().classes();
    passes.forward(
        images,
        loader,
        (shard, pass, first) -> {
          System.arraycopy(pass.losses(), 0, losses, first, pass.batch());
          for (int i = 0; i < pass.batch(); i++) {
            if (SoftmaxLoss.correct(pass.logits(), classes, i, pass.labels()[i])) {
              correct[shard]++;
            }
          }
        },
        after);
    return new FrozenLosses(losses, java.util.Arrays.stream(correct).sum());
  }

  /** {@return the cross-entropy of each image in nats} */
  public double[] losses() {
    return losses;
  }

  /** {@return the mean cross-entropy in nats} */
  public double loss() {
    return mean(losses);
  }

  /** {@return the standard error of {@link #loss}} */
  public double lossError() {
    return standardError(losses);
  }

  /**
   * {@return the share of images whose label has the largest logit, 0 to 1} The first of equal
   * logits counts.
   */
  public double accuracy() {
    return (double) correct / losses.length;
  }

  /**
   * {@return {@code sum v / N}, in the order of the images: the same for any number of threads}
   *
   * @param values one per image
   */
  public static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  /**
   * {@return the standard error of the mean} {@code sqrt(sum (v - mean)^2 / N) / sqrt(N)}; with N
   * as the divisor, not N - 1: N is thousands.
   *
   * @param values one per image; for an empty array the result is NaN
   */
  public static double standardError(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double v : values) {
      sum += (v - mean) * (v - mean);
    }
    return Math.sqrt(sum / values.length / values.length);
  }
}
